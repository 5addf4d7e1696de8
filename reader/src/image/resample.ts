/** Resampling of a window of a gray image to a grid: area average downwards, tent interpolation upwards. */
import type { GrayImage } from './types.js';

/** A window of an image in real coordinates: pixel (x, y) covers [x, x+1) × [y, y+1). It may reach beyond the image, where all is 0. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** For every output position: the first source index, and its weights, which sum to at most 1. */
interface Taps {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Float64Array;
  readonly stride: number;
}

/**
 * Weights of one axis, for `size` cells over `length` pixels from `start`. Reducing, a pixel counts as much as it overlaps the cell; enlarging,
 * by the tent `max(0, 1 − |distance|)` of the two middles. Pixels outside 0 … limit − 1 are left out; where `goesOn` the others count for them.
 */
function taps(start: number, length: number, size: number, limit: number, goesOn: boolean): Taps {
  const step = length / size;
  const half = step >= 1 ? step / 2 : 1;
  const stride = Math.ceil(2 * half) + 2;
  const first = new Int32Array(size);
  const count = new Int32Array(size);
  const weights = new Float64Array(size * stride);
  for (let i = 0; i < size; i++) {
    const middle = start + (i + 0.5) * step;
    const from = middle - half;
    const to = middle + half;
    const end = Math.min(limit, Math.ceil(to));
    let n = 0;
    let sum = 0;
    for (let p = Math.max(0, Math.floor(from)); p < end; p++) {
      const weight =
        step >= 1 ? (Math.min(to, p + 1) - Math.max(from, p)) / step : 1 - Math.abs(p + 0.5 - middle);
      if (weight <= 0) continue;
      if (n === 0) first[i] = p;
      weights[i * stride + n++] = weight;
      sum += weight;
    }
    count[i] = n;
    if (goesOn && step < 1) for (let k = 0; k < n; k++) weights[i * stride + k]! /= sum;
  }
  return { first, count, weights, stride };
}

/**
 * The window of `image` on a grid of `columns` × `rows`; values stay in 0 … 255 but are not rounded.
 * Plain sums of products in a fixed order, so the result is the same on every machine.
 * @param goesOn whether the border's levels go on beyond the image instead of 0; for windows that reach no pixel's breadth beyond it.
 */
export function resample(
  image: GrayImage,
  window: Window,
  columns: number,
  rows: number,
  goesOn = false,
): Float64Array {
  const { width, height, data } = image;
  const across = taps(window.x, window.width, columns, width, goesOn);
  const down = taps(window.y, window.height, rows, height, goesOn);
  let top = height;
  let bottom = 0;
  for (let y = 0; y < rows; y++) {
    if (down.count[y] === 0) continue;
    top = Math.min(top, down.first[y]!);
    bottom = Math.max(bottom, down.first[y]! + down.count[y]!);
  }
  const narrow = new Float64Array(Math.max(0, bottom - top) * columns);
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < columns; x++) {
      const n = across.count[x]!;
      const source = y * width + across.first[x]!;
      const tap = x * across.stride;
      let sum = 0;
      for (let k = 0; k < n; k++) sum += data[source + k]! * across.weights[tap + k]!;
      narrow[(y - top) * columns + x] = sum;
    }
  }
  const out = new Float64Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const n = down.count[y]!;
    const source = (down.first[y]! - top) * columns;
    const tap = y * down.stride;
    for (let k = 0; k < n; k++) {
      const weight = down.weights[tap + k]!;
      for (let x = 0; x < columns; x++) out[y * columns + x]! += weight * narrow[source + k * columns + x]!;
    }
  }
  return out;
}

/** A gray image of another size, by {@link resample}, rounded. */
export function resize(image: GrayImage, width: number, height: number): GrayImage {
  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  const values = resample(image, whole, width, height, true);
  const data = new Uint8Array(values.length);
  for (let i = 0; i < data.length; i++) data[i] = values[i]! + 0.5; // a byte takes the whole part
  return { width, height, data };
}
