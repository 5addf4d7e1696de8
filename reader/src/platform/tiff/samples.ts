/** Rows of samples → one byte a sample → gray or color → upright. Plain pixel work. */
import type { Pixels } from '../../image/types.js';
import { type Layout, PHOTOMETRIC } from './layout.js';

/** Adds up differences along the rows, in place (TIFF 6.0 section 14). */
export function undoDifferences(
  bytes: Uint8Array,
  width: number,
  samples: number,
  bits: number,
  isLittleEndian: boolean,
): void {
  const rowBytes = (width * samples * bits) / 8;
  if (bits === 8) {
    for (let row = 0; row < bytes.length; row += rowBytes)
      for (let i = row + samples; i < row + rowBytes; i++) bytes[i] = bytes[i]! + bytes[i - samples]!;
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0; row < bytes.length; row += rowBytes) {
    for (let i = row + 2 * samples; i < row + rowBytes; i += 2) {
      const sum = view.getUint16(i, isLittleEndian) + view.getUint16(i - 2 * samples, isLittleEndian);
      view.setUint16(i, sum & 0xffff, isLittleEndian);
    }
  }
}

/** A function that reads sample i of a row that begins at `row`: fewer than 8 bits as they are, of 16 the upper 8. */
export function sampleReader(
  bytes: Uint8Array,
  bits: number,
  isLittleEndian: boolean,
): (row: number, i: number) => number {
  if (bits === 8) return (row, i) => bytes[row + i]!;
  if (bits === 16) {
    const upper = isLittleEndian ? 1 : 0;
    return (row, i) => bytes[row + 2 * i + upper]!;
  }
  const mask = (1 << bits) - 1;
  return (row, i) => (bytes[row + ((i * bits) >> 3)]! >> (8 - bits - ((i * bits) & 7))) & mask;
}

/** @param samples one byte each, pixel by pixel, as `sampleReader` gives them */
export function toPixels(samples: Uint8Array, layout: Layout): Pixels {
  const { width, height, photometric, bits, samples: stride, alpha, colorMap } = layout;
  const count = width * height;
  const hasAlpha = alpha !== null;
  const isGray = photometric === PHOTOMETRIC.whiteIsZero || photometric === PHOTOMETRIC.blackIsZero;
  const colors = isGray ? 1 : 3;
  const channels = colors + Number(hasAlpha);
  const highest = (1 << Math.min(8, bits)) - 1;
  const scale = 255 / highest;
  const data = new Uint8Array(count * channels);
  for (let i = 0, from = 0, to = 0; i < count; i++, from += stride, to += channels) {
    if (isGray) {
      const value = samples[from]!;
      data[to] = (photometric === PHOTOMETRIC.whiteIsZero ? highest - value : value) * scale;
    } else if (photometric === PHOTOMETRIC.palette) {
      const size = colorMap.length / 3;
      for (let c = 0; c < 3; c++) data[to + c] = (colorMap[c * size + samples[from]!] ?? 0) >> 8;
    } else if (photometric === PHOTOMETRIC.cmyk) {
      const light = 255 - samples[from + 3]!;
      for (let c = 0; c < 3; c++) data[to + c] = Math.round(((255 - samples[from + c]!) * light) / 255);
    } else for (let c = 0; c < 3; c++) data[to + c] = samples[from + c]! * scale;
    if (!hasAlpha) continue;
    const opacity = samples[from + stride - 1]! * scale;
    data[to + colors] = opacity;
    if (alpha === 'premultiplied' && opacity > 0)
      for (let c = 0; c < colors; c++)
        data[to + c] = Math.min(255, Math.round((data[to + c]! * 255) / opacity));
  }
  return { width, height, data };
}

/** Turns and mirrors by the orientation of TIFF and EXIF, 1 … 8; others are taken for 1. */
export function toUpright(pixels: Pixels, orientation: number): Pixels {
  if (!(orientation >= 2 && orientation <= 8)) return pixels;
  const { width, height, data } = pixels;
  const channels = data.length / (width * height);
  const isTurned = orientation >= 5;
  const [columns, rows] = isTurned ? [height, width] : [width, height];
  const isRightToLeft = [2, 3, 7, 8].includes(orientation);
  const isBottomUp = [3, 4, 6, 7].includes(orientation);
  const out = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const column = isTurned ? y : x;
      const row = isTurned ? x : y;
      const at =
        (isBottomUp ? height - 1 - row : row) * width + (isRightToLeft ? width - 1 - column : column);
      for (let c = 0; c < channels; c++) out[to++] = data[at * channels + c]!;
    }
  }
  return { width: columns, height: rows, data: out };
}
