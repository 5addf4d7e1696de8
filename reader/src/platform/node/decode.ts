/** Images in Node: files, addresses and bytes → pixels, page by page. sharp and PDFium are loaded only when there is something for them. */
import type { Pixels } from '../../image/types.js';
import { ReaderError } from '../../reader-error.js';
import { formatOf } from '../formats.js';
import { type DecodedPage, type PagesOptions, wantedPages } from '../pages.js';
import { checkedPixels, checkPixelCount, isPixels } from '../platform.js';
import { pagesOf, readTiff } from '../tiff/directory.js';
import { pdfPages } from './pdf.js';
import { decodeSmallPng } from './small-png.js';
import { bytesOf, type ImageSource } from './source.js';

export type { ImageSource };

/** What can be read, for messages. */
const FORMATS = 'PNG, JPEG, WebP, GIF, TIFF, PDF, AVIF or SVG';

/**
 * EXIF orientation is applied, 16 bits become 8, color profiles are ignored (as in the browser), of several pages the first is taken.
 * @throws ReaderError `missing`, `directory`, `empty`, `not-an-image`, `damaged`, `too-large`, `encrypted`.
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
  if (isPixels(source)) {
    const [page] = wantedPages(options, 1, 'the image');
    yield { page: page!, of: 1, pixels: checkedPixels(source) };
    return;
  }
  const { bytes, name } = await bytesOf(source);
  const format = formatOf(bytes);
  if (format === 'pdf') {
    yield* pdfPages(bytes, name, options);
    return;
  }
  // Held against the file before the native decoder sees it.
  const indexes = format === 'tiff' ? pagesOf(readTiff(bytes, name)).map(({ index }) => index) : [0];
  for (const page of wantedPages(options, indexes.length, name)) {
    const small = format === 'png' ? decodeSmallPng(bytes) : null;
    const pixels = small ?? (await decodePicture(bytes, name, indexes[page - 1]!));
    yield { page, of: indexes.length, pixels };
  }
}

async function decodePicture(bytes: Uint8Array, name: string, page: number): Promise<Pixels> {
  const { default: sharp } = await import('sharp');
  // The pixels are counted here, before decoding, so that one sentence names them; sharp's own limit is not needed.
  const image = sharp(bytes, { page, limitInputPixels: false, failOn: 'error', ignoreIcc: true });
  let header: { readonly width: number; readonly height: number; readonly space: string };
  try {
    header = await image.metadata();
  } catch (error) {
    throw new ReaderError(
      'not-an-image',
      `Expected ${FORMATS} for ${name} but received something else; convert it first`,
      error,
    );
  }
  checkPixelCount(header.width, header.height, name);
  try {
    const { data, info } = await image
      .autoOrient()
      .toColourspace(header.space === 'b-w' ? 'b-w' : 'srgb') // gray stays one channel: a third of the memory
      .raw()
      .toBuffer({ resolveWithObject: true });
    return {
      width: info.width,
      height: info.height,
      data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    };
  } catch (error) {
    throw new ReaderError(
      'damaged',
      `Expected a whole image for ${name} but it ends or breaks off; save or copy it again`,
      error,
    );
  }
}
