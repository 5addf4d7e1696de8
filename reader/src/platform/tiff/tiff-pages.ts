/** The wanted pages of a TIFF, one decoded at a time. */
import { type DecodedPage, type PagesOptions, wantedPages } from '../pages.js';
import { type DecodeJpeg, decodeTiffPage } from './decode-tiff.js';
import { pagesOf, readTiff } from './directory.js';

/** @throws ReaderError `damaged`, `not-an-image`, `no-such-page`, `too-large`; RangeError for options out of range. */
export async function* tiffPages(
  bytes: Uint8Array,
  name: string,
  options: PagesOptions,
  decodeJpeg: DecodeJpeg,
): AsyncGenerator<DecodedPage> {
  const file = readTiff(bytes, name);
  const pages = pagesOf(file);
  for (const page of wantedPages(options, pages.length, name)) {
    const pixels = await decodeTiffPage(file, pages[page - 1]!, name, decodeJpeg);
    yield { page, of: pages.length, pixels };
  }
}
