/** Fonts from files and folders given by path. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Font } from '../../outline.js';
import { parseFont } from '../../parse-font.js';

export interface OpenedFonts {
  /** In the order of the paths, files of a folder in the order of their names. */
  readonly fonts: readonly Font[];
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

const KINDS = new Set(['.ttf', '.otf']);

/**
 * @param paths font files, or folders with font files in them, however deep
 * @throws Error for a path that does not exist, or holds no font with the digits 0 to 9
 */
export async function openFonts(paths: readonly string[]): Promise<OpenedFonts> {
  const fonts: Font[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    const files = await filesOf(path);
    const found = fonts.length;
    for (const file of files) {
      const bytes = await readFile(file);
      try {
        const font = parseFont(bytes, basename(file, extname(file)));
        if (font) fonts.push(font);
        else notes.push(`${file}: lacks a digit and is left out`);
      } catch (error) {
        notes.push(`${file}: no font that can be read (${(error as Error).message}), and left out`);
      }
    }
    if (fonts.length > found) continue;
    throw new Error(
      `Expected a font with the digits 0 to 9 (.ttf, .otf, or a folder of them) for fonts but received ${path}`,
    );
  }
  return { fonts, notes };
}

async function filesOf(path: string): Promise<string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new Error(`Expected a font file or folder for fonts but received ${path}; it does not exist`, {
      cause,
    });
  });
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true });
  return entries
    .filter((name) => KINDS.has(extname(name).toLowerCase()))
    .sort()
    .map((name) => join(path, name));
}
