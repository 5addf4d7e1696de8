/** Lost resolution: the digit on a coarse grid, in gray or in black and white. */
import type { GrayImage } from '@digitry/reader';
import { CANVAS, type Extent } from './canvas.js';

/**
 * The part of the canvas within `extent` by area averages on a grid whose longer side is `side` pixels.
 * @param threshold 0..1: black and white, ink where the cell holds more of the darkest cell than this; none keeps the gray
 */
export function coarsen(canvas: Uint8Array, extent: Extent, side: number, threshold?: number): GrayImage {
  const spanX = extent.right - extent.left + 1;
  const spanY = extent.bottom - extent.top + 1;
  const step = Math.max(spanX, spanY) / side;
  const width = Math.max(1, Math.ceil(spanX / step - 1e-6));
  const height = Math.max(1, Math.ceil(spanY / step - 1e-6));
  const left = (extent.left + extent.right + 1 - width * step) / 2;
  const top = (extent.top + extent.bottom + 1 - height * step) / 2;
  const across = overlaps(left, step, width);
  const down = overlaps(top, step, height);
  const narrow = new Float64Array(CANVAS * width);
  for (let y = extent.top; y <= extent.bottom; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < across.count; k++) {
        const from = across.first[x]! + k;
        if (from >= 0 && from < CANVAS)
          sum += canvas[y * CANVAS + from]! * across.weights[x * across.count + k]!;
      }
      narrow[y * width + x] = sum;
    }
  }
  const values = new Float64Array(width * height);
  let most = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < down.count; k++) {
        const from = down.first[y]! + k;
        if (from >= extent.top && from <= extent.bottom)
          sum += narrow[from * width + x]! * down.weights[y * down.count + k]!;
      }
      values[y * width + x] = sum;
      if (sum > most) most = sum;
    }
  }
  if (threshold === undefined) return { width, height, data: Uint8Array.from(values, Math.round) };
  const limit = most * threshold;
  return { width, height, data: Uint8Array.from(values, (value) => (value > limit ? 255 : 0)) };
}

interface Overlaps {
  readonly first: Int32Array;
  /** Source pixels per cell, the same for all; what does not overlap has weight 0. */
  readonly count: number;
  readonly weights: Float64Array;
}

/** Shares of source pixels in cells of `step` pixels (or of one pixel where cells are smaller), from `start`. */
function overlaps(start: number, step: number, cells: number): Overlaps {
  const length = Math.max(1, step);
  const count = Math.ceil(length) + 1;
  const first = new Int32Array(cells);
  const weights = new Float64Array(cells * count);
  for (let cell = 0; cell < cells; cell++) {
    const from = start + (cell + 0.5) * step - length / 2;
    first[cell] = Math.floor(from);
    for (let k = 0; k < count; k++) {
      const pixel = Math.floor(from) + k;
      const shared = Math.min(from + length, pixel + 1) - Math.max(from, pixel);
      weights[cell * count + k] = Math.max(0, shared) / length;
    }
  }
  return { first, count, weights };
}
