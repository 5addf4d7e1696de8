/** Digits that ran into a printed rule are read with the line; what stands in the next cell is not. */
import { expect, test } from 'vitest';
import type { Box } from '../image/types.js';
import { blankCanvas } from '../testing/canvas.js';
import { prepareLine } from './prepare-line.js';

const how = { height: 40, pen: 4 };

/** A cell of a table with a number in it, and where that is. */
function cell(x: number, y: number): { canvas: ReturnType<typeof blankCanvas>; truth: Box } {
  const canvas = blankCanvas(300, 160);
  const truth = canvas.write('5836', x, y, how);
  canvas.rule(0, 20, 300, 20, 3);
  canvas.rule(0, 140, 300, 140, 3);
  canvas.rule(60, 0, 60, 160, 3);
  canvas.rule(250, 0, 250, 160, 3);
  return { canvas, truth };
}

const distance = (a: Box, b: Box): number =>
  Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y - b.y),
    Math.abs(a.y + a.height - b.y - b.height),
  );

test.each([
  ['within its cell', 90, 60],
  ['with its first digit on the upright', 44, 60],
  ['with its last digit on the upright', 128, 60],
  ['on the rule below', 90, 104],
  ['on the rule above', 90, 12],
])('a number %s', (_, x, y) => {
  const { canvas, truth } = cell(x, y);
  const { box, reasons } = prepareLine(canvas.picture());
  expect(distance(box!, truth)).toBeLessThanOrEqual(4);
  expect(reasons).toEqual([]);
});

test('the rests of a frame that is ragged are no digits', () => {
  const { canvas, truth } = cell(90, 60);
  for (let y = 25; y < 140; y += 12) canvas.rule(60, y, 66 + (y % 7), y, 3);
  expect(distance(prepareLine(canvas.picture()).box!, truth)).toBeLessThanOrEqual(4);
});
