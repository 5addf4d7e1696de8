/** Splits: complete, disjoint, seeded, nobody on both sides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from './fixtures.js';
import { datasetOfBytes } from './memory.js';
import { holdOutWriters, samplesByWriter, splitDataset } from './split.js';
import type { Dataset } from './types.js';
import { withWriters } from './writers.js';

/** Image i holds i. */
function numbered(count: number): Dataset {
  const images = Uint8Array.from({ length: count * 4 }, (_, i) => Math.floor(i / 4));
  return datasetOfBytes('set', images, new Uint8Array(count), { width: 2, height: 2 });
}
const written = (count: number, writers: number): Dataset =>
  withWriters(
    numbered(count),
    Array.from({ length: count }, (_, i) => `w${i % writers}`).join('\n'),
    'w.txt',
  );
const numbers = (dataset: Dataset): number[] =>
  Array.from({ length: dataset.length }, (_, i) => dataset.image(i).data[0]!);

describe('splitDataset', () => {
  it('cuts every sample to exactly one part', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 200 }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.integer(),
        (count, validation, seed) => {
          const split = splitDataset(numbered(count), { validation, seed });
          expect([...numbers(split.train), ...numbers(split.validation)].sort((a, b) => a - b)).toEqual(
            numbers(numbered(count)),
          );
          expect(split.validation.length).toBe(Math.round(count * validation));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keeps writers whole and near the share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.integer(), (writers, seed) => {
        const { train, validation } = splitDataset(written(200, writers), { validation: 0.2, seed });
        const here = new Set(samplesByWriter(train).keys());
        expect([...samplesByWriter(validation).keys()].some((writer) => here.has(writer))).toBe(false);
        expect(Math.abs(validation.length - 40)).toBeLessThanOrEqual(200 / writers + 1);
      }),
      { numRuns: 30 },
    );
  });

  it('depends on the seed and on nothing else', () => {
    const split = (seed: number) =>
      numbers(splitDataset(numbered(100), { validation: 0.1, seed }).validation);
    expect(split(1)).toEqual(split(1));
    expect(split(1)).not.toEqual(split(2));
  });

  it('refuses a share out of range and writers that are not known', async () => {
    expect(() => splitDataset(numbered(9), { validation: 1, seed: 1 })).toThrow(
      'Expected a share between 0 and 1',
    );
    expect(await codeOf(() => splitDataset(numbered(9), { validation: 0.1, seed: 1, by: 'writer' }))).toEqual(
      ['unlabeled', undefined],
    );
  });
});

describe('holdOutWriters', () => {
  it('holds out exactly these writers', async () => {
    const { train, validation } = holdOutWriters(written(30, 5), ['w1', 'w4']);
    expect(validation.length).toBe(12);
    expect([...samplesByWriter(train).keys()].sort()).toEqual(['w0', 'w2', 'w3']);
    expect(await codeOf(() => holdOutWriters(written(30, 5), ['w9']))).toEqual(['unlabeled', undefined]);
  });
});

describe('withWriters', () => {
  it('takes empty lines for unknown writers and refuses another count', async () => {
    const dataset = withWriters(numbered(3), 'a\r\n\r\nb\r\n', 'w.txt');
    expect([0, 1, 2].map((i) => dataset.writer(i))).toEqual(['a', undefined, 'b']);
    expect(await codeOf(() => withWriters(numbered(3), 'a\nb\n', 'w.txt'))).toEqual([
      'count-mismatch',
      undefined,
    ]);
  });
});
