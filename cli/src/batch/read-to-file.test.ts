/** Batches as people run them: whole, stopped, killed in the middle, and gone on with. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { drawDigit, drawLine, pdfOf } from '@digitry/reader/testing';
import { encodePng } from '@digitry/trainer';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitry, type Ended } from '../testing/digitry.js';
import { writeUntrained } from '../testing/models.js';
import { journalOf } from './output.js';

const IMAGES = 400;
let top: string;
let models: string[];
let whole: Buffer;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-batch-'));
  models = await writeUntrained(top);
  await mkdir(join(top, 'scans', 'more'), { recursive: true });
  const pictures = Array.from({ length: 10 }, (_, digit) => drawDigit(digit, { size: 160, pen: 10 }));
  const png = pictures.map(({ width, height, data }) => encodePng(width, height, Uint8Array.from(data)));
  for (let i = 0; i < IMAGES; i++)
    await writeFile(
      join(top, 'scans', i % 4 === 0 ? 'more' : '.', `${String(i).padStart(4, '0')}.png`),
      png[i % 10]!,
    );
  await writeFile(join(top, 'scans', 'two.pdf'), pdfOf(pictures.slice(0, 2)));
  await writeFile(join(top, 'scans', '0100-broken.png'), png[0]!.subarray(0, 60));
  await writeFile(join(top, 'scans', '0200-empty.tiff'), '');
  await writeFile(join(top, 'scans', 'notes.txt'), 'left out');
  expect((await read(['--out', 'whole.csv'])).code).toBe(1);
  whole = await readFile(join(top, 'whole.csv'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

const read = (args: readonly string[], onStart?: Parameters<typeof digitry>[2]): Promise<Ended> =>
  digitry(top, ['read', 'scans', '--kind', 'digit', ...models, ...args], onStart);

const journalled = async (out: string): Promise<number> =>
  (await readFile(journalOf(join(top, out)), 'utf8').catch(() => '')).split('\n').length - 2;

/** Reads until so many files are in the journal, then sends the signal. */
function interrupted(out: string, files: number, signal: NodeJS.Signals, threads: number): Promise<Ended> {
  return read(['--out', out, '--threads', String(threads)], async (child) => {
    while (child.exitCode === null && (await journalled(out)) < files) await wait(2);
    child.kill(signal);
  });
}

