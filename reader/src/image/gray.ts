/** Color to gray, transparency over white paper, early reduction of large photos: one pass over the pixels. */
import { channelsOf, type GrayImage, type Pixels } from './types.js';

/**
 * Luma of ITU-R BT.601 in 8-bit fixed point, `(77 R + 150 G + 29 B) / 256`, over white where transparent.
 * White ink on a transparent ground would vanish: where all is white then, opacity is taken as ink.
 * @param factor averages blocks of `factor` × `factor` pixels; the last, incomplete row and column of blocks are averaged over what there is.
 * @param channel takes this one of RGB as it is, in place of the luma: 0 red, 1 green, 2 blue.
 */
export function toGray(pixels: Pixels, factor = 1, channel: 0 | 1 | 2 | null = null): GrayImage {
  const channels = channelsOf(pixels);
  if (channel !== null && channels >= 3) return reduce(pixels, channels, factor, alone(channel, channels));
  const gray = reduce(pixels, channels, factor, LUMA[channels - 1]!);
  if (channels % 2 === 1 || !isWhite(gray)) return gray;
  if (!isSeeThrough(pixels.data, channels)) return gray;
  return reduce(pixels, channels, factor, opacity(channels), gray);
}

/** Writes the gray levels of `row.length` pixels from byte `at` on. A row at a time: a call for each pixel would take most of the time. */
type RowReader = (bytes: Pixels['data'], at: number, row: Uint8Array) => void;

/** By the number of channels. */
const LUMA: readonly RowReader[] = [
  (bytes, at, row) => row.set(bytes.subarray(at, at + row.length)),
  (bytes, at, row) => {
    for (let x = 0, from = at; x < row.length; x++, from += 2)
      row[x] = overWhite(bytes[from]!, bytes[from + 1]!);
  },
  (bytes, at, row) => {
    for (let x = 0, from = at; x < row.length; x++, from += 3)
      row[x] = (77 * bytes[from]! + 150 * bytes[from + 1]! + 29 * bytes[from + 2]! + 128) >> 8;
  },
  (bytes, at, row) => {
    for (let x = 0, from = at; x < row.length; x++, from += 4) {
      const luma = (77 * bytes[from]! + 150 * bytes[from + 1]! + 29 * bytes[from + 2]! + 128) >> 8;
      row[x] = overWhite(luma, bytes[from + 3]!);
    }
  },
];

function alone(channel: number, channels: number): RowReader {
  return (bytes, at, row) => {
    for (let x = 0, from = at + channel; x < row.length; x++, from += channels) row[x] = bytes[from]!;
  };
}

function opacity(channels: number): RowReader {
  return (bytes, at, row) => {
    for (let x = 0, from = at + channels - 1; x < row.length; x++, from += channels)
      row[x] = 255 - bytes[from]!;
  };
}

/** The whole factor that brings the longer side to at most `limit`. */
export function reductionFactor(pixels: Pixels, limit: number): number {
  return Math.max(1, Math.ceil(Math.max(pixels.width, pixels.height) / limit));
}

function overWhite(value: number, alpha: number): number {
  return alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
}

function reduce(
  { width, height, data: bytes }: Pixels,
  channels: number,
  factor: number,
  read: RowReader,
  onto?: GrayImage,
): GrayImage {
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const data = onto?.data ?? new Uint8Array(columns * rows);
  if (factor === 1) {
    for (let y = 0; y < height; y++)
      read(bytes, y * width * channels, data.subarray(y * width, (y + 1) * width));
    return { width, height, data };
  }
  const line = new Uint8Array(width);
  const sums = new Uint32Array(columns);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * factor);
    sums.fill(0);
    for (let y = row * factor; y < bottom; y++) {
      read(bytes, y * width * channels, line);
      for (let column = 0, x = 0; column < columns; column++) {
        let sum = 0;
        for (const end = Math.min(x + factor, width); x < end; x++) sum += line[x]!;
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
