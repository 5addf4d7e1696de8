/** Integral images (Crow 1984): the sum over any rectangle in four reads; what is built on them: box means, Sauvola's threshold. */
import type { GrayImage, Mask } from './types.js';

/** (width + 1) × (height + 1) sums over all pixels above and left; exact in doubles up to 10¹⁵. */
export interface Integral {
  readonly width: number;
  readonly height: number;
  readonly sums: Float64Array;
}

/** @param power 1 sums the values, 2 their squares. */
export function integral({ width, height, data }: GrayImage, power: 1 | 2 = 1): Integral {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      row += power === 1 ? value : value * value;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return { width, height, sums };
}

/** Sum over columns left … right − 1, rows top … bottom − 1, all within the image. */
export function sumOver(
  { width, sums }: Integral,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  const stride = width + 1;
  return (
    sums[bottom * stride + right]! -
    sums[top * stride + right]! -
    sums[bottom * stride + left]! +
    sums[top * stride + left]!
  );
}

/** The mean of the square of 2·radius + 1 pixels around each pixel, cut at the borders; not rounded. */
export function boxMean(image: GrayImage, radius: number): Float64Array {
  const { width, height } = image;
  const table = integral(image);
  const out = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius);
    const bottom = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      out[y * width + x] = sumOver(table, left, top, right, bottom) / ((right - left) * (bottom - top));
    }
  }
  return out;
}

/**
 * 1 where dark ink is, by `value < m (1 + k (s / 128 − 1))` with the local mean m and standard deviation s
 * (Sauvola and Pietikäinen 2000). For gray images of dark ink on light, unevenly lit paper.
 * @param radius of the window, in pixels; wider than a stroke.
 */
export function sauvola(image: GrayImage, radius: number, k = 0.2): Mask {
  const { width, height, data } = image;
  const sums = integral(image);
  const squares = integral(image, 2);
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius);
    const bottom = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const count = (right - left) * (bottom - top);
      const mean = sumOver(sums, left, top, right, bottom) / count;
      const variance = sumOver(squares, left, top, right, bottom) / count - mean * mean;
      const deviation = Math.sqrt(Math.max(0, variance));
      out[y * width + x] = data[y * width + x]! < mean * (1 + k * (deviation / 128 - 1)) ? 1 : 0;
    }
  }
  return { width, height, data: out };
}
