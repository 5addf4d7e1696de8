/** Looks at a whole set for what is commonly wrong with it: polarity, orientation, repeats. Changes nothing. */
import { createRandom } from '@digitry/engine';
import { fitDigit, type Pixels } from '@digitry/reader';
import { drawDigit } from '../glyphs/index.js';
import { DIGITS } from './types.js';

export interface FoundRows {
  readonly count: number;
  /** The first ten, from 1. */
  readonly rows: readonly number[];
}

/** True where the border of most images is light: ink is dark, the inverse of MNIST. Looks at up to 1,000 images. */
export function isInverted(images: Uint8Array, width: number, height: number): boolean {
  const size = width * height;
  const count = images.length / size;
  const step = Math.max(1, Math.floor(count / 1000));
  let light = 0;
  let seen = 0;
  for (let index = 0; index < count; index += step, seen++) {
    const data = images.subarray(index * size, (index + 1) * size);
    if (borderMean({ width, height, data }) > 127) light++;
  }
  return light * 2 > seen;
}

/** Mean of the first channel (weighted by alpha, on white) along the outermost pixels, 0..255. */
export function borderMean({ width, height, data }: Pixels): number {
  const channels = data.length / (width * height);
  let sum = 0;
  let count = 0;
  const add = (x: number, y: number): void => {
    const at = (y * width + x) * channels;
    const alpha = channels === 4 ? data[at + 3]! / 255 : 1;
    sum += data[at]! * alpha + 255 * (1 - alpha);
    count++;
  };
  for (let x = 0; x < width; x++) {
    add(x, 0);
    add(x, height - 1);
  }
  for (let y = 1; y < height - 1; y++) {
    add(0, y);
    add(width - 1, y);
  }
  return sum / count;
}

/**
 * True where the mean images of the digits look more like drawn digits when rows and columns are exchanged
 * (EMNIST stores them so). Needs the ten digits among the classes and some of each of the telling ones.
 */
export function isTransposed(
  images: Uint8Array,
  labels: Uint8Array,
  width: number,
  height: number,
  classes: readonly string[],
): boolean {
  if (width !== 28 || height !== 28 || DIGITS.some((digit, index) => classes[index] !== digit)) return false;
  let upright = 0;
  let turned = 0;
  let compared = 0;
  for (const digit of [2, 3, 4, 5, 6, 7, 9]) {
    const mean = classMean(images, labels, digit);
    if (!mean) continue;
    const drawn = drawnMean(digit);
    compared++;
    for (let y = 0; y < 28; y++) {
      for (let x = 0; x < 28; x++) {
        upright += mean[y * 28 + x]! * drawn[y * 28 + x]!;
        turned += mean[x * 28 + y]! * drawn[y * 28 + x]!;
      }
    }
  }
  return compared >= 3 && turned > upright * 1.05;
}

function classMean(images: Uint8Array, labels: Uint8Array, label: number): Float64Array | undefined {
  const mean = new Float64Array(784);
  let count = 0;
  for (let index = 0; index < labels.length && count < 200; index++) {
    if (labels[index] !== label) continue;
    count++;
    for (let i = 0; i < 784; i++) mean[i]! += images[index * 784 + i]!;
  }
  return count === 0 ? undefined : mean.map((value) => value / count);
}

function drawnMean(digit: number): Float64Array {
  const mean = new Float64Array(784);
  const random = createRandom(digit);
  const count = 24;
  for (let n = 0; n < count; n++) {
    const seen = fitDigit(drawDigit(digit, random));
    for (let i = 0; i < 784; i++) mean[i]! += seen[i]! / count;
  }
  return mean;
}

/** Rows whose image and label were there before, byte for byte. */
export function findDuplicates(images: Uint8Array, labels: Uint8Array, size: number): FoundRows {
  const seen = new Map<number, number[]>();
  const rows: number[] = [];
  let count = 0;
  for (let index = 0; index < labels.length; index++) {
    const key = fnv(images, index * size, size, labels[index]!);
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, [index]);
    } else if (earlier.some((other) => same(images, labels, other, index, size))) {
      count++;
      if (rows.length < 10) rows.push(index + 1);
    } else {
      earlier.push(index);
    }
  }
  return { count, rows };
}

function fnv(bytes: Uint8Array, start: number, length: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

function same(images: Uint8Array, labels: Uint8Array, a: number, b: number, size: number): boolean {
  if (labels[a] !== labels[b]) return false;
  for (let i = 0; i < size; i++) if (images[a * size + i] !== images[b * size + i]) return false;
  return true;
}
