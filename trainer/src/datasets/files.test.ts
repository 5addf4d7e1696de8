/** Zips as lists of files. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { subTree, withoutTopFolder, zipTree } from './files.js';
import { codeOf } from './fixtures.js';

const zip = zipSync({
  'set/labels.csv': strToU8('file,text\n'),
  'set/a/b.png': strToU8('b'),
  '__MACOSX/x': strToU8('x'),
  'set/.hidden': strToU8('h'),
});

describe('zipTree', () => {
  it('lists files without what the packer left, below the one top folder', async () => {
    const tree = withoutTopFolder(await zipTree(zip, 'z.zip'));
    expect(tree.files).toEqual(['a/b.png', 'labels.csv']);
    expect([...(await tree.read('a/b.png'))]).toEqual([98]);
    expect(subTree(tree, 'a/').files).toEqual(['b.png']);
    expect(await codeOf(() => tree.read('c'))).toEqual(['missing-file', undefined]);
  });

  it('does not take a class for a top folder', async () => {
    const tree = withoutTopFolder(await zipTree(zipSync({ '7/a.png': strToU8('b') }), 'z.zip'));
    expect(tree.files).toEqual(['7/a.png']);
  });

  it('refuses a cut zip and one that unpacks to too much', async () => {
    expect(await codeOf(() => zipTree(zip.subarray(0, zip.length - 30), 'z.zip'))).toEqual([
      'truncated',
      undefined,
    ]);
    const bomb = zipSync({ 'a.png': new Uint8Array(5000), 'b.png': new Uint8Array(5000) });
    const opened = (limits: { largest?: number; largestFile?: number }) =>
      codeOf(() => zipTree(bomb, 'z.zip', limits));
    expect(await opened({ largestFile: 4999 })).toEqual(['unsafe-archive', undefined]);
    expect(await opened({ largest: 9999 })).toEqual(['unsafe-archive', undefined]);
  });
});
