/** Public face of the reader in browsers. */
import { decode, type ImageSource } from './platform/browser/decode.js';
import { loadModel } from './platform/browser/models.js';
import { openReader, type Reader, type ReaderOptions } from './reader.js';

export * from './decode/index.js';
export * from './forms/index.js';
export * from './image/types.js';
export * from './image/warp.js';
export type { LineOptions } from './line-reader.js';
export * from './line-reading.js';
export * from './page.js';
export type { PrintedOptions } from './plates/printed-reader.js';
export type { PrintedKind, PrintedReading } from './plates/printed-reading.js';
export { decode as decodeImage, decodePages, type ImageSource } from './platform/browser/decode.js';
export { type DecodedPage, type PagesOptions, parsePages } from './platform/pages.js';
export * from './prepare/fit-digit.js';
export * from './prepare/fit-line.js';
export * from './prepare/image-kind.js';
export * from './prepare/prepare-digit.js';
export * from './prepare/prepare-line.js';
export * from './prepare/reasons.js';
export type { Reader, ReaderOptions, Reading } from './reader.js';
export * from './reader-error.js';
export * from './recognize/line-recognizer.js';
export type { DigitPredictor, Guess } from './recognize/recognizer.js';
export { analyzePage, type PageLayout } from './segment/analyze-page.js';
export type { CellRegion, GridRegion } from './segment/cells.js';
export type { LineRegion } from './segment/line-regions.js';
export * from './trust/index.js';

/**
 * Loads a model once, to read many images.
 * @throws ReaderError `model-missing`, `model-invalid`; RangeError for a budget or views out of range.
 */
export function createReader(options: ReaderOptions = {}): Promise<Reader<ImageSource>> {
  return openReader({ decode, loadModel }, options);
}
