/** Looks at a whole set for what is commonly wrong with it: polarity, orientation, repeats. Changes nothing. */
import { createRandom } from '@digitry/engine';
import { fitDigit, type Pixels } from '@digitry/reader';
import { drawDigit } from '../glyphs/index.js';
import { DIGITS } from './types.js';

/** Some samples of a set, by number from 0. */
export interface Found {
  readonly count: number;
  /** The first ten. */
  readonly first: readonly number[];
}

/** Images whose border is light: ink is dark there, the inverse of MNIST. */
export function findLight(images: Uint8Array, width: number, height: number): Found {
  const size = width * height;
  const found = createFinder();
  for (let index = 0; index * size < images.length; index++) {
    const data = images.subarray(index * size, (index + 1) * size);
    if (borderMean({ width, height, data }) > 127) found.add(index);
  }
  return found;
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

export interface Repeats {
  /** Samples whose image and label were there before, byte for byte. */
  readonly duplicates: Found;
  /** Samples whose image was there before under other labels only. */
  readonly conflicts: Found;
}

/** Finds images that are there more than once; `image` is asked up to once and a half a sample. */
export function findRepeats<Label>(
  count: number,
  image: (index: number) => Pixels,
  label: (index: number) => Label,
): Repeats {
  const seen = new Map<number, number[]>();
  const [duplicates, conflicts] = [createFinder(), createFinder()];
  for (let index = 0; index < count; index++) {
    const here = image(index);
    const key = fnv(here.data);
    const earlier = seen.get(key) ?? [];
    const same = earlier.filter((other) => areEqual(image(other), here));
    if (same.some((other) => label(other) === label(index))) {
      duplicates.add(index);
      continue;
    }
    if (same.length > 0) conflicts.add(index);
    seen.set(key, [...earlier, index]);
  }
  return { duplicates, conflicts };
}

function createFinder(): Found & { add(index: number): void } {
  const first: number[] = [];
  let count = 0;
  return {
    first,
    get count() {
      return count;
    },
    add(index) {
      if (count++ < 10) first.push(index);
    },
  };
}

function fnv(bytes: Pixels['data']): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

function areEqual(a: Pixels, b: Pixels): boolean {
  if (a.width !== b.width || a.data.length !== b.data.length) return false;
  for (let i = 0; i < a.data.length; i++) if (a.data[i] !== b.data[i]) return false;
  return true;
}
