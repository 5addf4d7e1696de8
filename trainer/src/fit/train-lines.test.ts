/** Training of line networks: that it learns, and ends in the same bits however it was made and stopped. */
import { decodeModel, encodeModel, type Weights } from '@digitry/engine';
import { LINE_LABELS, LINE_PREPARATION_VERSION } from '@digitry/reader';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkerPool } from '../platform/node/pool.js';
import type { LineRecipe } from '../recipe.js';
import { drawnSet } from '../testing/drawn-set.js';
import { smallLines } from '../testing/small-lines.js';
import type { Checkpoint, TrainingEvent } from './events.js';
import type { FinishedLineModel } from './finish-lines.js';
import { gatherLines, type LineData } from './line-data.js';
import { createInlinePool } from './pool.js';
import type { TrainOptions } from './train.js';
import { trainLines } from './train-lines.js';

type Event = TrainingEvent<FinishedLineModel>;

const inline = createInlinePool();
const workers = createWorkerPool(2);
afterAll(() => workers.close());

let data: LineData;
beforeAll(async () => {
  data = await gatherLines(smallLines, [drawnSet(300)], [], inline);
});

async function runAll(
  options: Partial<TrainOptions> = {},
  recipe: LineRecipe = smallLines,
): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of trainLines(recipe, data, { pool: inline, threads: 1, ...options }))
    events.push(event);
  return events;
}

const finishedOf = (events: readonly Event[]): FinishedLineModel => {
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('Expected a finished run.');
  return last;
};
const weightsOf = (events: readonly Event[]): Weights => finishedOf(events).model.weights;

test('learns, and says so', async () => {
  const events = await runAll();
  expect(events[0]).toMatchObject({
    type: 'start',
    samples: 240,
    imagesPerEpoch: 96,
    validationSamples: 40,
    steps: 18,
  });
  const epochs = events.filter((event) => event.type === 'epoch');
  expect(epochs.at(-1)!.loss).toBeLessThan(0.7 * epochs[0]!.loss);
  expect(epochs.map(({ validation }) => validation !== null)).toEqual([false, true, true]);
  expect(epochs.at(-1)!.validation).toMatchObject({ n: 40 });
  expect(epochs.at(-1)!.validation!.cer).toBeGreaterThan(0);
});

test('the model carries what a reader needs, and goes through a file', async () => {
  const { model, evaluation, misreadings } = finishedOf(await runAll());
  const { metadata } = decodeModel(encodeModel(model));
  expect(metadata).toMatchObject({
    name: 'small-lines',
    kind: 'line',
    labels: LINE_LABELS,
    preparation: LINE_PREPARATION_VERSION,
    data: [{ name: 'drawn', count: 240, repeat: 1 }],
    validation: { n: 40, exact: evaluation!.exact },
  });
  expect(metadata.temperature).toBeGreaterThan(0);
  expect(misreadings.length).toBe(40 - evaluation!.right);
});

test('workers make the same lines as the calling thread', async () => {
  const held = await gatherLines(smallLines, [drawnSet(300)], [], workers);
  expect(held.validation).toEqual(data.validation);
  expect(weightsOf(await runAll({ pool: workers, threads: 2 }))).toEqual(weightsOf(await runAll()));
});

test('a run that goes on from any checkpoint ends in the same bits', async () => {
  const whole = await runAll({ checkpointEvery: 4 });
  const checkpoints = whole.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  expect(checkpoints.some(({ step }) => step > 0)).toBe(true);
  for (const resume of checkpoints) expect(weightsOf(await runAll({ resume }))).toEqual(weightsOf(whole));
});

test('a signal stops the run with a checkpoint, also while its first lines are being made', async () => {
  for (const after of ['start', 'progress']) {
    const abort = new AbortController();
    let saved: Checkpoint | null = null;
    const types: string[] = [];
    for await (const event of trainLines(smallLines, data, {
      pool: inline,
      threads: 1,
      signal: abort.signal,
    })) {
      types.push(event.type);
      if (event.type === after) abort.abort();
      if (event.type === 'checkpoint') saved = event.checkpoint;
    }
    expect(types.slice(-2)).toEqual(['checkpoint', 'stopped']);
    expect(weightsOf(await runAll({ resume: saved! }))).toEqual(weightsOf(await runAll()));
  }
});

test('several passes show each line so often', async () => {
  const events = await runAll({}, { ...smallLines, passes: 3, epochs: 1 });
  expect(events[0]).toMatchObject({ imagesPerEpoch: 288, steps: 18 });
});
