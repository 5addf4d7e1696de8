/** Ink → the 28×28 that networks read: 20 pixels long, a pen neither too thin nor too fat, centered by mass. Used in training and reading alike. */
import { resample } from '../image/resample.js';
import { strokeWidth } from '../image/stroke-width.js';
import type { Box, GrayImage } from '../image/types.js';

/** Side of the square a network sees. */
export const FIELD = 28;
/** Longer side of the digit in it. */
export const LONG_SIDE = 20;

/** The pixel that MNIST puts the center of mass on, in x and y. */
const MIDDLE = FIELD / 2;
/** Half a pixel, and a little for what rounding to bytes moves. */
const CENTERED = 0.55;

/** Stroke widths at 20 pixels' length, in pixels. MNIST has 1.8 at its 5th percentile and 4.8 at its 99.5th; what is beyond is brought here. */
const THINNEST = 1.8;
const FATTEST = 5;

/** The smallest box around all pixels with ink in them; null for an empty image. */
export function inkBox(ink: GrayImage): Box | null {
  const { width, height, data } = ink;
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let x = 0;
    while (x < width && data[row + x] === 0) x++;
    if (x === width) continue;
    if (top < 0) top = y;
    bottom = y;
    if (x < left) left = x;
    let end = width - 1;
    while (data[row + end] === 0) end--;
    if (end > right) right = end;
  }
  return top < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Fits the ink of one digit as MNIST does (LeCun, Cortes, Burges): its bounding box scaled to {@link LONG_SIDE} pixels in the
 * longer side, aspect kept, placed so that the center of mass falls on the middle of a 28×28 field.
 * A pen thinner or fatter than any in MNIST is brought to the nearest such width.
 *
 * An image that already is so comes back as it is, byte by byte.
 *
 * @param ink 255 is full ink, 0 is paper, any size; what is not the digit must be 0 already.
 * @returns 784 bytes, all 0 where there is no ink.
 */
export function fitDigit(ink: GrayImage): Uint8Array {
  const out = new Uint8Array(FIELD * FIELD);
  const box = inkBox(ink);
  if (!box) return out;
  const long = Math.max(box.width, box.height);
  if (ink.width === FIELD && ink.height === FIELD && long === LONG_SIDE) {
    const mass = centerOfMass(ink.data, FIELD, FIELD);
    if (Math.abs(mass.x - MIDDLE) <= CENTERED && Math.abs(mass.y - MIDDLE) <= CENTERED)
      return Uint8Array.from(ink.data);
  }
  const grid = fitPen(ink, box, long);
  const width = grid.width;
  const height = grid.height;
  const mass = centerOfMass(grid.values, width, height);
  const left = Math.min(Math.max(Math.round(MIDDLE - mass.x), 0), FIELD - width);
  const top = Math.min(Math.max(Math.round(MIDDLE - mass.y), 0), FIELD - height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      out[(y + top) * FIELD + x + left] = Math.round(Math.min(255, Math.max(0, grid.values[y * width + x]!)));
    }
  }
  return out;
}

interface Grid {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** The digit in a box of at most 20×20, pen width within bounds. */
function fitPen(ink: GrayImage, box: Box, long: number): Grid {
  const source = strokeWidth(ink, box);
  const pen = (source * LONG_SIDE) / long;
  const target = Math.min(Math.max(pen, THINNEST), FATTEST);
  // A pen that will grow by g pixels starts from a digit g pixels shorter, one that will shrink from a longer one.
  const scale = (LONG_SIDE - Math.min(target - pen, LONG_SIDE / 4)) / long;
  const width = Math.max(1, Math.ceil(box.width * scale + Math.max(0, target - pen) - 1e-9));
  const height = Math.max(1, Math.ceil(box.height * scale + Math.max(0, target - pen) - 1e-9));
  const window = {
    x: box.x + box.width / 2 - width / scale / 2,
    y: box.y + box.height / 2 - height / scale / 2,
    width: width / scale,
    height: height / scale,
  };
  const grid = { width, height, values: resample(ink, window, width, height) };
  // Undoes the softness of an enlargement: an edge that was one pixel wide is one pixel wide again.
  if (scale > 1)
    for (let i = 0; i < grid.values.length; i++) grid.values[i] = darkened(grid.values[i]!, 1, scale);
  if (target > pen) thicken(grid, pen, target, inkLevel(ink, box));
  if (target < pen) thin(grid, (pen - target) / 2);
  return middle(grid, Math.min(width, LONG_SIDE), Math.min(height, LONG_SIDE));
}

/** Mean darkness of the ink, weighted by itself: 1 for full ink, 0.5 for lines that lie half over one pixel and half over the next. */
function inkLevel({ width, data }: GrayImage, box: Box): number {
  let sum = 0;
  let squares = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const value = data[y * width + x]!;
      sum += value;
      squares += value * value;
    }
  }
  return squares / sum / 255;
}

