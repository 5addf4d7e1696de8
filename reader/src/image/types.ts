/** The shapes of images in the reader. Knows no file format and no platform. */

/**
 * Decoded pixels, row by row, 8 bits a channel: `channels = data.length / (width · height)` is 1 (gray), 2 (gray, alpha),
 * 3 (RGB) or 4 (RGBA); alpha is straight, not premultiplied. A browser's `ImageData` is one.
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One byte a pixel, row by row. As an *ink image*: 255 is full ink, 0 is paper. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One byte a pixel, 1 where something is, else 0. */
export type Mask = GrayImage;

/** A rectangle of whole pixels: columns x … x + width − 1, rows y … y + height − 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @throws RangeError where the sizes are not whole positive numbers or `data` is too short for them. */
export function channelsOf(pixels: Pixels): number {
  const { width, height, data } = pixels;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(
      `Expected whole positive numbers for width and height but received ${width} × ${height}`,
    );
  }
  const channels = data.length / (width * height);
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) {
    throw new RangeError(
      `Expected ${width * height} × 1, 2, 3 or 4 bytes for data but received ${data.length}; pass decoded pixels, not a file`,
    );
  }
  return channels;
}
