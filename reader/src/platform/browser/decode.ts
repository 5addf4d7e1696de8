/** Images in the browser: files, bytes, addresses, bitmaps and canvases → pixels, page by page. The decoders of TIFF and PDF are loaded when such a file comes. */
import type { Pixels } from '../../image/types.js';
import { ReaderError } from '../../reader-error.js';
import { claimedSize, type Format, formatOf, HEAD_BYTES } from '../formats.js';
import { type DecodedPage, type PagesOptions, wantedPages } from '../pages.js';
import { checkedPixels, checkPixelCount, isPixels } from '../platform.js';
import { blobOf, type Drawable, type ImageSource, isDrawable } from './source.js';

export type { ImageSource };

/** JPEG keeps its size behind whatever else its head holds, a preview for example. */
const SIZE_WITHIN = 256 * 1024;

/**
 * EXIF orientation is applied, color profiles are ignored, transparency is kept straight, of several pages the first is taken.
 * @throws ReaderError `missing`, `empty`, `not-an-image`, `damaged`, `too-large`, `encrypted`.
 */
export async function decode(source: ImageSource): Promise<Pixels> {
  const { value } = await decodePages(source, { pages: '1' }).next();
  return (value as DecodedPage).pixels;
}

/**
 * The wanted pages of a TIFF or PDF, one decoded at a time; other files have one page (of moving pictures the first).
 * @throws ReaderError as `decode`, and `no-such-page`; RangeError for options out of range.
 */
export async function* decodePages(
  source: ImageSource,
  options: PagesOptions = {},
): AsyncGenerator<DecodedPage> {
  const isReady = isPixels(source);
  if (isReady || isDrawable(source)) {
    const [page] = wantedPages(options, 1, 'the image');
    yield { page: page!, of: 1, pixels: isReady ? checkedPixels(source) : pixelsOf(source) };
    return;
  }
  const { blob, name } = await blobOf(source);
  const format = formatOf(await bytesOf(blob.slice(0, HEAD_BYTES)));
  if (format === 'pdf') {
    const { pdfPages } = await import('./pdf.js');
    yield* pdfPages(await bytesOf(blob), name, options);
  } else if (format === 'tiff') {
    const { tiffPages } = await import('../tiff/tiff-pages.js');
    const decodeJpeg = (bytes: Uint8Array): Promise<Pixels> =>
      decodePicture(new Blob([bytes as Uint8Array<ArrayBuffer>]), 'jpeg', name);
    yield* tiffPages(await bytesOf(blob), name, options, decodeJpeg);
  } else {
    const [page] = wantedPages(options, 1, name);
    yield { page: page!, of: 1, pixels: await decodePicture(blob, format, name) };
  }
}

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

async function decodePicture(blob: Blob, format: Format | null, name: string): Promise<Pixels> {
  const size = claimedSize(await bytesOf(blob.slice(0, SIZE_WITHIN)), format);
  if (size) checkPixelCount(size[0], size[1], name);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
  } catch (error) {
    throw format === null
      ? new ReaderError(
          'not-an-image',
          `Expected an image for ${name} but the browser cannot decode it; convert it to PNG`,
          error,
        )
      : new ReaderError(
          'damaged',
          `Expected a whole image for ${name} but it ends or breaks off; save or copy it again`,
          error,
        );
  }
  try {
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

function pixelsOf(source: Drawable): Pixels {
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
