/** Fonts by path: files, folders, what is none. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fontFile } from '../../../testing/fonts.js';
import { openFonts } from './open-fonts.js';

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-fonts-'));
  await mkdir(join(top, 'fonts', 'deep'), { recursive: true });
  await writeFile(join(top, 'fonts', 'b.otf'), fontFile('0123456789', 'Second'));
  await writeFile(join(top, 'fonts', 'a.ttf'), fontFile('0123456789', 'First'));
  await writeFile(join(top, 'fonts', 'deep', 'c.TTF'), fontFile('0123', 'Half'));
  await writeFile(join(top, 'fonts', 'readme.txt'), 'no font');
  await writeFile(join(top, 'broken.ttf'), 'no font either');
});
afterAll(() => rm(top, { recursive: true, force: true }));

test('a folder is searched in the order of its names, whatever its depth', async () => {
  const { fonts, notes } = await openFonts([join(top, 'fonts')]);
  expect(fonts.map(({ family }) => family)).toEqual(['First', 'Second']);
  expect(notes).toEqual([`${join(top, 'fonts', 'deep', 'c.TTF')}: lacks a digit and is left out`]);
});

test('what is no font is told in one sentence', async () => {
  await expect(openFonts([join(top, 'broken.ttf')])).rejects.toThrow(
    'Expected a font with the digits 0 to 9',
  );
  await expect(openFonts([join(top, 'nowhere')])).rejects.toThrow('it does not exist');
  expect(await openFonts([])).toEqual({ fonts: [], notes: [] });
});
