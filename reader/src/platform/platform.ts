/** What the reader needs from where it runs; implemented in `node/` and `browser/`. */
import { channelsOf, type Pixels } from '../image/types.js';
import { ReaderError } from '../reader-error.js';

export interface Platform<Source> {
  /** @throws ReaderError where the source cannot be decoded. */
  decode(source: Source): Promise<Pixels>;
  /** The bytes of a `.safetensors` file. @throws ReaderError `model-missing`. */
  loadModel(source: string | URL): Promise<Uint8Array>;
}

/** Images with more pixels are refused before they are decoded. */
export const MAX_PIXELS = 100_000_000;
/** Files with more bytes are refused before they are read. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** True for decoded pixels; `ImageData` is one. */
export function isPixels(source: unknown): source is Pixels {
  const { width, height, data } = source as Partial<Pixels>;
  return (
    typeof width === 'number' &&
    typeof height === 'number' &&
    (data instanceof Uint8Array || data instanceof Uint8ClampedArray)
  );
}

/** The pixels themselves, checked. @throws RangeError where they are not decoded pixels, ReaderError `too-large`. */
export function checkedPixels(pixels: Pixels): Pixels {
  channelsOf(pixels);
  checkPixelCount(pixels.width, pixels.height, 'the image');
  return pixels;
}

export function checkPixelCount(width: number, height: number, name: string): void {
  if (width * height <= MAX_PIXELS) return;
  throw new ReaderError(
    'too-large',
    `Expected at most ${MAX_PIXELS / 1e6} megapixels for ${name} but received ${width} × ${height}; reduce it first`,
  );
}

export function checkByteCount(bytes: number, name: string): void {
  if (bytes === 0) {
    throw new ReaderError(
      'empty',
      `Expected an image for ${name} but received 0 bytes; save or copy it again`,
    );
  }
  if (bytes <= MAX_BYTES) return;
  throw new ReaderError(
    'too-large',
    `Expected at most ${MAX_BYTES / 2 ** 20} MB for ${name} but received ${Math.ceil(bytes / 2 ** 20)} MB; reduce it first`,
  );
}
