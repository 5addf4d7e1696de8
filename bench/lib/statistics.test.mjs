import { describe, expect, it } from 'vitest';
import { measure } from './measure.mjs';
import { median, ratio, summarize } from './statistics.mjs';

describe('statistics of rounds', () => {
  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(summarize([2, 1, 4])).toEqual({ median: 2, low: 1, high: 4, rounds: [2, 1, 4] });
  });

  it('compares what ran side by side, over the rounds that both have', () => {
    expect(ratio([2, 40, 6], [1, 10, 2, 99])).toBe(3);
  });

  it('counts the steps it times, and measures a slow one once', async () => {
    let steps = 0;
    const { steps: counted } = await measure((n) => {
      steps += n;
    }, 0.02);
    expect(counted).toBeGreaterThan(0);
    expect(steps).toBeGreaterThan(counted);
    const slow = await measure(() => new Promise((done) => setTimeout(done, 30)), 0.01);
    expect(slow.steps).toBe(1);
    expect(slow.ms).toBeGreaterThan(20);
  });
});
