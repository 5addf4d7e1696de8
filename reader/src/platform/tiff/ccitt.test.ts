/** Fax codes: every run length against libtiff's encoder, each kind of row by an encoder of its own, and broken ones. */
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { tiffOf } from '../../testing/tiff.js';
import type { DecodedPage } from '../pages.js';
import { decodeFax, type FaxShape } from './ccitt.js';
import { runCodes } from './ccitt-codes.js';
import { tiffPages } from './tiff-pages.js';

/** Rows of runs, white first → one byte a pixel, 0 for black. */
function draw(rows: readonly (readonly number[])[], width: number): Uint8Array {
  const pixels = new Uint8Array(rows.length * width).fill(255);
  for (const [y, runs] of rows.entries()) {
    let x = 0;
    for (const [i, length] of runs.entries()) {
      if (i % 2 === 1) pixels.fill(0, y * width + x, y * width + x + length);
      x += length;
    }
  }
  return pixels;
}

const unpacked = (packed: Uint8Array, width: number): Uint8Array => {
  const rowBytes = (width + 7) >> 3;
  const rows = packed.length / rowBytes;
  return Uint8Array.from({ length: rows * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    return (packed[y * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 0 : 255;
  });
};

describe('group 4, as libtiff writes it', () => {
  test('every run length up to 2,700, white and black', async () => {
    const width = 5600;
    // A white run, a black one; rows between them that are far from both, so that runs are written out and not as shifts.
    const rows = Array.from({ length: 2700 }, (_, i) => (i % 2 === 0 ? [i, 2700 - i] : [2 * 2700, 1]));
    const odd = rows.map(([white, black], i) => (i % 2 === 0 ? [white! + 1, black!] : [0, 2]));
    for (const group of [rows, odd]) {
      const pixels = draw(group, width);
      const file = await sharp(pixels, { raw: { width, height: group.length, channels: 1 } })
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer();
      const { value } = await tiffPages(new Uint8Array(file), 'it', {}, async () =>
        expect.unreachable(),
      ).next();
      expect(Buffer.compare(Uint8Array.from((value as DecodedPage).pixels.data), pixels)).toBe(0);
    }
  });
});

/** Bits as text → bytes. */
const bytesOf = (bits: string): Uint8Array =>
  Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    Number.parseInt(bits.slice(i * 8, i * 8 + 8).padEnd(8, '0'), 2),
  );

/** The bits of a row on its own. */
function rowBits(runs: readonly number[]): string {
  return runs
    .map((length, i) => {
      const codes = new Map(runCodes[i % 2 === 0 ? 'white' : 'black'].map(([code, value]) => [value, code]));
      let bits = '';
      let left = length;
      for (; left >= 2624; left -= 2560) bits += codes.get(2560);
      if (left >= 64) bits += codes.get(left - (left % 64));
      return bits + codes.get(left % 64);
    })
    .join('');
}

const MARK = '000000000001';

describe('rows on their own', () => {
  const width = 6000;
  const rows = [[0, 6000], [6000], [3000, 63, 64, 2560, 313], [1, 1, 1, 1, 5996]];
  const pixels = draw(rows, width);
  const decoded = (bits: string, shape: Omit<FaxShape, 'width' | 'rows'>): Uint8Array =>
    unpacked(decodeFax(bytesOf(bits), { ...shape, width, rows: rows.length })!, width);

  test('group 3, with marks, with fill, and without', () => {
    expect(decoded(rows.map((row) => MARK + rowBits(row)).join(''), { kind: 'group3' })).toEqual(pixels);
    expect(decoded(rows.map((row) => `00000${MARK}${rowBits(row)}`).join(''), { kind: 'group3' })).toEqual(
      pixels,
    );
    expect(decoded(rows.map(rowBits).join(''), { kind: 'group3' })).toEqual(pixels);
  });

  test('group 3 with rows against the row above: all the same is all V0', () => {
    const [row] = rows.slice(2) as [number[]];
    const against = `${MARK}0${'1'.repeat(row.length)}`;
    const bits = `${MARK}1${rowBits(row)}${against.repeat(3)}`;
    expect(decoded(bits, { kind: 'group3', isTwoDimensional: true })).toEqual(
      draw([row, row, row, row], width),
    );
  });

  test('modified Huffman: each row begins on a byte', () => {
    const bits = rows.map((row) => {
      const text = rowBits(row);
      return text.padEnd(Math.ceil(text.length / 8) * 8, '0');
    });
    expect(decoded(bits.join(''), { kind: 'rle' })).toEqual(pixels);
  });

  test('libtiff reads them alike', async () => {
    const strip = bytesOf(rows.map((row) => MARK + rowBits(row)).join(''));
    const tags = { 256: width, 257: 4, 258: 1, 259: 3, 262: 0, 277: 1, 278: 4 };
    const file = tiffOf([{ tags, strips: [strip] }]);
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect(
      Buffer.compare(
        data.filter((_, i) => i % info.channels === 0),
        pixels,
      ),
    ).toBe(0);
  });
});

describe('broken', () => {
  const shape = { kind: 'group4', width: 100, rows: 3 } as const;
  test.each([
    ['nothing', ''],
    ['bits that are no code', '0'.repeat(64)],
    ['a run over the row', `001${rowBits([90, 63])}`.repeat(9)],
    ['a shift to before the row', '010'.repeat(40)],
    ['one row of three', '1'],
    ['runs of no length without end', '001001101010000110111'.repeat(2000)],
  ])('%s', (_, bits) => {
    expect(decodeFax(bytesOf(bits), shape)).toBeNull();
  });
});
