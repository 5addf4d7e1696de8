/** Where images come from in Node: paths, addresses, bytes → bytes with a name for messages. */
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Pixels } from '../../image/types.js';
import { ReaderError } from '../../reader-error.js';
import { checkByteCount } from '../platform.js';

/** Bytes up to which a file is read on the spot: the way to Node's threads and back, five times a file, takes a quarter of the time of a line, reading it some microseconds. */
const SMALL = 2 ** 18;

/** Decoded pixels; a path; a `file:`, `http(s):` or `data:` URL; the bytes of an image file. */
export type ImageSource = Pixels | string | URL | Uint8Array | ArrayBuffer | Blob;

export interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** @throws ReaderError `missing`, `directory`, `empty`, `too-large`. */
export async function bytesOf(source: Exclude<ImageSource, Pixels>): Promise<NamedBytes> {
  const found = await open(source);
  checkByteCount(found.bytes.byteLength, found.name);
  return found;
}

async function open(source: Exclude<ImageSource, Pixels>): Promise<NamedBytes> {
  if (typeof source === 'string') return { bytes: await readBytes(source), name: source };
  if (source instanceof URL) {
    const name = source.protocol === 'data:' ? 'the data URL' : source.href;
    const bytes = source.protocol === 'file:' ? readBytes(fileURLToPath(source)) : download(source, name);
    return { bytes: await bytes, name };
  }
  if (source instanceof Blob) {
    checkByteCount(source.size, 'the blob');
    return { bytes: new Uint8Array(await source.arrayBuffer()), name: 'the blob' };
  }
  return { bytes: source instanceof ArrayBuffer ? new Uint8Array(source) : source, name: 'the bytes' };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const status = statSync(path);
    if (status.isDirectory()) {
      throw new ReaderError(
        'directory',
        `Expected an image file for ${path} but received a directory; name the files in it`,
      );
    }
    checkByteCount(status.size, path);
    return status.size <= SMALL ? readFileSync(path) : await readFile(path);
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
