/** Many images of any size in one buffer: shared with the workers where memory can be shared, copied once where not. */
import type { Pixels } from '@digitry/reader';

export interface PackedImages {
  readonly bytes: Uint8Array;
  /** Image i is `bytes[offsets[i] … offsets[i + 1])`, row by row. */
  readonly offsets: Uint32Array;
  readonly widths: Uint32Array;
  readonly heights: Uint32Array;
}

export function packImages(images: readonly Pixels[]): PackedImages {
  const offsets = new Uint32Array(images.length + 1);
  images.forEach((image, i) => {
    offsets[i + 1] = offsets[i]! + image.data.length;
  });
  const bytes = new Uint8Array(sharedBuffer(offsets[images.length]!));
  images.forEach((image, i) => {
    bytes.set(image.data, offsets[i]!);
  });
  return {
    bytes,
    offsets,
    widths: Uint32Array.from(images, (image) => image.width),
    heights: Uint32Array.from(images, (image) => image.height),
  };
}

export interface PackedImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A view of image i, not a copy. */
export function imageAt({ bytes, offsets, widths, heights }: PackedImages, i: number): PackedImage {
  return { width: widths[i]!, height: heights[i]!, data: bytes.subarray(offsets[i]!, offsets[i + 1]!) };
}

/** Shared memory can be missing: pages without cross-origin isolation have none. */
function sharedBuffer(length: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(length) : new SharedArrayBuffer(length);
}
