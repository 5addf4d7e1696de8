/** Color to gray, transparency over white paper, early reduction of large photos: one pass over the pixels. */
import { channelsOf, type GrayImage, type Pixels } from './types.js';

/**
 * Luma of ITU-R BT.601 in 8-bit fixed point, `(77 R + 150 G + 29 B) / 256`, over white where transparent.
 * White ink on a transparent ground would vanish: where all is white then, opacity is taken as ink.
 * @param factor averages blocks of `factor` × `factor` pixels; the last, incomplete row and column of blocks are averaged over what there is.
 */
export function toGray(pixels: Pixels, factor = 1): GrayImage {
  const channels = channelsOf(pixels);
  const gray = reduce(pixels, channels, factor, lumaOf(channels));
  if (channels % 2 === 1 || !isWhite(gray)) return gray;
  const { data } = pixels;
  if (!isSeeThrough(data, channels)) return gray;
  return reduce(pixels, channels, factor, (at) => 255 - data[at + channels - 1]!, gray);

  function lumaOf(count: number): (at: number) => number {
    const bytes = pixels.data;
    if (count === 1) return (at) => bytes[at]!;
    if (count === 2) return (at) => overWhite(bytes[at]!, bytes[at + 1]!);
    if (count === 3) return (at) => (77 * bytes[at]! + 150 * bytes[at + 1]! + 29 * bytes[at + 2]! + 128) >> 8;
    return (at) => {
      const luma = (77 * bytes[at]! + 150 * bytes[at + 1]! + 29 * bytes[at + 2]! + 128) >> 8;
      return overWhite(luma, bytes[at + 3]!);
    };
  }
}

/** The whole factor that brings the longer side to at most `limit`. */
export function reductionFactor(pixels: Pixels, limit: number): number {
  return Math.max(1, Math.ceil(Math.max(pixels.width, pixels.height) / limit));
}

function overWhite(value: number, alpha: number): number {
  return alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
}

function reduce(
  { width, height }: Pixels,
  channels: number,
  factor: number,
  valueAt: (at: number) => number,
  onto?: GrayImage,
): GrayImage {
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const data = onto?.data ?? new Uint8Array(columns * rows);
  if (factor === 1) {
    for (let i = 0, at = 0; i < data.length; i++, at += channels) data[i] = valueAt(at);
    return { width, height, data };
  }
  const sums = new Uint32Array(columns);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * factor);
    sums.fill(0);
    for (let y = row * factor; y < bottom; y++) {
      let at = y * width * channels;
      for (let column = 0, right = factor; column < columns; column++, right += factor) {
        let sum = 0;
        for (let x = right - factor, end = Math.min(right, width); x < end; x++, at += channels)
          sum += valueAt(at);
        sums[column]! += sum;
      }
    }
    const high = bottom - row * factor;
    for (let column = 0; column < columns; column++) {
      const wide = Math.min(width, (column + 1) * factor) - column * factor;
      data[row * columns + column] = Math.round(sums[column]! / (wide * high));
    }
  }
  return { width: columns, height: rows, data };
}

function isWhite({ data }: GrayImage): boolean {
  return data.every((value) => value >= 250);
}

function isSeeThrough(data: Pixels['data'], channels: number): boolean {
  for (let at = channels - 1; at < data.length; at += channels) if (data[at]! < 128) return true;
  return false;
}
