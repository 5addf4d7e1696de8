/** What JPEG does to a gray picture: 8×8 cosine transform, quantization, and back (ITU-T T.81, Annex K's luminance table). */
import type { Sheet } from '../sheet/sheet.js';

const BASE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** C[k·8 + n] = c(k) · cos((2n + 1) k π / 16), the orthonormal DCT-II. */
const C = Float64Array.from({ length: 64 }, (_, i) => {
  const [k, n] = [i >> 3, i & 7];
  return (k === 0 ? Math.sqrt(1 / 8) : 0.5) * Math.cos(((2 * n + 1) * k * Math.PI) / 16);
});

export type Jpeg = (sheet: Sheet, quality: number) => void;

/** @returns a function that changes a page as saving it with `quality` (1 … 100) does. It holds scratch memory. */
export function createJpeg(): Jpeg {
  const block = new Float64Array(64);
  const other = new Float64Array(64);
  const table = new Float64Array(64);
  return ({ width, height, page }, quality) => {
    // As libjpeg scales its tables.
    const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    for (let i = 0; i < 64; i++)
      table[i] = Math.min(255, Math.max(1, Math.floor((BASE[i]! * scale + 50) / 100)));
    for (let top = 0; top < height; top += 8) {
      for (let left = 0; left < width; left += 8) {
        let least = 255;
        let most = 0;
        for (let y = 0; y < 8; y++) {
          const row = Math.min(height - 1, top + y) * width;
          for (let x = 0; x < 8; x++) {
            const value = page[row + Math.min(width - 1, left + x)]!;
            block[y * 8 + x] = value;
            if (value < least) least = value;
            if (value > most) most = value;
          }
        }
        if (most - least < 3) continue;
        transform(block, other, false);
        for (let i = 0; i < 64; i++) block[i] = Math.round(block[i]! / table[i]!) * table[i]!;
        transform(block, other, true);
        const [down, right] = [Math.min(8, height - top), Math.min(8, width - left)];
        for (let y = 0; y < down; y++) {
          for (let x = 0; x < right; x++) {
            const value = block[y * 8 + x]!;
            page[(top + y) * width + left + x] = value <= 0 ? 0 : value >= 255 ? 255 : value + 0.5;
          }
        }
      }
    }
  };
}

/** In place: rows, then columns; `isBack` for the inverse. */
function transform(block: Float64Array, other: Float64Array, isBack: boolean): void {
  pass(block, other, isBack);
  pass(other, block, isBack);
}

/** The transform of each row, written as a column. */
function pass(from: Float64Array, to: Float64Array, isBack: boolean): void {
  const [step, turn] = isBack ? [8, 1] : [1, 8];
  for (let row = 0; row < 64; row += 8) {
    const a = from[row]!;
    const b = from[row + 1]!;
    const c = from[row + 2]!;
    const d = from[row + 3]!;
    const e = from[row + 4]!;
    const f = from[row + 5]!;
    const g = from[row + 6]!;
    const h = from[row + 7]!;
    for (let k = 0; k < 8; k++) {
      const at = k * turn;
      to[k * 8 + (row >> 3)] =
        a * C[at]! +
        b * C[at + step]! +
        c * C[at + 2 * step]! +
        d * C[at + 3 * step]! +
        e * C[at + 4 * step]! +
        f * C[at + 5 * step]! +
        g * C[at + 6 * step]! +
        h * C[at + 7 * step]!;
    }
  }
}
