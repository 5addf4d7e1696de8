/** What scanners do, against their definitions; JPEG against libjpeg. */
import { createRandom } from '@digitry/engine';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawDigit } from '../../glyphs/index.js';
import type { Sheet } from '../sheet/sheet.js';
import { createJpeg } from './jpeg.js';
import { binarize, blur, enlarge, shadowEdge, smear, unevenLight } from './scan.js';

/** A digit on gray paper, with some texture; sides that are no multiples of 8. */
function picture(): Sheet {
  const { width, height, data } = drawDigit(8, createRandom(2));
  const random = createRandom(5);
  return { width, height, page: data.map((ink) => 220 - 0.7 * ink + random.int(12)) };
}

const copy = (sheet: Sheet): Sheet => ({ ...sheet, page: sheet.page.slice() });
const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
const mean = (data: Uint8Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;

describe('createJpeg', () => {
  const jpeg = createJpeg();

  it.each([20, 50, 90])('does what libjpeg does with quality %d', async (quality) => {
    const sheet = picture();
    const { width, height } = sheet;
    const raw = { raw: { width, height, channels: 1 as const } };
    const file = await sharp(sheet.page, raw).jpeg({ quality, mozjpeg: false }).toBuffer();
    const expected = await sharp(file).toColourspace('b-w').raw().toBuffer();
    const before = sheet.page.slice();
    jpeg(sheet, quality);
    // Incomplete blocks are filled up differently, hence not exactly.
    expect(difference(sheet.page, expected)).toBeLessThan(0.35 * difference(before, expected) + 0.3);
  });

  it('leaves flat paper as it is', () => {
    const sheet: Sheet = { width: 20, height: 20, page: new Uint8Array(400).fill(203) };
    jpeg(sheet, 10);
    expect(new Set(sheet.page)).toEqual(new Set([203]));
  });
});

describe('blur', () => {
  it('is the binomial filter, and keeps the mean', () => {
    const sheet: Sheet = { width: 7, height: 7, page: new Uint8Array(49) };
    sheet.page[24] = 160;
    blur(sheet, new Uint8Array(49), 1);
    expect([...sheet.page.slice(16, 19)]).toEqual([10, 20, 10]);
    expect([...sheet.page.slice(23, 26)]).toEqual([20, 40, 20]);
    const other = picture();
    const before = mean(other.page);
    blur(other, new Uint8Array(other.page.length), 2.5);
    expect(Math.abs(mean(other.page) - before)).toBeLessThan(3);
  });
});

describe('smear', () => {
  it('spreads along one direction only', () => {
    const page = new Uint8Array(81);
    page[40] = 240;
    const across: Sheet = { width: 9, height: 9, page: page.slice() };
    smear(across, new Uint8Array(81), 2, false);
    expect([...across.page.slice(38, 43)]).toEqual([0, 80, 80, 80, 0]);
    const down: Sheet = { width: 9, height: 9, page: page.slice() };
    smear(down, new Uint8Array(81), 2, true);
    expect([31, 40, 49].map((at) => down.page[at])).toEqual([80, 80, 80]);
  });
});

describe('light', () => {
  it('only falls off, no further than its depth', () => {
    for (let seed = 0; seed < 20; seed++) {
      for (const shade of [
        (sheet: Sheet) => unevenLight(sheet, 0.4, createRandom(seed)),
        (sheet: Sheet) => shadowEdge(sheet, 8, 0.4, createRandom(seed)),
      ]) {
        const sheet: Sheet = { width: 50, height: 20, page: new Uint8Array(1000).fill(200) };
        shade(sheet);
        expect(Math.min(...sheet.page)).toBeGreaterThanOrEqual(119);
        expect(Math.max(...sheet.page)).toBeLessThanOrEqual(200);
      }
    }
  });
});

describe('binarize', () => {
  it('knows two levels', () => {
    const sheet = picture();
    binarize(sheet, 120);
    expect(new Set(sheet.page)).toEqual(new Set([0, 255]));
  });
});

describe('enlarge', () => {
  it('keeps what it enlarges: reduced again it is nearly the same', () => {
    const sheet = picture();
    const { width, height, data } = enlarge(sheet, 2);
    expect([width, height]).toEqual([2 * sheet.width, 2 * sheet.height]);
    const again = copy(sheet);
    for (let y = 0; y < sheet.height; y++)
      for (let x = 0; x < sheet.width; x++) {
        const at = 2 * y * width + 2 * x;
        again.page[y * sheet.width + x] =
          (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!) / 4;
      }
    expect(difference(again.page, sheet.page)).toBeLessThan(9);
    expect(Math.abs(mean(data) - mean(sheet.page))).toBeLessThan(2);
  });
});
