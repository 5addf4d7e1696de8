/** The output and its journal: whatever a kill leaves, what comes of going on is the same. */
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitRecord } from '../read/records.js';
import type { FileResult } from './formats.js';
import { journalOf, openOutput } from './output.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digitry-output-'));
});
afterAll(() => rm(folder, { recursive: true }));

const settings = { kind: 'digit' } as const;
const FILES = ['a.png', 'b.png', 'ü,"c".png', 'd.png', 'e.png'];

function resultOf(file: string): FileResult {
  if (file === 'd.png') return { file, failure: { file, error: 'damaged', message: 'd.png: broken' } };
  const reading = {
    text: '7',
    confidence: 0.5,
    status: 'review' as const,
    alternatives: [],
    seen: new Uint8Array(0),
    box: null,
    reasons: [],
    model: 'm',
    preparation: '1',
  };
  return { file, records: [1, 2].map((page) => digitRecord(file, page, reading)) };
}

/** Reads what is left of the files, `many` at a time, `most` altogether. */
async function run(path: string, many = 2, most = Number.POSITIVE_INFINITY): Promise<void> {
  const output = await openOutput(path, settings);
  const left = FILES.filter((file) => !output.files.has(file)).slice(0, most);
  for (let i = 0; i < left.length; i += many) await output.append(left.slice(i, i + many).map(resultOf));
  await output.finish(most >= FILES.length);
}

async function wholeOf(ending: string): Promise<Buffer> {
  const path = join(folder, `whole${ending}`);
  await rm(path, { force: true });
  await run(path);
  return readFile(path);
}

describe.each(['.csv', '.jsonl', '.json'])('%s', (ending) => {
  test('cut off at any byte of the output or the journal, it comes out the same', async () => {
    const expected = await wholeOf(ending);
    const path = join(folder, `cut${ending}`);
    await run(path, 1, 4);
    const [out, journal] = [await readFile(path), await readFile(journalOf(path))];
    const lines = journal.toString().split('\n');
    const endOf = (entry: string | undefined): number =>
      entry ? ((JSON.parse(entry) as { end?: number }).end ?? 0) : 0;
    for (let cut = 0; cut <= journal.length; cut += 3) {
      const kept = journal.subarray(0, cut).toString().split('\n').length - 1;
      const committed = endOf(lines[kept - 1]);
      // Rows are on the disk before the journal has them: the output is never shorter than that.
      for (const length of new Set([committed, Math.min(out.length, committed + 7), out.length])) {
        if (kept === 0 && length > 0) continue;
        await writeFile(path, out.subarray(0, length));
        await writeFile(journalOf(path), journal.subarray(0, cut));
        await run(path, 3);
        expect((await readFile(path)).equals(expected)).toBe(true);
      }
    }
  });

  test('going on with what is complete changes nothing, with more files adds them', async () => {
    const expected = await wholeOf(ending);
    const path = join(folder, `whole${ending}`);
    await run(path);
    expect((await readFile(path)).equals(expected)).toBe(true);
    const output = await openOutput(path, settings);
    expect([output.files.size, output.failed]).toEqual([5, 1]);
    await output.append([resultOf('f.png')]);
    await output.finish(true);
    const more = (await readFile(path)).toString();
    expect(more).toContain('f.png');
    if (ending === '.json') expect(JSON.parse(more)).toHaveLength(4 * 2 + 1 + 2);
  });
});

test('garbage behind a crash is cut off: the journal ends where it is not whole', async () => {
  const expected = await wholeOf('.csv');
  const path = join(folder, 'garbage.csv');
  await run(path, 1, 3);
  const journal = await readFile(journalOf(path));
  const out = await readFile(path);
  await writeFile(
    journalOf(path),
    Buffer.concat([journal, Buffer.alloc(50), Buffer.from('\n{"file":"e.png"}\n')]),
  );
  await writeFile(path, Buffer.concat([out, Buffer.alloc(300)]));
  await run(path);
  expect((await readFile(path)).equals(expected)).toBe(true);
});

describe('is not gone on with', () => {
  test('another file of that name', async () => {
    const path = join(folder, 'other.csv');
    await writeFile(path, 'dear,diary\n');
    await expect(openOutput(path, settings)).rejects.toThrow(`but ${path} is there, without the journal`);
    await writeFile(journalOf(path), 'no journal\n');
    await expect(openOutput(path, settings)).rejects.toThrow('without the journal');
  });

  test('other settings', async () => {
    const path = join(folder, 'settings.csv');
    await run(path, 1, 1);
    await expect(openOutput(path, { kind: 'line' })).rejects.toThrow('begun with, {"kind":"digit"}');
  });

  test('an output that was changed', async () => {
    const path = join(folder, 'changed.csv');
    await run(path);
    await writeFile(path, `${await readFile(path)}a note of mine\n`);
    await expect(openOutput(path, settings)).rejects.toThrow('it was changed since');
    await run(join(folder, 'short.csv'), 1, 2);
    await truncate(join(folder, 'short.csv'), 20);
    await expect(openOutput(join(folder, 'short.csv'), settings)).rejects.toThrow('it was changed since');
  });

  test('two at once: the second to write stops', async () => {
    const path = join(folder, 'two.csv');
    const [first, second] = [await openOutput(path, settings), await openOutput(path, settings)];
    await first.append([resultOf('a.png')]);
    await expect(second.append([resultOf('a.png')])).rejects.toThrow('something else writes to it');
    await first.finish(true);
    await second.finish(false);
  });
});

test('who deleted the output begins again', async () => {
  const path = join(folder, 'deleted.csv');
  await run(path, 1, 2);
  await rm(path);
  expect((await openOutput(path, settings)).files.size).toBe(0);
});

test('an output that cannot be written is a sentence', async () => {
  await expect(openOutput(join(folder, 'none', 'out.csv'), settings)).rejects.toThrow(
    /^Expected a file that can be written for --out but .*out\.csv cannot \(ENOENT\); check its folder and its rights$/,
  );
});
