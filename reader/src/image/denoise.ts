/** Two ways to quiet a noisy gray image that keep its edges. */
import type { GrayImage } from './types.js';

/** The median of 3×3 pixels, the border repeated: removes salt and pepper, keeps straight edges. */
export function median3({ width, height, data }: GrayImage): GrayImage {
  const out = new Uint8Array(data.length);
  const last = width - 1;
  for (let y = 0; y < height; y++) {
    const up = Math.max(0, y - 1) * width;
    const row = y * width;
    const down = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const l = x > 0 ? x - 1 : 0;
      const r = x < last ? x + 1 : last;
      // Each column sorted: the median of nine is the median of the largest minimum, the middle median and the least maximum.
      const a = data[up + l]!;
      const b = data[row + l]!;
      const c = data[down + l]!;
      const d = data[up + x]!;
      const e = data[row + x]!;
      const f = data[down + x]!;
      const g = data[up + r]!;
      const h = data[row + r]!;
      const i = data[down + r]!;
      out[row + x] = middle(
        Math.max(least(a, b, c), least(d, e, f), least(g, h, i)),
        middle(middle(a, b, c), middle(d, e, f), middle(g, h, i)),
        Math.min(most(a, b, c), most(d, e, f), most(g, h, i)),
      );
    }
  }
  return { width, height, data: out };
}

const least = (a: number, b: number, c: number): number => {
  const low = a < b ? a : b;
  return low < c ? low : c;
};
const most = (a: number, b: number, c: number): number => {
  const high = a > b ? a : b;
  return high > c ? high : c;
};
const middle = (a: number, b: number, c: number): number => a + b + c - least(a, b, c) - most(a, b, c);

/**
 * Non-local means (Buades, Coll, Morel 2005): each pixel becomes the mean of the pixels in its neighborhood, weighted by how alike the
 * 3×3 patches around them are. The weight is `(1 − d² / h²)²`, 0 beyond h (Tukey's biweight, near the usual exp(−d²/h²) and the same on
 * every machine), with d² the mean squared difference of the patches, and `h² = 5 σ²` as noise alone makes d² = 2 σ².
 * @param sigma standard deviation of the noise, in gray levels.
 */
export function nonLocalMeans(image: GrayImage, sigma: number, radius = 4): GrayImage {
  const { width, height, data } = image;
  const limit = 9 * 5 * sigma * sigma;
  const sums = new Float64Array(data.length);
  const weights = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    sums[i] = data[i]!;
    weights[i] = 1;
  }
  if (sigma <= 0) return { width, height, data: data.slice() };
  const squares = new Float64Array(data.length);
  // Each pair of pixels once: offsets in the half plane below, weight given to both.
  for (let dy = 0; dy <= radius; dy++) {
    for (let dx = dy === 0 ? 1 : -radius; dx <= radius; dx++) {
      const left = Math.max(0, -dx);
      const right = Math.min(width, width - dx);
      const bottom = height - dy;
      for (let y = 0; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const difference = data[y * width + x]! - data[(y + dy) * width + x + dx]!;
          squares[y * width + x] = difference * difference;
        }
      }
      for (let y = 0; y < bottom; y++) {
        const above = Math.max(0, y - 1);
        const below = Math.min(bottom - 1, y + 1);
        for (let x = left; x < right; x++) {
          const before = Math.max(left, x - 1);
          const after = Math.min(right - 1, x + 1);
          let distance = 0;
          for (let row = above * width; row <= below * width; row += width) {
            for (let column = before; column <= after; column++) distance += squares[row + column]!;
          }
          const cells = (below - above + 1) * (after - before + 1);
          const closeness = 1 - (distance * 9) / cells / limit;
          if (closeness <= 0) continue;
          const weight = closeness * closeness;
          const here = y * width + x;
          const there = (y + dy) * width + x + dx;
          sums[here]! += weight * data[there]!;
          weights[here]! += weight;
          sums[there]! += weight * data[here]!;
          weights[there]! += weight;
        }
      }
    }
  }
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = Math.round(sums[i]! / weights[i]!);
  return { width, height, data: out };
}
