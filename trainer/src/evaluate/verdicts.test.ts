/** What a reader would do, for a network that says the same of every image. */
import { describe, type Model, type Network } from '@digitry/engine';
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import { createInlinePool } from '../fit/pool.js';
import { DIGITS_AND_NONE } from '../recipe.js';
import { drawnSet } from '../testing/drawn-set.js';
import { prepareDigits, prepareNonDigits } from './prepared.js';
import { evaluateRejection, verdictsOf } from './verdicts.js';

const pool = createInlinePool();
const network: Network = { input: [1, 28, 28], layers: [{ type: 'flatten' }, { type: 'dense', units: 11 }] };

/** Its largest output is that of `label`, with the odds e^lead to each other one. */
function stubborn(label: string, lead: number): Model {
  const weights = new Map(
    describe(network).parameters.map(({ name, shape, role }) => {
      const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
      if (role === 'bias') values[DIGITS_AND_NONE.indexOf(label)] = lead;
      return [name, values];
    }),
  );
  return {
    network,
    weights,
    metadata: { name: 'stubborn', labels: DIGITS_AND_NONE, thresholds: { '0.01': 0.9 } },
  };
}

const drawn = drawnSet(20);
const mixed = createDataset({
  name: 'mixed',
  ink: true,
  labels: Array.from({ length: 20 }, (_, i) => (i < 10 ? String(i) : i < 16 ? 'W' : '')),
  image: (i) => (i === 19 ? { width: 28, height: 28, data: new Uint8Array(784) } : drawn.image(i)),
  source: String,
});

test('digits are accepted, left to a person or rejected', async () => {
  const digits = await prepareDigits(mixed, { pool });
  expect(digits).toMatchObject({ skipped: 10 });
  const of = (model: Model) => verdictsOf(model, digits, 1);
  expect(await of(stubborn('7', 9))).toEqual({
    n: 10,
    accepted: 10,
    acceptedWrong: 9,
    review: 0,
    rejected: 0,
  });
  expect(await of(stubborn('7', 1))).toMatchObject({ accepted: 0, review: 10 });
  expect(await of(stubborn('', 9))).toMatchObject({ accepted: 0, rejected: 10 });
});

test('of non-digits whatever is accepted is wrong, and an empty image is rejected', async () => {
  const others = await prepareNonDigits(mixed, { pool });
  const result = await evaluateRejection(stubborn('7', 9), others, 1);
  expect(result).toMatchObject({ n: 10, accepted: 9, acceptedWrong: 9, rejected: 1, skipped: 10 });
  expect(result.labels.map(({ label, n, accepted }) => [label, n, accepted])).toEqual([
    ['W', 6, 6],
    ['', 4, 3],
  ]);
  await expect(prepareNonDigits(drawn, { pool })).rejects.toThrow('that are no digit in drawn');
});
