/** IDX: read back what is written, refuse what is damaged. */
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { codeOf, datasetErrorOf } from './fixtures.js';
import { encodeIdx, parseIdx } from './idx.js';

const images = encodeIdx(
  [2, 2, 3],
  Uint8Array.from({ length: 12 }, (_, i) => i),
);

describe('parseIdx', () => {
  it('reads images, gzipped or not', () => {
    for (const bytes of [images, gzipSync(images)]) {
      const { sizes, data } = parseIdx(bytes, 3, 'images');
      expect(sizes).toEqual([2, 2, 3]);
      expect([...data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }
  });

  it('refuses a wrong magic and says what it is', async () => {
    const error = await datasetErrorOf(() => parseIdx(encodeIdx([3], new Uint8Array(3)), 3, 'a'));
    expect(error.code).toBe('wrong-magic');
    expect(error.message).toContain(
      'a: Expected magic 0x00000803 (images) but received 0x00000801, which is a file of labels',
    );
    expect(await codeOf(() => parseIdx(Uint8Array.of(80, 75, 3, 4, 0, 0, 0, 0), 1, 'a'))).toEqual([
      'wrong-magic',
      undefined,
    ]);
  });

  it('names the first row that is missing from a truncated file', async () => {
    expect(await codeOf(() => parseIdx(images.subarray(0, 16 + 6), 3, 'a'))).toEqual(['truncated', 2]);
    expect(await codeOf(() => parseIdx(images.subarray(0, 10), 3, 'a'))).toEqual(['truncated', undefined]);
    expect(await codeOf(() => parseIdx(new Uint8Array(2), 3, 'a'))).toEqual(['truncated', undefined]);
    const packed = gzipSync(images);
    expect(await codeOf(() => parseIdx(packed.subarray(0, packed.length - 12), 3, 'a'))).toEqual([
      'truncated',
      undefined,
    ]);
  });

  it('refuses bytes beyond the end', async () => {
    const longer = new Uint8Array(images.length + 1);
    longer.set(images);
    expect(await codeOf(() => parseIdx(longer, 3, 'a'))).toEqual(['trailing-bytes', undefined]);
  });
});
