/** Patterns of paths, and the files that words name. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { glob, isPattern } from './glob.js';
import { inputFiles } from './inputs.js';

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-glob-'));
  await mkdir(join(top, 'scans', 'deep', 'deeper'), { recursive: true });
  await mkdir(join(top, 'empty'));
  const files = [
    'b.png',
    'a.JPG',
    'c.txt',
    '.hidden.png',
    'x[1].png',
    'deep/d.pdf',
    'deep/deeper/e.tiff',
    'out.csv',
  ];
  for (const file of files) await writeFile(join(top, 'scans', file), '');
  await symlink(top, join(top, 'scans', 'circle.png'));
  await symlink(join(top, 'scans', 'b.png'), join(top, 'scans', 'link.png'));
});
afterAll(() => rm(top, { recursive: true }));

const inTop = (paths: readonly string[]): string[] => paths.map((path) => relative(top, path));

describe('a pattern', () => {
  test.each([
    ['scans/*.png', ['scans/b.png', 'scans/circle.png', 'scans/link.png', 'scans/x[1].png']],
    ['scans/?.png', ['scans/b.png']],
    ['scans/[!b].*', ['scans/a.JPG', 'scans/c.txt']],
    ['scans/[a-b].*', ['scans/a.JPG', 'scans/b.png']],
    ['scans/{a,b}.{png,JPG}', ['scans/a.JPG', 'scans/b.png']],
    ['**/*.pdf', ['scans/deep/d.pdf']],
    ['scans/**/[de].*', ['scans/deep/d.pdf', 'scans/deep/deeper/e.tiff']],
    ['scans/.*.png', ['scans/.hidden.png']],
    ['*/deep/*', ['scans/deep/d.pdf', 'scans/deep/deeper']],
    ['nowhere/*.png', []],
    ['scans/b.png/*', []],
  ])('%s', async (pattern, expected) => {
    expect(inTop(await glob(join(top, pattern)))).toEqual(expected);
  });

  test('is told from a plain name', () => {
    expect(['a*', 'a?', 'a[b]', '{a,b}', 'a.png'].map(isPattern)).toEqual([true, true, true, true, false]);
  });

  test('with many stars takes no time', async () => {
    const start = performance.now();
    expect(await glob(join(top, 'scans', `${'*a'.repeat(30)}`))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('words', () => {
  const files = async (...words: string[]): Promise<string[]> => {
    const found: string[] = [];
    for await (const path of inputFiles(words.map((word) => join(top, word)))) found.push(path);
    return inTop(found);
  };

  test('a folder is all images in it, in order, without hidden ones and circles', async () => {
    const all = [
      'scans/a.JPG',
      'scans/b.png',
      'scans/link.png',
      'scans/x[1].png',
      'scans/deep/d.pdf',
      'scans/deep/deeper/e.tiff',
    ];
    expect(await files('scans')).toEqual(all);
    expect(await files('scans/')).toEqual(all);
    expect(await files('empty')).toEqual([]);
  });

  test('files are taken as they are named, also when they are missing', async () => {
    expect(await files('scans/c.txt', 'nowhere.png', 'scans/x[1].png')).toEqual([
      'scans/c.txt',
      'nowhere.png',
      'scans/x[1].png',
    ]);
  });

  test('patterns that the shell left', async () => {
    expect(await files('scans/[ab].*')).toEqual(['scans/a.JPG', 'scans/b.png']);
    expect(await files('sc*/deep')).toEqual(['scans/deep/d.pdf', 'scans/deep/deeper/e.tiff']);
    expect(await files('none*.png')).toEqual(['none*.png']);
  });

  test('each file once', async () => {
    expect(await files('scans/b.png', 'scans', 'scans/*.png')).toHaveLength(6);
  });
});
