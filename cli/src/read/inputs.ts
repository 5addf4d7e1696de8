/** The files that FILE|FOLDER|GLOB… name: folders with all in them, in an order that stays the same. */
import { lstat, readdir, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { glob, isPattern } from './glob.js';

/** What is taken from a folder; files that are named are taken whatever they are called. */
const ENDINGS = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.jfif',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.pdf',
  '.avif',
]);

/**
 * Paths, each once. A name that is not there is yielded like others: who opens it will say so. Folders are walked one at a
 * time, so that a million files need no memory for their names.
 */
export async function* inputFiles(words: readonly string[]): AsyncGenerator<string> {
  // One word names no file twice.
  const seen = words.length > 1 ? new Set<string>() : null;
  for (const word of words) {
    for await (const path of filesOf(word)) {
      if (seen?.has(path)) continue;
      seen?.add(path);
      yield path;
    }
  }
}

async function* filesOf(word: string): AsyncGenerator<string> {
  const path = normalize(word);
  const kind = await kindOf(path);
  if (kind === 'folder') yield* filesIn(path);
  else if (kind === null && isPattern(word)) {
    const found = await glob(normalize(word));
    if (found.length === 0) yield path;
    for (const each of found) {
      if ((await kindOf(each)) !== 'folder') yield each;
      else if (!(await isLink(each))) yield* filesIn(each);
    }
  } else yield path;
}

/** Files with an image's ending, in the order of their names, then those of the folders within. Hidden ones are left out; links to folders too, which could lead in a circle. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith('.'),
  );
  const folders: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) folders.push(path);
    else if (ENDINGS.has(extname(entry.name).toLowerCase())) {
      if (!entry.isSymbolicLink() || (await kindOf(path)) !== 'folder') yield path;
    }
  }
  for (const each of folders) yield* filesIn(each);
}

const isLink = async (path: string): Promise<boolean> => (await lstat(path)).isSymbolicLink();

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}
