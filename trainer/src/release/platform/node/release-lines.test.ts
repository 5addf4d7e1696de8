/** A release of a line network from a run on disk: measured as a reader reads, with figures and a card. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, decodeModel, encodeModel } from '@digitry/engine';
import { createReader } from '@digitry/reader';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeIdx } from '../../../datasets/idx.js';
import { openDataset } from '../../../datasets/index.js';
import { gatherLines } from '../../../fit/line-data.js';
import { createInlinePool } from '../../../fit/pool.js';
import { trainLines } from '../../../fit/train-lines.js';
import { createLineWriter } from '../../../lines/index.js';
import { createRunFolder } from '../../../platform/node/run-folder.js';
import type { LineRecipe } from '../../../recipe.js';
import { encodePng } from '../../../report/png.js';
import { drawnSet } from '../../../testing/drawn-set.js';
import { smallLines } from '../../../testing/small-lines.js';
import type { LineMetrics } from '../../line-metrics.js';
import { release } from './release.js';

let top: string;
const at = (...parts: string[]): string => join(top, ...parts);
const COUNT = 200;
const LINES = 10;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  const set = drawnSet(COUNT);
  const images = new Uint8Array(COUNT * 784);
  for (let i = 0; i < COUNT; i++) images.set(set.image(i).data, i * 784);
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 10);
  await writeFile(at('drawn-images-idx3-ubyte'), encodeIdx([COUNT, 28, 28], images));
  await writeFile(at('drawn-labels-idx1-ubyte'), encodeIdx([COUNT], labels));
  const source = { data: at('drawn-images-idx3-ubyte') };
  const recipe: LineRecipe = { ...smallLines, sources: [source], epochs: 2 };
  const pool = createInlinePool();
  const data = await gatherLines(recipe, [await openDataset(source.data)], [], pool);
  const folder = await createRunFolder(at('run'), {
    recipe,
    started: '2025-01-02T03:04:05Z',
    node: 'v20',
    version: '0.1.0',
    threads: 1,
  });
  for await (const event of trainLines(recipe, data, { pool, threads: 1 })) {
    if (event.type !== 'finished') continue;
    await folder.write('model.safetensors', encodeModel(event.model));
    await folder.log({ type: 'finished', seconds: event.seconds });
  }
  await writeLines(data.writing.digits);
});
afterAll(() => rm(top, { recursive: true, force: true }));

async function writeLines(digits: Parameters<typeof createLineWriter>[1]): Promise<void> {
  await mkdir(at('set'));
  const write = createLineWriter(smallLines.lines, digits);
  const rows = ['file,text'];
  for (let i = 0; i < LINES; i++) {
    const { image, text } = write(createRandom(70 + i));
    await writeFile(at('set', `${i}.png`), encodePng(image.width, image.height, image.data));
    rows.push(`${i}.png,"${i === 0 ? `${text}a` : text}"`);
  }
  await writeFile(at('set', 'labels.csv'), rows.join('\n'));
}

test('is measured in few bits and written with figures and card', async () => {
  const { folder } = await release({
    name: 'small-lines',
    runs: [at('run')],
    measure: [`made=${at('set')}`],
    bits: 8,
    out: at('models'),
    threads: 1,
  });
  const file = await readFile(join(folder, 'small-lines.safetensors'));
  const metrics = JSON.parse(await readFile(join(folder, 'metrics.json'), 'utf8')) as LineMetrics;
  const card = await readFile(join(folder, 'README.md'), 'utf8');
  const { metadata } = decodeModel(file);
  expect(metrics).toMatchObject({ kind: 'line', bits: 8, calibratedOn: 'released weights' });
  expect(metrics.sets).toMatchObject([
    { data: 'made', n: LINES, role: 'unseen', numbers: { n: LINES - 1 }, others: { n: 1 } },
  ]);
  const [made] = metrics.sets;
  expect(made!.overRuns.values).toEqual([made!.exact]);
  expect(metadata).toMatchObject({ name: 'small-lines', kind: 'line', recipe: { kind: 'line' } });
  for (const title of ['## Use', '## Network', '## Training', '## Figures', '## Limits', '## Reproduce'])
    expect(card).toContain(title);
  expect(card).toContain('average pool 8×1');
  for (const text of [JSON.stringify(metrics), JSON.stringify(metadata), card])
    expect(text).not.toContain(top);

  const reader = await createReader({ lineModel: file });
  const reading = await reader.line(at('set', '3.png'));
  await reader.close();
  expect(reading).toMatchObject({ model: 'small-lines' });
});

test('a set that was trained on is refused', async () => {
  const options = { name: 'none', runs: [at('run')], out: at('models') };
  await expect(release({ ...options, measure: [at('drawn-images-idx3-ubyte')] })).rejects.toThrow(
    'not trained on',
  );
});
