import { expect, test } from 'vitest';
import { components } from '../image/components.js';
import { digitParts, gap, union } from './parts.js';

const PEN = 6;

/** Filled rectangles [x, y, width, height] on 100 × 100, and which of them are kept, by their place in the list. */
function kept(...boxes: [number, number, number, number][]): number[] {
  const data = new Uint8Array(10_000);
  for (const [x, y, width, height] of boxes) {
    for (let v = y; v < y + height; v++) data.fill(1, v * 100 + x, v * 100 + x + width);
  }
  const parts = digitParts(components({ width: 100, height: 100, data }), PEN);
  return boxes.flatMap(([x, y], i) => (parts.some(({ box }) => box.x === x && box.y === y) ? [i] : []));
}

test('the loose bar of a 5 belongs to it', () => {
  expect(kept([40, 35, 6, 45], [48, 22, 25, 6])).toEqual([0, 1]);
});

test('the pieces of a broken pen belong together, one after the other', () => {
  expect(kept([40, 20, 6, 18], [42, 43, 6, 15], [40, 62, 6, 14])).toEqual([0, 1, 2]);
});

test('specks do not, near or far', () => {
  expect(kept([40, 20, 8, 60], [60, 30, 5, 5], [90, 85, 6, 6])).toEqual([0]);
});

test('a crumb that all but touches the stroke belongs to it', () => {
  expect(kept([40, 20, 8, 60], [50, 30, 4, 4])).toEqual([0, 1]);
});

test('a neighbor cut by the border does not, though it is large', () => {
  expect(kept([40, 20, 8, 60], [90, 20, 10, 60])).toEqual([0]);
});

test('another digit too far away does not', () => {
  expect(kept([20, 20, 8, 60], [80, 20, 6, 50])).toEqual([0]);
});

test('no parts of nothing', () => {
  expect(kept()).toEqual([]);
});

test('gaps and unions of boxes', () => {
  const a = { x: 0, y: 0, width: 10, height: 10 };
  expect(gap(a, { x: 13, y: 4, width: 2, height: 2 })).toBe(3);
  expect(gap(a, { x: 5, y: 5, width: 20, height: 2 })).toBe(0);
  expect(union(a, { x: 13, y: 4, width: 2, height: 20 })).toEqual({ x: 0, y: 0, width: 15, height: 24 });
});
