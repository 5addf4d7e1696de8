/** Files that are there whole or not at all, whatever kills the process or fills the disk. */
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes to a temporary file beside the target, syncs it, renames it over the target and syncs the folder.
 * Where any of it fails, the old file stays as it was.
 * @throws Error with the path and what to do, for example on a full disk; the system's error is its cause.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw describeFailure(path, error);
  }
}

/** Makes a rename last over a power cut. Windows has no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; what was saved before is intact. Free some space and go on with --resume',
  EDQUOT:
    'the disk quota is used up; what was saved before is intact. Free some space and go on with --resume',
  EACCES: 'this folder may not be written to; choose another one with --out',
  EPERM: 'this folder may not be written to; choose another one with --out',
  EROFS: 'this disk is read-only; choose another folder with --out',
};

/** One sentence of what the system said. @param gone what it means here that there is no such folder */
export function describeFailure(path: string, error: unknown, gone = 'its folder is gone'): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason =
    code === 'ENOENT' ? gone : (REASONS[code] ?? (error instanceof Error ? error.message : String(error)));
  return new Error(`Expected to write ${path} but ${reason}.`, { cause: error });
}
