/** A whole release from runs on disk: two short runs on drawn digits, measured on other drawn digits and on pen strokes. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { decodeModel, encodeModel } from '@digitry/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeIdx } from '../../../datasets/idx.js';
import { openDataset } from '../../../datasets/index.js';
import { gatherData } from '../../../fit/data.js';
import { createInlinePool } from '../../../fit/pool.js';
import { train } from '../../../fit/train.js';
import { withOverrides } from '../../../overrides.js';
import { createRunFolder } from '../../../platform/node/run-folder.js';
import { seedMlpDropout } from '../../../recipes/seed-mlp-dropout.js';
import { drawnSet } from '../../../testing/drawn-set.js';
import type { Metrics } from '../../metrics.js';
import { type ReleaseOptions, release } from './release.js';

let top: string;
const at = (...parts: string[]): string => join(top, ...parts);

async function putDigits(name: string, count: number, seed: number): Promise<void> {
  const set = drawnSet(count, seed);
  const images = new Uint8Array(count * 784);
  for (let i = 0; i < count; i++) images.set(set.image(i).data, i * 784);
  await writeFile(at(`${name}-images-idx3-ubyte`), encodeIdx([count, 28, 28], images));
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  await writeFile(at(`${name}-labels-idx1-ubyte`), encodeIdx([count], labels));
}

/** A run's folder as `digitry train` leaves it, without its workers. */
async function trainRun(seed: number): Promise<void> {
  const data = at('drawn-images-idx3-ubyte');
  const changes = ['validation=0.25', 'epochs=4', 'preparation=digit', `seed=${seed}`];
  const recipe = withOverrides({ ...seedMlpDropout, sources: [{ data }] }, changes);
  const started = '2025-01-02T03:04:05Z';
  const folder = await createRunFolder(at(`run-${seed}`), {
    recipe,
    started,
    node: 'v20',
    version: '0.1.0',
    threads: 1,
  });
  const pool = createInlinePool();
  const gathered = await gatherData(recipe, [await openDataset(data)], pool);
  for await (const event of train(recipe, gathered, { pool, threads: 1 })) {
    if (event.type !== 'finished') continue;
    await folder.write('model.safetensors', encodeModel(event.model));
    await folder.log({ type: 'finished', seconds: event.seconds });
  }
}

const options = (): ReleaseOptions => ({
  name: 'small',
  runs: [at('run-1'), at('run-2')],
  measure: [
    `others=${at('others-images-idx3-ubyte')}#writers-file=${at('who.txt')}`,
    `${at('strokes.json')}#pad`,
    `letters=${at('strokes.json')}#pad&non-digits`,
  ],
  bits: 6,
  out: at('models'),
  threads: 1,
});

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  await putDigits('drawn', 480, 1);
  await putDigits('others', 100, 2);
  await writeFile(at('who.txt'), Array.from({ length: 100 }, (_, i) => `w${i % 3}`).join('\n'));
  const line = (...points: number[][]): number[][][] => [points];
  const strokes = {
    1: [line([5, 0], [5, 20]), line([6, 0], [4, 20])],
    7: [line([0, 0], [10, 0], [4, 20])],
    O: [line([0, 0], [9, 9], [0, 0])],
    W: [line([0, 0], [5, 20], [10, 5], [15, 20], [20, 0]), line([0, 0], [4, 18], [10, 3], [16, 20], [20, 1])],
  };
  await writeFile(at('strokes.json'), JSON.stringify({ strokes }));
  for (const seed of [1, 2]) await trainRun(seed);
});
afterAll(() => rm(top, { recursive: true, force: true }));

