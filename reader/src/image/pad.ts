/** A margin around an image, and without it again. */
import type { GrayImage } from './types.js';

/** `margin` more pixels on each side, each the nearest of the border. */
export function pad({ width, height, data }: GrayImage, margin: number): GrayImage {
  const columns = width + 2 * margin;
  const rows = height + 2 * margin;
  const out = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const from = Math.min(Math.max(y - margin, 0), height - 1) * width;
    const to = y * columns;
    out.fill(data[from]!, to, to + margin);
    out.set(data.subarray(from, from + width), to + margin);
    out.fill(data[from + width - 1]!, to + margin + width, to + columns);
  }
  return { width: columns, height: rows, data: out };
}

/** `margin` fewer pixels on each side. */
export function crop({ width, height, data }: GrayImage, margin: number): GrayImage {
  const columns = width - 2 * margin;
  const rows = height - 2 * margin;
  const out = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const from = (y + margin) * width + margin;
    out.set(data.subarray(from, from + columns), y * columns);
  }
  return { width: columns, height: rows, data: out };
}
