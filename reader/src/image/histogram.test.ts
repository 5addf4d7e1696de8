import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogram, otsu, percentile } from './histogram.js';

test('percentiles are levels that occur', () => {
  const counts = histogram(Uint8Array.from([5, 5, 5, 9, 200]));
  expect(percentile(counts, 0)).toBe(5);
  expect(percentile(counts, 0.6)).toBe(5);
  expect(percentile(counts, 0.61)).toBe(9);
  expect(percentile(counts, 1)).toBe(200);
  expect(percentile(new Uint32Array(256), 0.5)).toBe(0);
});

test('Otsu separates two heaps in the middle of the gap', () => {
  expect(otsu(histogram(Uint8Array.from([10, 12, 11, 10, 200, 201, 199])))).toBe(105);
  expect(otsu(histogram(Uint8Array.from([0, 255])))).toBe(127);
});

test('Otsu agrees with the definition, tried at every level', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 2, maxLength: 60 }), (data) => {
      const between = (t: number): number => {
        const below = [...data].filter((v) => v <= t);
        const above = [...data].filter((v) => v > t);
        if (below.length === 0 || above.length === 0) return 0;
        const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        return below.length * above.length * (mean(below) - mean(above)) ** 2;
      };
      const best = Math.max(...Array.from({ length: 256 }, (_, t) => between(t)));
      expect(between(otsu(histogram(data)))).toBeCloseTo(best, 5);
    }),
  );
});
