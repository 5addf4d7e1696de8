/** Datasets over arrays: views, cuts, joins, class numbers. */
import { describe, expect, it } from 'vitest';
import { codeOf } from './fixtures.js';
import { classIndices, concatenate, datasetOfBytes, datasetOfSamples, subset } from './memory.js';

const bytes = Uint8Array.from({ length: 12 }, (_, i) => i);
const dataset = datasetOfBytes('set', bytes, Uint8Array.of(3, 1, 3), { width: 2, height: 2 });
const image = { width: 1, height: 1, data: new Uint8Array(1) };

describe('datasets in memory', () => {
  it('serve views, not copies', () => {
    expect(dataset.image(1).data.buffer).toBe(bytes.buffer);
    expect([...dataset.image(1).data]).toEqual([4, 5, 6, 7]);
    expect(dataset.classes).toEqual(['1', '3']);
  });

  it('refuse an index out of range', () => {
    for (const index of [-1, 3, 0.5])
      expect(() => dataset.label(index)).toThrow('Expected an integer from 0 to 2');
  });

  it('refuse bytes that do not fit the labels', async () => {
    expect(await codeOf(() => datasetOfBytes('set', bytes, new Uint8Array(2)))).toEqual([
      'count-mismatch',
      undefined,
    ]);
  });

  it('are cut and joined in order', () => {
    const cut = subset(dataset, [2, 0]);
    expect([...cut.image(0).data]).toEqual([8, 9, 10, 11]);
    const both = concatenate([cut, dataset]);
    expect([both.length, both.label(3), both.source(2)]).toEqual([5, '1', 'set, row 1']);
    const pictures = datasetOfSamples('drawn', [{ image, label: '1', source: 'pad' }], false);
    expect(() => concatenate([dataset, pictures])).toThrow('prepare the pictures first');
  });

  it('give class numbers, or the sample without one', async () => {
    expect([...classIndices(dataset)]).toEqual([3, 1, 3]);
    expect(await codeOf(() => classIndices(dataset, ['3']))).toEqual(['label-range', undefined]);
  });
});