describe('a batch', () => {
  test('has every page of every file once, in order, and the broken ones', () => {
    const rows = parse(whole, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(IMAGES + 2 + 2);
    const files = rows.map(({ file }) => file!);
    const inTop = files.filter((file) => !file.includes('more'));
    expect(inTop).toEqual(inTop.toSorted());
    expect(files.indexOf('scans/more/0000.png')).toBe(inTop.length);
    expect(rows.filter(({ file }) => file === 'scans/two.pdf').map(({ page }) => page)).toEqual(['1', '2']);
    const failed = rows.filter(({ status }) => status === 'failed');
    expect(failed.map(({ file }) => file)).toEqual(['scans/0100-broken.png', 'scans/0200-empty.tiff']);
    expect(failed[1]!.reasons).toContain('received 0 bytes');
    expect(rows.every(({ status, text }) => status !== 'accepted' || /^\d$/.test(text!))).toBe(true);
  });

  test('killed in the middle, twice, and gone on with: the same bytes', async () => {
    const out = 'killed.csv';
    expect((await interrupted(out, 60, 'SIGKILL', 1)).code).toBeNull();
    expect((await interrupted(out, 190, 'SIGKILL', 3)).code).toBeNull();
    const { code, out: said, err } = await read(['--out', out, '--threads', '2']);
    expect(code).toBe(1);
    expect(said).toMatch(/^Going on behind \d+ of 403 files\n403 files, 2 failed: killed.csv\n$/);
    expect(err.split('\n').length).toBeLessThanOrEqual(3);
    expect((await readFile(join(top, out))).equals(whole)).toBe(true);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s finishes what has begun and keeps it', async (signal, expected) => {
    const out = `${signal}.csv`;
    const { code, out: said } = await interrupted(out, 60, signal, 2);
    expect(code).toBe(expected);
    const [, done] = /^Stopped after (\d+) of 403 files. The same command goes on.\n$/.exec(said)!;
    expect(await journalled(out)).toBe(Number(done));
    await read(['--out', out]);
    expect((await readFile(join(top, out))).equals(whole)).toBe(true);
  });

  test('the same command once more changes nothing and says the same', async () => {
    await writeFile(join(top, 'again.txt'), '');
    const { code, out, err } = await read(['--out', 'whole.csv']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe('Going on behind 403 of 403 files\n403 files, 2 failed: whole.csv\n');
    expect((await readFile(join(top, 'whole.csv'))).equals(whole)).toBe(true);
  });

  test('JSON and JSON lines hold the same readings', async () => {
    await Promise.all([read(['--out', 'all.json']), read(['--out', 'all.jsonl'])]);
    const json = JSON.parse(await readFile(join(top, 'all.json'), 'utf8')) as {
      file: string;
      text?: string;
    }[];
    const lines = (await readFile(join(top, 'all.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(json);
    const rows = parse(whole, { columns: true }) as Record<string, string>[];
    expect(json.map(({ file, text = '' }) => [file, text])).toEqual(
      rows.map(({ file, text }) => [file, text]),
    );
  });
});

test('what is wrong with all files ends it at once: one sentence', async () => {
  const { code, out, err } = await digitry(top, ['read', 'scans', '--out', 'none.csv', '--model', 'no-such']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^digitry: Expected a released name or a model file for model but received no-such/);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a number and a digit, told apart; a rule for lines', async () => {
  const { width, height, data } = drawLine('27182', { height: 30, pen: 3 }).image;
  await writeFile(join(top, 'line.png'), encodePng(width, height, Uint8Array.from(data)));
  const { code, out } = await digitry(top, ['read', 'line.png', 'scans/0001.png', '--json', ...models]);
  expect(code).toBe(0);
  const records = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records.map(({ kind }) => kind)).toEqual(['line', 'digit']);
  const ruled = await digitry(top, ['read', 'line.png', '--rule', 'digits(5)', '--json', ...models]);
  expect(JSON.parse(ruled.out)).toMatchObject({
    kind: 'line',
    rule: { valid: true, text: expect.stringMatching(/^\d{5}$/) },
  });
});

test('a file of several pages is pages, each with a row at least', async () => {
  const { code, out } = await digitry(top, ['read', 'scans/two.pdf', '--json', ...models]);
  expect(code).toBe(0);
  const records = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records).toMatchObject([
    { kind: 'page', page: 1, width: 160, lines: expect.any(Array), grids: [] },
    { kind: 'page', page: 2 },
  ]);
  expect((await digitry(top, ['read', 'scans/two.pdf', '--out', 'pages.csv', ...models])).code).toBe(0);
  const rows = parse(await readFile(join(top, 'pages.csv')), { columns: true }) as Record<string, string>[];
  expect(new Set(rows.map(({ page }) => page))).toEqual(new Set(['1', '2']));
});

test('an overlay is drawn, one for each page', async () => {
  const { code } = await digitry(top, [
    'read',
    'scans/two.pdf',
    '--kind',
    'digit',
    '--overlay',
    'seen.png',
    ...models,
  ]);
  expect(code).toBe(0);
  for (const name of ['seen.png', 'seen-2.png'])
    expect((await readFile(join(top, name))).subarray(1, 4).toString()).toBe('PNG');
});

test.each([
  [['scans', '--overlay', 'a.png'], 'Expected one file with --overlay but received several'],
  [
    ['scans', '--out', 'a.xls'],
    'Expected a name that ends with .csv, .jsonl, .json for --out but received a.xls',
  ],
  [['scans', '--out', 'a.csv', '--json'], 'Expected --out alone but received --json as well'],
  [['scans', '--threads', '2'], 'Expected --out FILE with --threads but received none'],
  [
    ['scans', '--kind', 'words'],
    'Expected auto, digit, line, page, plate, card, print for --kind but received words',
  ],
  [['scans', '--pages', '0'], '--pages: Expected page numbers such as 1-3,7 for pages but received "0"'],
])('%j is a mistake in the command line', async (args, sentence) => {
  const { code, out, err } = await digitry(top, ['read', ...args]);
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `digitry: ${sentence}\n` });
});

test('a folder without images is told', async () => {
  await mkdir(join(top, 'empty'), { recursive: true });
  const { code, err } = await digitry(top, ['read', 'empty', '--out', 'empty.csv']);
  expect({ code, err }).toEqual({
    code: 1,
    err: 'digitry: Expected images or PDF files in empty but received none\n',
  });
});
