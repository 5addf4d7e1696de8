import { expect, it } from 'vitest';
import { createRandom } from './random.js';

it('goes on from a state read before', () => {
  const random = createRandom(7);
  random.uint32();
  const copy = createRandom(random.state);
  expect(Array.from({ length: 5 }, () => copy.uint32())).toEqual(
    Array.from({ length: 5 }, () => random.uint32()),
  );
});

it('draws evenly, and normally with mean 0 and deviation 1', () => {
  const random = createRandom(1);
  const counts = new Array<number>(10).fill(0);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < 100_000; i++) {
    counts[random.int(10)]!++;
    const value = random.normal();
    sum += value;
    squares += value * value;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  expect(Math.abs(sum / 100_000)).toBeLessThan(0.02);
  expect(squares / 100_000).toBeCloseTo(1, 1);
});

it('shuffles to a permutation and forks to streams that differ', () => {
  const random = createRandom(3);
  const items = random.shuffle(Array.from({ length: 100 }, (_, i) => i));
  expect(items.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(items).not.toEqual(items.toSorted((a, b) => a - b));
  const streams = new Set(Array.from({ length: 1000 }, (_, i) => random.fork(i).uint32()));
  expect(streams.size).toBe(1000);
});
