/** Images in the browser: files, bytes, addresses, bitmaps and canvases → pixels. */
import type { Pixels } from '../../image/types.js';
import { ReaderError } from '../../reader-error.js';
import { checkByteCount, checkedPixels, checkPixelCount, isPixels } from '../platform.js';

/** Decoded pixels (`ImageData` is one); a file or blob; a bitmap or canvas; the bytes of an image file; an address to fetch. */
export type ImageSource =
  | Pixels
  | Blob
  | ImageBitmap
  | HTMLCanvasElement
  | OffscreenCanvas
  | Uint8Array
  | ArrayBuffer
  | URL
  | string;

/**
 * EXIF orientation is applied, color profiles are ignored, transparency is kept straight.
 * @throws ReaderError `missing`, `empty`, `not-an-image`, `too-large`.
 */
export async function decode(source: ImageSource): Promise<Pixels> {
  if (isPixels(source)) return checkedPixels(source);
  if (typeof source === 'string' || source instanceof URL)
    return decodeBlob(await download(source), String(source));
  if (source instanceof Blob) return decodeBlob(source, 'the blob');
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) {
    return decodeBlob(new Blob([source as Uint8Array<ArrayBuffer>]), 'the bytes');
  }
  return pixelsOf(source);
}

async function download(source: string | URL): Promise<Blob> {
  try {
    const response = await fetch(source);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.blob();
  } catch (error) {
    const { message } = error as Error;
    throw new ReaderError(
      'missing',
      `Expected an image at ${source} but received ${message}; check the address`,
      error,
    );
  }
}

async function decodeBlob(blob: Blob, name: string): Promise<Pixels> {
  checkByteCount(blob.size, name);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
  } catch (error) {
    throw new ReaderError(
      'not-an-image',
      `Expected an image for ${name} but the browser cannot decode it; convert it to PNG`,
      error,
    );
  }
  try {
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

function pixelsOf(source: ImageBitmap | HTMLCanvasElement | OffscreenCanvas): Pixels {
  const { width, height } = source;
  checkPixelCount(width, height, 'the image');
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context)
    throw new ReaderError(
      'too-large',
      `Expected a canvas of ${width} × ${height} but the browser gave none; reduce the image`,
    );
  context.drawImage(source, 0, 0);
  return context.getImageData(0, 0, width, height);
}
