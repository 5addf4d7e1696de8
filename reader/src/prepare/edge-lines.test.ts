import { describe, expect, test } from 'vitest';
import type { Mask } from '../image/types.js';
import { DIGIT_STROKES, drawInk } from '../testing/index.js';
import { removeEdgeLines } from './edge-lines.js';

/** A digit as a mask, with what `isLine` says added. */
function scene(
  digit: number,
  isLine: (x: number, y: number) => boolean,
  scale = 0.7,
  size = 100,
  pen = 7,
): { digit: Mask; both: Mask } {
  const { data, ...shape } = drawInk(DIGIT_STROKES[digit]!, size, pen, scale);
  const alone = data.map((value) => (value > 127 ? 1 : 0));
  const both = alone.map((value, i) => (value || isLine(i % size, Math.floor(i / size)) ? 1 : 0));
  return { digit: { ...shape, data: alone }, both: { ...shape, data: both } };
}

const lost = (before: Mask, after: Mask): number =>
  before.data.reduce((sum, value, i) => sum + (value && !after.data[i] ? 1 : 0), 0) /
  before.data.reduce((a, b) => a + b, 0);

const every = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe.each(every)('around a %i', (digit) => {
  const lines: Record<string, (x: number, y: number) => boolean> = {
    'a frame': (x, y) => Math.min(x, y, 99 - x, 99 - y) < 2,
    'one side': (x) => x >= 3 && x < 6,
    'a slanted line at the bottom': (x, y) => Math.abs(y - 92 - 0.05 * x) < 1.5,
    'a corner': (x, y) => (y < 3 && x > 60) || (x > 96 && y < 50),
    'a piece set in from the border': (x, y) => y >= 6 && y < 8 && x > 20 && x < 70,
    'a short bit': (x, y) => y > 97 && x > 30 && x < 55,
  };

  test.each(Object.entries(lines))('%s goes, the digit stays', (_, isLine) => {
    const images = scene(digit, isLine);
    const result = removeEdgeLines(images.both);
    expect(result.data).toEqual(images.digit.data);
  });

  test('a line that the digit stands on goes, all but little of the digit stays', () => {
    const images = scene(digit, (_, y) => y >= 88 && y < 91, 0.8);
    const result = removeEdgeLines(images.both);
    expect(lost(images.digit, result)).toBeLessThan(0.12);
    expect(result.data.subarray(88 * 100, 91 * 100).reduce((a, b) => a + b, 0)).toBeLessThan(120);
  });

  test('a tight crop loses nothing', () => {
    const { digit: tight } = scene(digit, () => false, 1, 60, 6);
    expect(removeEdgeLines(tight)).toEqual(tight);
  });
});

test('bars of a tightly cropped 7 and the foot of a 1 are no lines', () => {
  const seven = scene(7, () => false, 1, 70, 8).digit;
  const foot = scene(1, (x, y) => y >= 92 && x >= 0, 1, 100, 8).both;
  expect(removeEdgeLines(seven)).toEqual(seven);
  expect(lost(foot, removeEdgeLines(foot))).toBe(0);
});

test('an empty box is empty, a lone stroke at the border is kept', () => {
  const size = 50;
  const draw = (isInk: (x: number, y: number) => boolean): Mask => ({
    width: size,
    height: size,
    data: Uint8Array.from({ length: size * size }, (_, i) => (isInk(i % size, Math.floor(i / size)) ? 1 : 0)),
  });
  const box = draw((x, y) => Math.min(x, y, size - 1 - x, size - 1 - y) < 2);
  expect(removeEdgeLines(box).data.some((value) => value > 0)).toBe(false);
  const one = draw((x, y) => x >= 1 && x < 5 && y > 8 && y < 42);
  expect(removeEdgeLines(one)).toEqual(one);
});

test('bitmaps of 16 pixels are left alone', () => {
  const { both } = scene(5, (_, y) => y === 0, 0.8, 16, 2);
  expect(removeEdgeLines(both)).toBe(both);
});
