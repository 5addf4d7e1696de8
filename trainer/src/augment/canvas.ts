/** The square that a digit is worked on between its file and the fitting: 48×48 bytes, 30 of them a digit's longer side. */

/** Side of the canvas in pixels. */
export const CANVAS = 48;
/** Longer side of the digit on it. */
export const DIGIT = 30;
/** Canvas pixels per pixel of a digit 20 pixels long. */
export const SCALE = DIGIT / 20;
/** Bytes of a canvas. */
export const CANVAS_BYTES = CANVAS * CANVAS;

/** Rows and columns, inclusive, that hold all ink of a canvas. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the ink is; null on an empty canvas. */
export function inkExtent(canvas: Uint8Array, threshold = 1): Extent | null {
  let left = CANVAS;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < CANVAS; y++) {
    const row = y * CANVAS;
    let first = 0;
    while (first < CANVAS && canvas[row + first]! < threshold) first++;
    if (first === CANVAS) continue;
    if (top < 0) top = y;
    bottom = y;
    let last = CANVAS - 1;
    while (canvas[row + last]! < threshold) last--;
    if (first < left) left = first;
    if (last > right) right = last;
  }
  return top < 0 ? null : { left, top, right, bottom };
}

/** A small fast generator for noise by the pixel (xorshift32), seeded from the sample's own. Returns 0..65535. */
export function pixelNoise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 16;
  };
}
