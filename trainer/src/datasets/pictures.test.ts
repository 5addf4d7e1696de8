/** Folders of pictures: by table, by class, and what is wrong with them. */
import type { Pixels } from '@digitry/reader';
import { describe, expect, it } from 'vitest';
import type { FileTree } from './files.js';
import { codeOf } from './fixtures.js';
import { openPictures } from './pictures.js';

/** A file's bytes are its 2×2 gray values here, or nothing that decodes. */
const decode = async (bytes: Uint8Array): Promise<Pixels> => {
  if (bytes.length !== 4 && bytes.length !== 16) throw new Error('unsupported format');
  return { width: 2, height: 2, data: bytes };
};

function tree(files: Record<string, string | Uint8Array>): FileTree {
  return {
    name: 'set',
    files: Object.keys(files).sort(),
    read: async (file) => {
      const content = files[file]!;
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
  };
}

const light = Uint8Array.of(255, 255, 255, 240);
/** Another picture on light paper. */
const other = Uint8Array.of(255, 255, 230, 255);
const dark = Uint8Array.of(0, 9, 0, 0);

describe('openPictures', () => {
  it('reads a table with writers', async () => {
    const files = {
      'labels.csv': 'file,text,writer\na.png,4,w1\nb/c.png,,w2\n',
      'a.png': light,
      'b/c.png': other,
    };
    const dataset = await openPictures(tree(files), decode);
    expect([dataset.length, dataset.label(0), dataset.label(1)]).toEqual([2, '4', '']);
    expect(dataset.writer(1)).toBe('w2');
    expect(dataset.ink).toBe(false);
    expect(dataset.source(1)).toBe('set/b/c.png (row 3)');
    expect(dataset.warnings).toEqual([]);
  });

  it('reads folders by class, one of them for what is no digit', async () => {
    const files = { '3/a.png': light, '7/b.jpg': light, 'none/c.png': light, '3/notes.txt': 'x' };
    const dataset = await openPictures(tree(files), decode);
    expect([0, 1, 2].map((i) => dataset.label(i))).toEqual(['3', '7', '']);
  });

  it('keeps equal channels once', async () => {
    const gray = Uint8Array.from([9, 9, 9, 255, 8, 8, 8, 255, 7, 7, 7, 255, 6, 6, 6, 255]);
    const dataset = await openPictures(tree({ '1/a.png': gray }), decode);
    expect([...dataset.image(0).data]).toEqual([9, 8, 7, 6]);
  });

  it('warns of pictures without a row, of the other polarity, of blank ones', async () => {
    const blank = Uint8Array.of(200, 200, 200, 200);
    const files = {
      'labels.csv': 'file,text\na.png,1\nb.png,2\nc.png,3\nd.png,4\n',
      'a.png': light,
      'b.png': dark,
      'c.png': blank,
      'd.png': other,
      'e.png': light,
    };
    const { warnings } = await openPictures(tree(files), decode);
    expect(warnings.map(({ code, rows }) => [code, ...rows])).toEqual([
      ['unlisted-files'],
      ['mixed-polarity', 3],
      ['blank-images', 4],
    ]);
  });

  it('warns of pictures that stand twice, and of those that do under another label', async () => {
    const files = { '1/a.png': light, '1/b.png': other, '1/c.png': light, '7/d.png': light };
    const { warnings } = await openPictures(tree(files), decode);
    expect(warnings).toMatchObject([
      {
        code: 'duplicate-rows',
        rows: [3],
        message: 'set: 1 picture repeats an earlier one (first: 1/c.png, row 3)',
      },
      { code: 'conflicting-labels', rows: [4] },
    ]);
  });

  it.each([
    ['a missing file', { 'labels.csv': 'file,text\na.png,1\nb.png,2\n', 'a.png': light }, 'missing-file', 3],
    [
      'a file that is no picture',
      { 'labels.csv': 'file,text\na.png,1\n', 'a.png': 'text!' },
      'not-an-image',
      2,
    ],
    ['an empty file', { 'labels.csv': 'file,text\na.png,1\n', 'a.png': '' }, 'not-an-image', 2],
    ['a longer text', { 'labels.csv': 'file,text\na.png,12\n', 'a.png': light }, 'label-range', 2],
    ['neither table nor classes', { 'a.png': light }, 'unknown-format', undefined],
    ['classes without pictures', { '1/a.txt': 'x' }, 'empty', undefined],
  ])('refuses %s', async (_, files, code, row) => {
    expect(await codeOf(() => openPictures(tree(files as Record<string, string>), decode))).toEqual([
      code,
      row,
    ]);
  });

  it('reads longer texts where they are asked for', async () => {
    const files = { 'labels.csv': 'file,text\na.png,38a\n', 'a.png': light };
    expect((await openPictures(tree(files), decode, { kind: 'text' })).label(0)).toBe('38a');
  });
});
