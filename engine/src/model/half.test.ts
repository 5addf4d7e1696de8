/** Half precision against every one of its 65,536 values, and rounding against the nearest of them. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { fromHalf, LARGEST_HALF, toHalf } from './half.js';

describe('half precision', () => {
  it('gives back every value', () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = fromHalf(half);
      if (!Number.isNaN(value)) expect(toHalf(value)).toBe(half);
    }
  });

  it('knows its landmarks', () => {
    expect(fromHalf(0x3c00)).toBe(1);
    expect(fromHalf(0x7bff)).toBe(LARGEST_HALF);
    expect(fromHalf(1)).toBe(2 ** -24);
    expect(toHalf(1e6)).toBe(0x7c00);
    expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
  });

  it('rounds to the nearest, ties to even', () => {
    expect(fromHalf(toHalf(2049))).toBe(2048);
    expect(fromHalf(toHalf(2051))).toBe(2052);
    const random = createRandom(1);
    for (let i = 0; i < 2000; i++) {
      const value = Math.fround(random.normal() * 10 ** random.between(-8, 4));
      const half = toHalf(value);
      const error = Math.abs(fromHalf(half) - value);
      for (const neighbor of [half - 1, half + 1]) {
        if (half & 0x7fff) expect(error).toBeLessThanOrEqual(Math.abs(fromHalf(neighbor) - value));
      }
    }
  });
});
