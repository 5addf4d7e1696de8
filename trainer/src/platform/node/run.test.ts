/** Runs on disk: those that begin with a model, and those whose data cannot be used. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeModel, type Model } from '@digitry/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeIdx } from '../../datasets/idx.js';
import { drawnSet } from '../../testing/drawn-set.js';
import { loadModel } from './models.js';
import { type RunOptions, runTraining } from './run.js';
import type { RunConfig } from './run-folder.js';

const RECIPE: RunOptions = { recipe: 'seed-mlp-dropout', threads: 1, seed: 1 };
let top: string;
const at = (name: string): string => join(top, name);

/** IDX images and labels in a folder of their own. */
async function writeSet(name: string, count: number): Promise<void> {
  const set = drawnSet(count);
  const images = Buffer.concat(Array.from({ length: count }, (_, i) => Buffer.from(set.image(i).data)));
  const labels = Uint8Array.from({ length: count }, (_, i) => Number(set.label(i)));
  await mkdir(at(name));
  await writeFile(join(at(name), 'images-idx3-ubyte'), encodeIdx([count, 28, 28], images));
  await writeFile(join(at(name), 'labels-idx1-ubyte'), encodeIdx([count], labels));
}

async function run(options: RunOptions): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of runTraining({ ...RECIPE, data: [at('set')], ...options })) types.push(type);
  return types;
}

const resumed = async (path: string): Promise<void> => {
  for await (const _ of runTraining({ resume: path }));
};
const modelOf = (path: string): Promise<Model> => loadModel(join(path, 'model.safetensors'));
const weightsOf = async (path: string): Promise<Model['weights']> => (await modelOf(path)).weights;
const configOf = async (path: string): Promise<RunConfig> =>
  JSON.parse(await readFile(join(path, 'config.json'), 'utf8'));

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  await writeSet('set', 96);
  await run({ out: at('first'), set: ['epochs=2'] });
});
afterAll(() => rm(top, { recursive: true, force: true }));

test('a run begins with the weights of another, and says so', async () => {
  const from = join(at('first'), 'model.safetensors');
  // Without a step to go the weights stay what they were.
  await run({ out: at('still'), from, set: ['epochs=1', 'learningRate=0'] });
  expect(await weightsOf(at('still'))).toEqual(await weightsOf(at('first')));
  const { from: told } = await configOf(at('still'));
  expect(told).toMatchObject({ name: 'seed-mlp-dropout', epochs: 2, peakLearningRate: 1e-3 });
  expect(told?.sha256).toMatch(/^[\da-f]{64}$/);
  expect((await modelOf(at('still'))).metadata.from).toEqual(told);
  expect((await configOf(at('first'))).from).toBeUndefined();
  const rounds = ['first', 'still'].map(async (name) => (await configOf(at(name))).recipe.round);
  expect(await Promise.all(rounds)).toEqual([undefined, 1]);

  await run({ out: at('drawn'), set: ['epochs=1', 'learningRate=0'] });
  expect(await weightsOf(at('drawn'))).not.toEqual(await weightsOf(at('first')));
});

test('every round shows other pictures, and the one that was asked for the same again', async () => {
  const from = join(at('first'), 'model.safetensors');
  await run({ out: at('second'), from, set: ['epochs=1'] });
  await run({ out: at('again'), from, set: ['epochs=1', 'round=1'] });
  await run({ out: at('repeated'), from, set: ['epochs=1', 'round=0'] });
  const [second, again, repeated] = await Promise.all(
    ['second', 'again', 'repeated'].map((name) => weightsOf(at(name))),
  );
  expect(again).toEqual(second);
  expect(repeated).not.toEqual(second);
  expect((await configOf(at('repeated'))).recipe.round).toBe(0);
  await run({ out: at('third'), from: join(at('second'), 'model.safetensors'), set: ['epochs=1'] });
  expect((await configOf(at('third'))).recipe.round).toBe(2);
});

test('what was begun with is kept in the folder: a run that lost its checkpoints begins with it again', async () => {
  const file = at('begin.safetensors');
  await writeFile(file, await readFile(join(at('first'), 'model.safetensors')));
  await run({ out: at('on'), from: file, set: ['epochs=2'] });
  expect(await weightsOf(at('on'))).not.toEqual(await weightsOf(at('first')));

  const abort = new AbortController();
  abort.abort();
  expect(await run({ out: at('cut'), from: file, set: ['epochs=2'], signal: abort.signal })).toContain(
    'stopped',
  );
  await rm(file);
  await rm(join(at('cut'), 'checkpoints'), { recursive: true });
  await resumed(at('cut'));
  expect(await weightsOf(at('cut'))).toEqual(await weightsOf(at('on')));
});

test('a model with another network or other labels is refused before a folder is made', async () => {
  for (const from of ['tiny', 'line', 'nowhere.safetensors'])
    await expect(run({ out: at('other'), from })).rejects.toThrow(
      from === 'nowhere.safetensors'
        ? 'Expected a released model or a .safetensors file but received nowhere.safetensors: there is none.'
        : `Expected a model with the network and the labels of recipe seed-mlp-dropout for --from but received ${from}.`,
    );
  expect(existsSync(at('other'))).toBe(false);
});

test('a run goes on as it was started, so --from is refused beside --resume', async () => {
  const gone = runTraining({ resume: at('first'), from: 'tiny' });
  await expect(gone.next()).rejects.toThrow(
    'Expected no --set, --data, --from, --seed or --out beside --resume',
  );
});

test('data that cannot be used leaves no folder behind, but what lay in it stays', async () => {
  await mkdir(at('bad'));
  await writeFile(join(at('bad'), 'images-idx3-ubyte'), 'no images');
  await writeFile(join(at('bad'), 'labels-idx1-ubyte'), 'no labels');
  await expect(run({ data: [at('bad')], out: at('never') })).rejects.toThrow('Expected magic 0x00000803');
  expect(existsSync(at('never'))).toBe(false);
  // The same folder is free again.
  await run({ out: at('never'), set: ['epochs=1'] });
  expect(decodeModel(await readFile(join(at('never'), 'model.safetensors'))).metadata.name).toBe(
    'seed-mlp-dropout',
  );

  await rm(join(at('set'), 'labels-idx1-ubyte'));
  await expect(resumed(at('never'))).rejects.toThrow('labels-idx1-ubyte');
  expect(await readdir(at('never'))).toContain('model.safetensors');
});

test('a folder that cannot be made is said', async () => {
  await expect(run({ out: '/dev/null/run' })).rejects.toThrow(/^Expected to write \/dev\/null\/run but /);
});
