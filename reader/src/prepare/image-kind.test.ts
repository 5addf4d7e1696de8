/** One digit, a line, a page: told apart by their ink. */
import { describe, expect, test } from 'vitest';
import type { Pixels } from '../image/types.js';
import { drawDigit, testImages } from '../testing/index.js';
import { drawLine } from '../testing/line.js';
import { drawSheet } from '../testing/sheet.js';
import { imageKind } from './image-kind.js';

/** Pictures below each other, as wide as the first. */
function stacked(pictures: readonly Pixels[]): Pixels {
  const { width } = pictures[0]!;
  const height = pictures.reduce((sum, picture) => sum + picture.height, 0);
  return { width, height, data: Uint8Array.from(pictures.flatMap(({ data }) => [...data])) };
}

test('every drawing of one digit, close photos too', () => {
  const other = testImages().filter(({ image }) => imageKind(image) !== 'digit');
  expect(other.map(({ name, digit }) => `${name} ${digit}`)).toEqual([]);
});

test.each(['11', '27', '1997', '40817', '3141592653'])('a line: %s', (text) => {
  for (const scene of [{}, { height: 24, pen: 3 }, { slope: 0.05, noise: 40 }, { height: 120, pen: 9 }])
    expect(imageKind(drawLine(text, scene).image)).toBe('line');
});

test('digits that touch are a line', () => {
  expect(imageKind(drawLine('2885', { gap: -4 }).image)).toBe('line');
});

describe('a page', () => {
  test('two lines', () => {
    const line = drawLine('27182').image;
    expect(imageKind(stacked([line, line]))).toBe('page');
  });

  test('a form, and a small one', () => {
    expect(imageKind(drawSheet(3).image)).toBe('page');
    expect(imageKind(drawSheet(4, 560, 792).image)).toBe('page');
  });

  test('a grid whose lines hang together', () => {
    const side = 270;
    const data = new Uint8Array(side * side).fill(240);
    for (let i = 0; i < side; i++)
      for (let line = 0; line <= 3; line++) {
        const at = Math.min(side - 21, 20 + line * 77);
        if (i >= 20 && i < side - 20) for (const k of [at * side + i, i * side + at]) data[k] = 20;
      }
    for (const [row, column] of [
      [0, 0],
      [1, 1],
      [2, 0],
      [2, 2],
    ] as const) {
      const digit = drawDigit(5, { size: 50, pen: 4 });
      for (let y = 0; y < 50; y++)
        for (let x = 0; x < 50; x++)
          data[(33 + row * 77 + y) * side + 33 + column * 77 + x] = digit.data[y * 50 + x]!;
    }
    expect(imageKind({ width: side, height: side, data })).toBe('page');
  });
});

test('a blank image is a digit that is not there', () => {
  expect(imageKind({ width: 900, height: 500, data: new Uint8Array(450_000).fill(250) })).toBe('digit');
  expect(imageKind({ width: 1, height: 1, data: Uint8Array.of(7) })).toBe('digit');
});
