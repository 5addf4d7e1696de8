/** Checkpoints come back as they were, and broken ones do not come back. */
import { expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import type { Checkpoint } from './events.js';

const checkpoint: Checkpoint = {
  seed: 7,
  epoch: 2,
  step: 31,
  lossSum: 0.1 + 0.2,
  correct: 1234,
  seconds: 12.75,
  history: [
    { epoch: 1, step: 100, loss: 0.5, accuracy: 0.9, learningRate: 1e-3, seconds: 5, validation: null },
  ],
  session: {
    step: 231,
    arrays: new Map([
      ['0.weight', Float32Array.of(1, -2.5, Number.MIN_VALUE)],
      ['m:0.weight', Float32Array.of(3)],
      ['empty', new Float32Array(0)],
    ]),
  },
};

test('a checkpoint comes back as it was, from any place in memory', () => {
  const bytes = encodeCheckpoint(checkpoint);
  expect(decodeCheckpoint(bytes)).toEqual(checkpoint);
  const moved = new Uint8Array(bytes.length + 1);
  moved.set(bytes, 1);
  expect(decodeCheckpoint(moved.subarray(1))).toEqual(checkpoint);
});

test('every shorter file is refused', () => {
  const bytes = encodeCheckpoint(checkpoint);
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeCheckpoint(bytes.subarray(0, length))).toThrow();
});
