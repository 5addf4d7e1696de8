/** Fixed-size byte images with numbers for labels (IDX, Kaggle CSV), checked and put right. Knows no disk. */
import { type Found, findLight, findRepeats, isTransposed } from './checks.js';
import { datasetOfBytes } from './memory.js';
import { type Dataset, DatasetError, type DatasetWarning, type DatasetWarningCode, DIGITS } from './types.js';

export interface Bitmaps {
  readonly name: string;
  /** Names of the files of images and labels, for messages; the same for one file. */
  readonly file: string;
  readonly labelsFile?: string;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Row of a sample in its file, for messages; by default its number, from 1. */
  readonly row?: (index: number) => number;
}

export interface BitmapOptions {
  /** Labels by class number; a number beyond them is an error. Default: the ten digits. */
  readonly classes?: readonly string[];
  /** [width, height] that is expected. Default 28 × 28. */
  readonly size?: readonly [number, number];
}

/**
 * @returns the images as ink (255 = ink) and upright, with a warning for whatever had to be put right
 * @throws DatasetError `empty`, `count-mismatch`, `image-size`, `label-range`
 */
export function datasetOfBitmaps(
  bitmaps: Bitmaps,
  { classes = DIGITS, size = [28, 28] }: BitmapOptions = {},
): Dataset {
  const { name, file, labels, width, height, row = (index: number): number => index + 1 } = bitmaps;
  checkShape(bitmaps, classes, size);
  const warnings: DatasetWarning[] = [];
  const warn = (code: DatasetWarningCode, what: string, found?: Found): void => {
    const rows = found?.first.map(row) ?? [];
    const where = rows.length > 0 ? ` (first: ${rows.join(', ')})` : '';
    warnings.push({ code, file, rows, message: `${file}: ${what}${where}` });
  };
  let images = bitmaps.images;
  const light = findLight(images, width, height);
  if (light.count * 2 > labels.length) {
    images = images.map((value) => 255 - value);
    warn('inverted-polarity', 'ink is dark on light paper; it was inverted to light on dark, as MNIST is');
  }
  const odd = light.count * 2 > labels.length ? findLight(images, width, height) : light;
  if (odd.count > 0) {
    const are = odd.count === 1 ? 'image is' : 'images are';
    warn('mixed-polarity', `${odd.count} ${are} the inverse of the others and were left so`, odd);
  }
  if (isTransposed(images, labels, width, height, classes)) {
    images = transposed(images, width, height);
    warn('transposed', 'images are transposed, as those of EMNIST are; they were turned upright');
  }
  const dataset = datasetOfBytes(name, images, labels, {
    width,
    height,
    classes,
    warnings,
    source: (index) => `${name}, row ${row(index)}`,
  });
  const { duplicates, conflicts } = findRepeats(labels.length, dataset.image, (index) => labels[index]);
  const rowsOf = ({ count }: Found): string => (count === 1 ? '1 row repeats' : `${count} rows repeat`);
  if (duplicates.count > 0) warn('duplicate-rows', `${rowsOf(duplicates)} an earlier one`, duplicates);
  if (conflicts.count > 0)
    warn(
      'conflicting-labels',
      `${rowsOf(conflicts)} the image of an earlier one under another label`,
      conflicts,
    );
  return dataset;
}

function checkShape(bitmaps: Bitmaps, classes: readonly string[], size: readonly [number, number]): void {
  const { file, labelsFile = file, images, labels, width, height } = bitmaps;
  const [expectedWidth, expectedHeight] = size;
  if (width !== expectedWidth || height !== expectedHeight) {
    const message = `Expected images of ${expectedWidth}×${expectedHeight} pixels but received ${width}×${height}; give the size if it is meant`;
    throw new DatasetError('image-size', file, message);
  }
  if (labels.length === 0)
    throw new DatasetError('empty', file, 'Expected at least one image but received none');
  const count = images.length / (width * height);
  if (count !== labels.length) {
    const message = `Expected as many labels as images (${count}) but received ${labels.length}; do the two files belong together?`;
    throw new DatasetError('count-mismatch', labelsFile, message);
  }
  const wrong = labels.findIndex((label) => label >= classes.length);
  if (wrong >= 0) {
    const message = `Expected a label from 0 to ${classes.length - 1} but received ${labels[wrong]}; give the classes if more are meant`;
    throw new DatasetError('label-range', labelsFile, message, bitmaps.row?.(wrong) ?? wrong + 1);
  }
}

function transposed(images: Uint8Array, width: number, height: number): Uint8Array {
  const result = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += width * height) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) result[start + x * height + y] = images[start + y * width + x]!;
    }
  }
  return result;
}
