/** Fixed-size byte images with numbers for labels (IDX, Kaggle CSV), checked and put right. Knows no disk. */
import { type FoundRows, findDuplicates, isInverted, isTransposed } from './checks.js';
import { datasetOfBytes } from './memory.js';
import { type Dataset, DatasetError, type DatasetWarning, DIGITS } from './types.js';

export interface Bitmaps {
  readonly name: string;
  /** Names of the files of images and labels, for messages; the same for one file. */
  readonly file: string;
  readonly labelsFile?: string;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly width: number;
  readonly height: number;
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
  const { name, file, labels, width, height } = bitmaps;
  checkShape(bitmaps, classes, size);
  const warnings: DatasetWarning[] = [];
  let images = bitmaps.images;
  if (isInverted(images, width, height)) {
    images = images.map((value) => 255 - value);
    warnings.push({
      code: 'inverted-polarity',
      file,
      rows: [],
      message: `${file}: ink is dark on light paper; it was inverted to light on dark, as MNIST is`,
    });
  }
  if (isTransposed(images, labels, width, height, classes)) {
    images = transposed(images, width, height);
    warnings.push({
      code: 'transposed',
      file,
      rows: [],
      message: `${file}: images are transposed, as those of EMNIST are; they were turned upright`,
    });
  }
  const duplicates = findDuplicates(images, labels, width * height);
  if (duplicates.count > 0) warnings.push(duplicateWarning(file, duplicates));
  return datasetOfBytes(name, images, labels, { width, height, classes, warnings });
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
    throw new DatasetError('label-range', labelsFile, message, wrong + 1);
  }
}

export function duplicateWarning(file: string, { count, rows }: FoundRows): DatasetWarning {
  const message = `${file}: ${count} ${count === 1 ? 'row repeats' : 'rows repeat'} an earlier one (first: ${rows.join(', ')})`;
  return { code: 'duplicate-rows', file, rows, message };
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
