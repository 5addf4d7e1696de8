/** Public face of the reader in browsers. */
import { decode, type ImageSource } from './platform/browser/decode.js';
import { loadModel } from './platform/browser/models.js';
import { openReader, type Reader, type ReaderOptions } from './reader.js';

export * from './image/types.js';
export { decode as decodeImage, type ImageSource } from './platform/browser/decode.js';
export * from './prepare/fit-digit.js';
export * from './prepare/prepare-digit.js';
export * from './prepare/reasons.js';
export type { Reader, ReaderOptions, Reading } from './reader.js';
export * from './reader-error.js';
export type { DigitPredictor, Guess } from './recognize/recognizer.js';
export * from './trust/index.js';

/**
 * Loads a model once, to read many images.
 * @throws ReaderError `model-missing`, `model-invalid`; RangeError for a budget or views out of range.
 */
export function createReader(options: ReaderOptions = {}): Promise<Reader<ImageSource>> {
  return openReader({ decode, loadModel }, options);
}
