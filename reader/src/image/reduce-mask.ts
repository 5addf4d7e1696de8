/** A smaller mask in which nothing is lost: thin lines stay whole. */
import type { Mask } from './types.js';

/** 1 where any of the `factor` × `factor` pixels is ink; the last, incomplete row and column of blocks count too. */
export function reduceMask({ width, height, data }: Mask, factor: number): Mask {
  if (factor === 1) return { width, height, data };
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const out = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const offset = Math.floor(y / factor) * columns;
    for (let column = 0, at = y * width; column < columns; column++) {
      let any = out[offset + column]!;
      for (const end = Math.min(at + factor, (y + 1) * width); at < end; at++) any |= data[at]!;
      out[offset + column] = any;
    }
  }
  return { width: columns, height: rows, data: out };
}
