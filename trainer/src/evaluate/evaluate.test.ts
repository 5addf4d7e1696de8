/** Evaluation of a whole model on pictures, through preparation and network. */
import { initialize, type Model } from '@digitry/engine';
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import { createInlinePool } from '../fit/pool.js';
import { DIGITS } from '../recipe.js';
import { seedMlpDropout } from '../recipes/seed-mlp-dropout.js';
import { drawnSet } from '../testing/drawn-set.js';
import { evaluate } from './evaluate.js';

const { network } = seedMlpDropout;
const model: Model = {
  network,
  weights: initialize(network, 1),
  metadata: { name: 'untrained', labels: DIGITS, temperature: 2 },
};
const pool = createInlinePool();

test('every digit is counted; what is no digit is left out; what shows nothing is wrong', async () => {
  const drawn = drawnSet(40);
  const set = createDataset({
    name: 'mixed',
    ink: false,
    labels: Array.from({ length: 43 }, (_, i) => (i < 40 ? String(i % 10) : ['7', 'x', ''][i - 40]!)),
    writers: Array.from({ length: 43 }, (_, i) => `w${i % 2}`),
    image: (i) => (i < 40 ? drawn.image(i) : { width: 30, height: 30, data: new Uint8Array(900).fill(255) }),
    source: (i) => `row ${i + 1}`,
  });
  const told: number[] = [];
  const result = await evaluate(model, set, { pool, threads: 1, onProgress: (done) => told.push(done) });
  expect(result).toMatchObject({ model: 'untrained', data: 'mixed', n: 41, skipped: 2, unreadable: 1 });
  expect(result.confusion.counts[7]!.at(-1)).toBe(1);
  expect(result.misreadings.find(({ source }) => source === 'row 41')).toMatchObject({
    truth: '7',
    answer: '',
    confidence: 0,
  });
  expect(result.writers.map(({ writer }) => writer).sort()).toEqual(['w0', 'w1']);
  expect(told.at(-1)).toBe(41);
});

test('a network that ends in a softmax gives the same figures as its logits', async () => {
  const layers = [...network.layers, { type: 'softmax' as const }];
  const ended = { ...model, network: { ...network, layers } };
  const [a, b] = [
    await evaluate(model, drawnSet(30), { pool }),
    await evaluate(ended, drawnSet(30), { pool }),
  ];
  expect(b.correct).toBe(a.correct);
  expect(b.ece).toBeCloseTo(a.ece, 4);
});

test('a set without digits is refused', async () => {
  const none = createDataset({
    name: 'letters',
    ink: true,
    labels: ['a'],
    image: () => drawnSet(1).image(0),
    source: () => 'row 1',
  });
  await expect(evaluate(model, none, { pool })).rejects.toThrow('labeled 0 to 9 in letters');
});
