/** Files of the page and of the models, compressed once and kept: both folders are small. */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AppFolders } from './folders.js';
import { kindOf } from './mime.js';

export type Encoding = 'br' | 'gzip';

export interface ServedFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly encoding: Encoding | null;
  /** Changes with the content and the encoding. */
  readonly tag: string;
}

/** Larger ones take longer to compress than to send over the loopback. */
const COMPRESSED_AT_MOST = 4 << 20;
/** High enough to be near the best, low enough not to be felt. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

const compress = {
  br: (bytes: Buffer): Promise<Buffer> => promisify(brotliCompress)(bytes, BROTLI) as Promise<Buffer>,
  gzip: (bytes: Buffer): Promise<Buffer> => promisify(gzip)(bytes) as Promise<Buffer>,
};

/** @returns a function that opens the file of a path ('/' is the page itself), or null where there is none. */
export function openFile({ page, models }: AppFolders) {
  const cache = new Map<string, ServedFile>();
  return async (path: string, accepted: readonly Encoding[]): Promise<ServedFile | null> => {
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const found =
      (await locate(page, name)) ??
      (models && name.startsWith('/models/') ? await locate(models, name.slice(7)) : null);
    if (!found) return null;
    const { type, isCompressible } = kindOf(found.file);
    const encoding = isCompressible && found.size <= COMPRESSED_AT_MOST ? (accepted[0] ?? null) : null;
    const key = `${found.file} ${found.changed} ${found.size} ${encoding}`;
    const cached = cache.get(key);
    if (cached) return cached;
    const plain = await readFile(found.file);
    const bytes = encoding ? await compress[encoding](plain) : plain;
    const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
    const served = { bytes, type, encoding, tag: `"${hash}${encoding ? `-${encoding}` : ''}"` };
    if (bytes.length <= COMPRESSED_AT_MOST) cache.set(key, served);
    return served;
  };
}

interface Found {
  readonly file: string;
  readonly changed: number;
  readonly size: number;
}

/** A file inside the folder; links that lead out of it are not followed, and hidden files are not there. */
async function locate(folder: string, name: string): Promise<Found | null> {
  if (name.split('/').some((part) => part.startsWith('.'))) return null;
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, name))]);
    if (!file.startsWith(root + sep)) return null;
    const info = await stat(file);
    return info.isFile() ? { file, changed: info.mtimeMs, size: info.size } : null;
  } catch {
    return null;
  }
}