/**
 * Spreads a thin pen by a binomial filter and darkens it until its strokes carry the ink of `target` pixels' width.
 * @param level of the ink before, 0 … 1: a line of one pixel at level 0.5 measures two, which is made up for.
 */
function thicken(grid: Grid, pen: number, target: number, level: number): void {
  const { width, height, values } = grid;
  const side = (target - pen) / target / 4;
  const ink = total(values, 1, 1);
  const wanted = (ink * target) / pen / (1 - 4 * side * (1 - level));
  blurAxis(values, width, height, 1, width, side);
  blurAxis(values, height, width, width, 1, side);
  const slope = 1 + 4 * side;
  let low = 0;
  let high = (8 * target) / pen;
  for (let round = 0; round < 14; round++) {
    const gain = (low + high) / 2;
    if (total(values, gain, slope) < wanted) low = gain;
    else high = gain;
  }
  for (let i = 0; i < values.length; i++) values[i] = darkened(values[i]!, high, slope);
}

/** Multiplied by `gain`, then made steeper around half ink. */
function darkened(value: number, gain: number, slope: number): number {
  return Math.min(255, Math.max(0, (value * gain - 127.5) * slope + 127.5));
}

function total(values: Float64Array, gain: number, slope: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += darkened(values[i]!, gain, slope);
  return sum;
}

/** In place [side, 1 − 2·side, side] along lines of `length` pixels `step` apart. */
function blurAxis(
  values: Float64Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  side: number,
): void {
  for (let line = 0; line < lines; line++) {
    let before = 0;
    for (let i = 0, at = line * stride; i < length; i++, at += step) {
      const here = values[at]!;
      const after = i + 1 < length ? values[at + step]! : 0;
      values[at] = here + side * (before - 2 * here + after);
      before = here;
    }
  }
}

/** Gray erosion by `radius` pixels: whole steps alternate cross and square (an octagon), the last one is mixed in by its fraction. */
function thin(grid: Grid, radius: number): void {
  const { width, height, values } = grid;
  let square = false;
  for (let rest = radius; rest > 0; rest--) {
    const amount = Math.min(1, rest);
    const source = values.slice();
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let least = 255;
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            if (!square && dx !== 0 && dy !== 0) continue;
            const outside = x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height;
            const value = outside ? 0 : source[(y + dy) * width + x + dx]!;
            if (value < least) least = value;
          }
        }
        const at = y * width + x;
        values[at] = source[at]! + amount * (least - source[at]!);
      }
    }
    square = !square;
  }
}

/** The middle `width` × `height` of a grid. */
function middle(grid: Grid, width: number, height: number): Grid {
  if (width === grid.width && height === grid.height) return grid;
  const values = new Float64Array(width * height);
  const left = (grid.width - width) >> 1;
  const top = (grid.height - height) >> 1;
  for (let y = 0; y < height; y++) {
    const row = (y + top) * grid.width + left;
    values.set(grid.values.subarray(row, row + width), y * width);
  }
  return { width, height, values };
}

/** In pixels from the middle of the first one; {@link MIDDLE} where there is no ink. */
function centerOfMass(values: ArrayLike<number>, width: number, height: number): { x: number; y: number } {
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]!;
      sum += value;
      sumX += value * x;
      sumY += value * y;
    }
  }
  return sum === 0 ? { x: MIDDLE, y: MIDDLE } : { x: sumX / sum, y: sumY / sum };
}
