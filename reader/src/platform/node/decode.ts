/** Images in Node: files, addresses and bytes → pixels, by sharp, which is loaded only when something must be decoded. */
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Pixels } from '../../image/types.js';
import { ReaderError } from '../../reader-error.js';
import { checkByteCount, checkedPixels, checkPixelCount, isPixels } from '../platform.js';

/** Decoded pixels; a path; a `file:`, `http(s):` or `data:` URL; the bytes of an image file. */
export type ImageSource = Pixels | string | URL | Uint8Array | ArrayBuffer | Blob;

/** What `decode` can read, for messages. */
const FORMATS = 'PNG, JPEG, WebP, GIF, TIFF, AVIF or SVG';

/**
 * EXIF orientation is applied, 16 bits become 8, color profiles are ignored (as in the browser), of several pages the first is taken.
 * @throws ReaderError `missing`, `directory`, `empty`, `not-an-image`, `damaged`, `too-large`.
 */
export async function decode(source: ImageSource): Promise<Pixels> {
  if (isPixels(source)) return checkedPixels(source);
  if (typeof source === 'string') return decodeBytes(await readBytes(source), source);
  if (source instanceof URL) {
    const name = source.protocol === 'data:' ? 'the data URL' : source.href;
    const bytes = source.protocol === 'file:' ? readBytes(fileURLToPath(source)) : download(source, name);
    return decodeBytes(await bytes, name);
  }
  if (source instanceof Blob) {
    checkByteCount(source.size, 'the blob');
    return decodeBytes(new Uint8Array(await source.arrayBuffer()), 'the blob');
  }
  return decodeBytes(source instanceof ArrayBuffer ? new Uint8Array(source) : source, 'the bytes');
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) {
      throw new ReaderError(
        'directory',
        `Expected an image file for ${path} but received a directory; name the files in it`,
      );
    }
    checkByteCount(status.size, path);
    return await readFile(path);
  } catch (error) {
    if (error instanceof ReaderError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new ReaderError(
      'missing',
      `Expected a readable file for ${path} but received ${code}; check the path`,
      error,
    );
  }
}

async function download(url: URL, name: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    checkByteCount(Number(response.headers.get('content-length') ?? 1), name);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof ReaderError) throw error;
    const { message } = error as Error;
    throw new ReaderError(
      'missing',
      `Expected an image at ${name} but received ${message}; check the address`,
      error,
    );
  }
}

async function decodeBytes(bytes: Uint8Array, name: string): Promise<Pixels> {
  checkByteCount(bytes.byteLength, name);
  const { default: sharp } = await import('sharp');
  // The pixels are counted here, before decoding, so that one sentence names them; sharp's own limit is not needed.
  const image = sharp(bytes, { limitInputPixels: false, failOn: 'error', ignoreIcc: true });
  let size: { readonly width: number; readonly height: number };
  try {
    size = await image.metadata();
  } catch (error) {
    throw new ReaderError(
      'not-an-image',
      `Expected ${FORMATS} for ${name} but received something else; convert it first`,
      error,
    );
  }
  checkPixelCount(size.width, size.height, name);
  try {
    const { data, info } = await image
      .autoOrient()
      .toColourspace('srgb')
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
