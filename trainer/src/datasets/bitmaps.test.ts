/** Bitmaps with labels: polarity, orientation, repeats and ranges are seen. */
import { describe, expect, it } from 'vitest';
import { datasetOfBitmaps } from './bitmaps.js';
import { codeOf, drawnBitmaps } from './fixtures.js';

const { images, labels } = drawnBitmaps(60);
const given = {
  name: 'set',
  file: 'set-images',
  labelsFile: 'set-labels',
  images,
  labels,
  width: 28,
  height: 28,
};

function transposed(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, i) => {
    const [at, y, x] = [Math.floor(i / 784) * 784, Math.floor((i % 784) / 28), i % 28];
    return bytes[at + x * 28 + y]!;
  });
}

describe('datasetOfBitmaps', () => {
  it('gives good images as they are, without a warning', () => {
    const dataset = datasetOfBitmaps(given);
    expect(dataset.warnings).toEqual([]);
    expect(dataset.length).toBe(60);
    expect(dataset.label(13)).toBe('3');
    expect(dataset.image(13).data).toEqual(images.subarray(13 * 784, 14 * 784));
    expect(dataset.source(13)).toBe('set, row 14');
  });

  it('turns transposed images upright and says so', () => {
    const dataset = datasetOfBitmaps({ ...given, images: transposed(images) });
    expect(dataset.warnings.map((warning) => warning.code)).toEqual(['transposed']);
    expect(dataset.image(5).data).toEqual(images.subarray(5 * 784, 6 * 784));
  });

  it('inverts dark ink on light paper and says so', () => {
    const dataset = datasetOfBitmaps({ ...given, images: images.map((value) => 255 - value) });
    expect(dataset.warnings.map((warning) => warning.code)).toEqual(['inverted-polarity']);
    expect(dataset.image(5).data).toEqual(images.subarray(5 * 784, 6 * 784));
  });

  it('sees both at once', () => {
    const dataset = datasetOfBitmaps({ ...given, images: transposed(images).map((value) => 255 - value) });
    expect(dataset.warnings.map((warning) => warning.code)).toEqual(['inverted-polarity', 'transposed']);
    expect(dataset.image(5).data).toEqual(images.subarray(5 * 784, 6 * 784));
  });

  it('names rows that repeat earlier ones, and those that do so under another label', () => {
    const twice = images.slice();
    twice.set(images.subarray(0, 784), 10 * 784);
    twice.set(images.subarray(784, 1568), 13 * 784);
    const { warnings } = datasetOfBitmaps({ ...given, images: twice });
    expect(warnings).toMatchObject([
      { code: 'duplicate-rows', file: 'set-images', rows: [11] },
      { code: 'conflicting-labels', file: 'set-images', rows: [14] },
    ]);
    expect(warnings[1]?.message).toBe(
      'set-images: 1 row repeats the image of an earlier one under another label (first: 14)',
    );
  });

  it('names the few that are the inverse of the others', () => {
    const some = images.map((value, i) => (Math.floor(i / 784) % 20 === 4 ? 255 - value : value));
    expect(datasetOfBitmaps({ ...given, images: some }).warnings).toMatchObject([
      { code: 'mixed-polarity', rows: [5, 25, 45] },
    ]);
    const most = some.map((value) => 255 - value);
    expect(datasetOfBitmaps({ ...given, images: most }).warnings).toMatchObject([
      { code: 'inverted-polarity' },
      { code: 'mixed-polarity', rows: [5, 25, 45] },
    ]);
  });

  it('refuses a label out of range with its row', async () => {
    const wrong = labels.slice();
    wrong[7] = 10;
    expect(await codeOf(() => datasetOfBitmaps({ ...given, labels: wrong }))).toEqual(['label-range', 8]);
    const classes = [...'0123456789A'];
    expect(datasetOfBitmaps({ ...given, labels: wrong }, { classes }).label(7)).toBe('A');
  });

  it('refuses another size, another count, and nothing', async () => {
    expect(await codeOf(() => datasetOfBitmaps({ ...given, width: 32, height: 32 }))).toEqual([
      'image-size',
      undefined,
    ]);
    expect(await codeOf(() => datasetOfBitmaps({ ...given, labels: labels.subarray(1) }))).toEqual([
      'count-mismatch',
      undefined,
    ]);
    const none = { ...given, images: new Uint8Array(0), labels: new Uint8Array(0) };
    expect(await codeOf(() => datasetOfBitmaps(none))).toEqual(['empty', undefined]);
  });
});
