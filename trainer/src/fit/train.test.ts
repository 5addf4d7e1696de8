/** The training loop: what it tells, that it can be stopped anywhere, and that it goes on to the same bits. */
import type { Weights } from '@digitry/engine';
import { afterAll, expect, test } from 'vitest';
import { augmentPresets } from '../augment/index.js';
import { createWorkerPool } from '../platform/node/pool.js';
import type { Recipe } from '../recipe.js';
import { DIGITS_AND_NONE } from '../recipe.js';
import { seedCnn } from '../recipes/seed-cnn.js';
import { drawnSet } from '../testing/drawn-set.js';
import { gatherData, type TrainingData } from './data.js';
import type { Checkpoint, TrainingEvent } from './events.js';
import { createInlinePool, type WorkerPool } from './pool.js';
import { type TrainOptions, train } from './train.js';

const inline = createInlinePool();
const workers = createWorkerPool(2);
afterAll(() => workers.close());

const network = { ...seedCnn.network, layers: [{ type: 'flatten' }, { type: 'dense', units: 10 }] } as const;
const still: Recipe = {
  ...seedCnn,
  network,
  epochs: 4,
  validation: 0.2,
  learningRate: { type: 'cosine', peak: 0.5 },
  seed: 5,
};
const moving: Recipe = {
  ...still,
  network: { ...network, layers: [{ type: 'flatten' }, { type: 'dense', units: 11 }] },
  labels: DIGITS_AND_NONE,
  augment: augmentPresets.light,
  drawnShare: 0.1,
  nonDigitShare: 0.1,
  sources: [{ data: 'drawn', repeat: 1.5 }],
  epochs: 3,
};

const dataOf = (recipe: Recipe): Promise<TrainingData> => gatherData(recipe, [drawnSet(400)], inline);

async function runAll(recipe: Recipe, options: Partial<TrainOptions> = {}): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of train(recipe, await dataOf(recipe), { pool: inline, threads: 1, ...options }))
    events.push(event);
  return events;
}

const weightsOf = (events: readonly TrainingEvent[]): Weights => {
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('Expected a finished run.');
  return last.model.weights;
};

test('learns, and says so', async () => {
  const events = await runAll(still);
  const [start] = events;
  expect(start).toMatchObject({
    type: 'start',
    samples: 320,
    validationSamples: 80,
    steps: 40,
    epochs: 4,
    step: 0,
  });
  const epochs = events.filter((event) => event.type === 'epoch');
  expect(epochs.map((event) => event.epoch)).toEqual([1, 2, 3, 4]);
  expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss);
  const last = events.at(-1)!;
  if (last.type !== 'finished') throw new Error('Expected a finished run.');
  expect(last.evaluation!.accuracy).toBeGreaterThan(0.8);
  expect(last.evaluation!.n).toBe(80);
  expect(last.model.metadata).toMatchObject({ name: 'seed-cnn', labels: still.labels });
  expect(last.model.metadata.temperature).toBeGreaterThan(0);
  expect(last.misreadings.length).toBe(Math.min(60, 80 - last.evaluation!.correct));
});

test.each([
  ['images that stay', still],
  ['images made anew each epoch', moving],
])('%s: the same seed gives the same bits, another seed others', async (_, recipe) => {
  const first = weightsOf(await runAll(recipe));
  expect(weightsOf(await runAll(recipe))).toEqual(first);
  expect(weightsOf(await runAll({ ...recipe, seed: 6 }))).not.toEqual(first);
});

test('workers make the same images as the calling thread', async () => {
  expect(weightsOf(await runAll(moving, { pool: workers }))).toEqual(weightsOf(await runAll(moving)));
});

test.each([
  ['images that stay', still],
  ['images made anew each epoch', moving],
])('%s: a run that goes on from any checkpoint ends in the same bits', async (_, recipe) => {
  const whole = await runAll(recipe, { checkpointEvery: 4 });
  const checkpoints = whole.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  expect(checkpoints.some((checkpoint) => checkpoint.step > 0)).toBe(true);
  for (const checkpoint of checkpoints) {
    const rest = await runAll(recipe, { resume: checkpoint });
    expect(weightsOf(rest)).toEqual(weightsOf(whole));
    const told = (events: readonly TrainingEvent[]): unknown => {
      const last = events.at(-1)!;
      return (
        last.type === 'finished' &&
        last.history.map(({ epoch, step, accuracy, validation }) => ({ epoch, step, accuracy, validation }))
      );
    };
    expect(told(rest)).toEqual(told(whole));
  }
});

test('a signal stops the run with a checkpoint, and it goes on to the same bits', async () => {
  const abort = new AbortController();
  let saved: Checkpoint | null = null;
  const types: string[] = [];
  for await (const event of train(moving, await dataOf(moving), {
    pool: workers,
    threads: 2,
    signal: abort.signal,
  })) {
    types.push(event.type);
    if (event.type === 'progress' && event.step >= 20) abort.abort();
    if (event.type === 'checkpoint') saved = event.checkpoint;
  }
  expect(types.slice(-2)).toEqual(['checkpoint', 'stopped']);
  expect(weightsOf(await runAll(moving, { resume: saved! }))).toEqual(weightsOf(await runAll(moving)));
});

test('a loss that is no number ends the run with advice', async () => {
  await expect(runAll({ ...still, learningRate: { type: 'constant', peak: 1e38 } })).rejects.toThrow(
    /Expected a finite loss .* lower learning rate/,
  );
});

test('a checkpoint of another seed is refused', async () => {
  const events = await runAll(still);
  const checkpoint = events.find((event) => event.type === 'checkpoint')!.checkpoint;
  await expect(runAll({ ...still, seed: 6 }, { resume: checkpoint })).rejects.toThrow('seed 5');
});

test('a worker that fails ends the run', async () => {
  const failing: WorkerPool = {
    ...inline,
    run: () => Promise.reject(new Error('Expected memory but there is none.')),
  };
  await expect(runAll(moving, { pool: failing })).rejects.toThrow('Expected memory');
});
