/** A short slice of the fuzz run, the same each time. `npm run fuzz` goes on from there. */
import { describe, expect, it } from 'vitest';
import { allTargets } from './targets.js';

const CASES = 60;
/** No single input takes longer; most take milliseconds. */
const LONGEST_MS = 30_000;

const targets = await allTargets();

describe('damaged input is refused, or read, but nothing else', () => {
  it.each(targets.map((target) => [target.name, target] as const))('%s', async (_, target) => {
    for (let i = 0; i < CASES; i++) {
      const input = target.input(i, 1);
      const start = performance.now();
      await target.run(input).catch((error: unknown) => {
        throw new Error(`case ${i} of seed 1: ${String(error)}`, { cause: error });
      });
      expect(performance.now() - start).toBeLessThan(LONGEST_MS);
    }
  });

  it('is made alike from the same seed, and differently from another', () => {
    for (const target of targets) {
      expect(target.input(3, 1)).toEqual(target.input(3, 1));
      const inputs = Array.from({ length: 20 }, (__, i) => String(target.input(i, 2)));
      expect(inputs).not.toEqual(Array.from({ length: 20 }, (__, i) => String(target.input(i, 1))));
    }
  });
});