test('the best run is measured as it is released and written with figures and card', async () => {
  const notes: string[] = [];
  const { folder } = await release({ ...options(), onNote: (note) => notes.push(note) });
  expect((await readdir(folder)).sort()).toEqual(['README.md', 'metrics.json', 'small.safetensors']);
  const file = await readFile(join(folder, 'small.safetensors'));
  const metrics = JSON.parse(await readFile(join(folder, 'metrics.json'), 'utf8')) as Metrics;
  const card = await readFile(join(folder, 'README.md'), 'utf8');
  const { metadata } = decodeModel(file);

  expect(metrics).toMatchObject({
    name: 'small',
    bits: 6,
    bytes: file.length,
    gzipBytes: gzipSync(file).length,
  });
  expect(metrics.calibratedOn).toBe('released weights');
  const [chosen] = metrics.runs.filter(({ isReleased }) => isReleased);
  expect(chosen!.validationLoss).toBe(Math.min(...metrics.runs.map(({ validationLoss }) => validationLoss!)));
  expect(metadata).toMatchObject({ name: 'small', recipe: { seed: chosen!.seed } });

  const [others, strokes] = metrics.sets;
  expect(others).toMatchObject({ data: 'others', n: 100, role: 'unseen', writers: 3 });
  expect(others!.accuracy).toBeGreaterThan(0.5);
  expect(others!.worstWriter!.accuracy).toBeLessThanOrEqual(others!.accuracy);
  expect(others!.overRuns).toMatchObject({ runs: 2 });
  expect(others!.overRuns.values).toContain(others!.accuracy);
  const { accepted, review, rejected } = others!.verdicts;
  expect(accepted + review + rejected).toBe(100);
  expect(strokes).toMatchObject({ data: 'strokes', n: 3 });
  expect(metrics.rejection).toMatchObject([{ data: 'letters', n: 2 }]);

  expect(notes.join()).toContain('its terms are not known');
  for (const text of [JSON.stringify(metrics), JSON.stringify(metadata), card])
    expect(text).not.toContain(top);
  for (const title of [
    '## Use',
    '## Network',
    '## Training',
    '## Figures',
    '## What is misread',
    '## Limits',
  ])
    expect(card).toContain(title);
  expect(card).toContain('--run runs/seed-mlp-dropout-1 --run runs/seed-mlp-dropout-2');
  expect(card).toContain("--measure 'letters=strokes.json#pad&non-digits' --quantize 6");
  expect(card).toContain('| drawn-images-idx3-ubyte | – | not recorded | 360 |');
});

test('without its data a run keeps its calibration', async () => {
  const config = at('run-1', 'config.json');
  const text = await readFile(config, 'utf8');
  await writeFile(config, text.replaceAll('drawn-images', 'gone-images'));
  const notes: string[] = [];
  const { measure } = options();
  const { metrics } = await release({
    ...options(),
    name: 'kept',
    runs: [at('run-1')],
    measure: measure.slice(1, 2),
    onNote: (note) => notes.push(note),
  });
  await writeFile(config, text);
  expect(metrics.calibratedOn).toBe('weights of the run');
  expect(notes.join()).toMatch(/keeps its temperature and thresholds/);
  const { metadata } = decodeModel(await readFile(at('run-1', 'model.safetensors')));
  expect(metrics.temperature).toBeCloseTo(metadata.temperature!, 4);
});

test('nothing is written for what cannot be released', async () => {
  const refused = async (changes: Partial<ReleaseOptions>, message: RegExp): Promise<void> => {
    await expect(release({ ...options(), name: 'none', ...changes })).rejects.toThrow(message);
    expect(await readdir(at('models'))).not.toContain('none');
  };
  await refused({ name: 'No Name' }, /small letters/);
  await refused({ runs: [at('nothing')] }, /folder of a run/);
  await refused({ measure: [at('drawn-images-idx3-ubyte')] }, /not trained on/);
  await refused({ measure: ['a=mnist', 'a=mnist-test'] }, /a label of its own/);
  await refused({ measure: [`${at('others-images-idx3-ubyte')}#non-digits`] }, /no digits/);
  await refused(
    { measure: [`${at('others-images-idx3-ubyte')}#writers-file=${at('who.txt')}&writers=w9`] },
    /w9/,
  );
  await rm(at('run-2', 'model.safetensors'));
  await refused({}, /has not ended/);
});
