/** Where images come from in browsers: addresses, files and bytes → blobs with a name for messages. */
import type { Pixels } from '../../image/types.js';
import { ReaderError } from '../../reader-error.js';
import { checkByteCount } from '../platform.js';

/** What is drawn as it is. */
export type Drawable = ImageBitmap | HTMLCanvasElement | OffscreenCanvas;

/** Decoded pixels (`ImageData` is one); a file or blob; a bitmap or canvas; the bytes of an image file; an address to fetch. */
export type ImageSource = Pixels | Blob | Drawable | Uint8Array | ArrayBuffer | URL | string;

export interface NamedBlob {
  readonly blob: Blob;
  readonly name: string;
}

export function isDrawable(source: Exclude<ImageSource, Pixels>): source is Drawable {
  return !(
    typeof source === 'string' ||
    source instanceof URL ||
    source instanceof Blob ||
    source instanceof ArrayBuffer ||
    source instanceof Uint8Array
  );
}

/** @throws ReaderError `missing`, `empty`, `too-large`. */
export async function blobOf(source: Exclude<ImageSource, Pixels | Drawable>): Promise<NamedBlob> {
  const found = await open(source);
  checkByteCount(found.blob.size, found.name);
  return found;
}

async function open(source: Exclude<ImageSource, Pixels | Drawable>): Promise<NamedBlob> {
  if (typeof source === 'string' || source instanceof URL)
    return { blob: await download(source), name: String(source) };
  if (source instanceof Blob) return { blob: source, name: 'the blob' };
  return { blob: new Blob([source as Uint8Array<ArrayBuffer>]), name: 'the bytes' };
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
