/** Gray morphology with squares (Serra 1982): dilation, erosion, closing, and the filling of dark basins. */
import type { GrayImage } from './types.js';

/** The largest value in the square of 2·radius + 1 pixels around each pixel. */
export function dilate(image: GrayImage, radius: number): GrayImage {
  return alongBoth(image, radius, 0);
}

/** The least value in the square of 2·radius + 1 pixels around each pixel. */
export function erode(image: GrayImage, radius: number): GrayImage {
  return alongBoth(image, radius, 255);
}

/** Dilation, then erosion: dark things narrower than 2·radius + 1 vanish, edges of wider ones stay where they are. */
export function close(image: GrayImage, radius: number): GrayImage {
  return erode(dilate(image, radius), radius);
}

/** `flip` 0 takes maxima, 255 minima: min(a) = 255 − max(255 − a), and 255 − a is `a ^ 255`. */
function alongBoth({ width, height, data }: GrayImage, radius: number, flip: 0 | 255): GrayImage {
  if (radius < 1) return { width, height, data: data.slice() };
  if (radius === 1 && flip === 0) return { width, height, data: maximumOfNine(width, height, data) };
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = data[i]! ^ flip;
  maximumAcross(out, width, height, radius);
  maximumDown(out, width, radius);
  if (flip) for (let i = 0; i < out.length; i++) out[i]! ^= flip;
  return { width, height, data: out };
}

/** The most frequent case, without the bookkeeping of wide windows. */
function maximumOfNine(width: number, height: number, data: Uint8Array): Uint8Array {
  const across = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    let before = 0;
    let here = data[y * width]!;
    for (let at = y * width; at < end; at++) {
      const after = at + 1 < end ? data[at + 1]! : 0;
      let most = before > here ? before : here;
      if (after > most) most = after;
      across[at] = most;
      before = here;
      here = after;
    }
  }
  const out = across.slice();
  for (let at = width; at < out.length; at++) {
    const upper = across[at - width]!;
    const lower = across[at]!;
    if (upper > out[at]!) out[at] = upper;
    if (lower > out[at - width]!) out[at - width] = lower;
  }
  return out;
}

/**
 * In place along each row, three comparisons a pixel whatever the radius (van Herk 1992, Gil and Werman 1993): a window of
 * `size` pixels is the end of one block of `size` and the start of the next. Beyond the ends all is 0.
 */
function maximumAcross(data: Uint8Array, width: number, height: number, radius: number): void {
  const size = 2 * radius + 1;
  const padded = width + 2 * radius;
  const fromStart = new Uint8Array(padded);
  const fromEnd = new Uint8Array(padded);
  for (let row = 0; row < height * width; row += width) {
    fromEnd.fill(0);
    fromEnd.set(data.subarray(row, row + width), radius);
    for (let block = 0; block < padded; block += size) {
      const end = Math.min(block + size, padded);
      let most = 0;
      for (let i = block; i < end; i++) {
        if (fromEnd[i]! > most) most = fromEnd[i]!;
        fromStart[i] = most;
      }
      most = 0;
      for (let i = end - 1; i >= block; i--) {
        if (fromEnd[i]! > most) most = fromEnd[i]!;
        fromEnd[i] = most;
      }
    }
    for (let i = 0; i < width; i++) {
      const left = fromEnd[i]!;
      const right = fromStart[i + 2 * radius]!;
      data[row + i] = left > right ? left : right;
    }
  }
}

/** The same along each column, whole rows at a time: no step leaves the row that is at hand. */
function maximumDown(data: Uint8Array, width: number, radius: number): void {
  const size = (2 * radius + 1) * width;
  const ahead = 2 * radius * width;
  const padded = data.length + ahead;
  const fromEnd = new Uint8Array(padded);
  fromEnd.set(data, radius * width);
  const fromStart = fromEnd.slice();
  for (let block = 0; block < padded; block += size) {
    const end = Math.min(block + size, padded);
    for (let i = block + width; i < end; i++)
      if (fromStart[i - width]! > fromStart[i]!) fromStart[i] = fromStart[i - width]!;
    for (let i = end - width - 1; i >= block; i--)
      if (fromEnd[i + width]! > fromEnd[i]!) fromEnd[i] = fromEnd[i + width]!;
  }
  for (let i = 0; i < data.length; i++) {
    const upper = fromEnd[i]!;
    const lower = fromStart[i + ahead]!;
    data[i] = upper > lower ? upper : lower;
  }
}

/**
 * Raises every dark basin to the level at which it would spill over the image border: what cannot be reached from the border without
 * climbing is filled (priority flood, Barnes et al. 2014, with a bucket for each of the 256 levels; 4-connected).
 */
export function fillBasins({ width, height, data }: GrayImage): GrayImage {
  const filled = new Uint8Array(data.length);
  const seen = new Uint8Array(data.length);
  // A linked list a level: `next` holds the following pixel, −1 at the end.
  const heads = new Int32Array(256).fill(-1);
  const next = new Int32Array(data.length);
  let level = 255;
  const push = (at: number, value: number): void => {
    seen[at] = 1;
    filled[at] = value;
    next[at] = heads[value]!;
    heads[value] = at;
  };
  const start = (at: number): void => {
    if (seen[at]) return;
    push(at, data[at]!);
    if (data[at]! < level) level = data[at]!;
  };
  for (let x = 0; x < width; x++) {
    start(x);
    start((height - 1) * width + x);
  }
  for (let y = 0; y < height; y++) {
    start(y * width);
    start(y * width + width - 1);
  }
  while (level < 256) {
    const at = heads[level]!;
    if (at < 0) {
      level++;
      continue;
    }
    heads[level] = next[at]!;
    const x = at % width;
    if (x > 0) reach(at - 1);
    if (x < width - 1) reach(at + 1);
    if (at >= width) reach(at - width);
    if (at < data.length - width) reach(at + width);
  }
  return { width, height, data: filled };

  function reach(at: number): void {
    if (!seen[at]) push(at, Math.max(level, data[at]!));
  }
}
