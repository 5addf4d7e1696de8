import { expect, test } from 'vitest';
import type { Component } from '../image/components.js';
import { lineParts, linesOf } from './line-parts.js';

const [width, height, pen] = [300, 200, 4];

/** Parts of x, y, width, height, a third of which is ink. */
const partsOf = (boxes: readonly (readonly [number, number, number, number])[]): Component[] =>
  boxes.map(([x, y, w, h], i) => ({
    label: i + 1,
    area: Math.max(pen * pen, (w * h) / 3),
    box: { x, y, width: w, height: h },
  }));

const kept = (...boxes: (readonly [number, number, number, number])[]): number[] =>
  lineParts({ list: partsOf(boxes), labels: new Int32Array(0), width, height }, pen).map(
    ({ label }) => label,
  );

const [four, seven] = [[100, 80, 26, 40] as const, [160, 80, 26, 40] as const];

test('the characters of a line are kept from left to right', () => {
  expect(kept(seven, [140, 80, 8, 40], four)).toEqual([3, 2, 1]);
});

test('the lines of a picture come with the most ink first, and have no parts in common', () => {
  const below = [[60, 150, 13, 20] as const, [80, 150, 13, 20] as const];
  const lines = linesOf(
    { list: partsOf([...below, four, seven]), labels: new Int32Array(0), width, height },
    pen,
  );
  expect(lines.map((line) => line.map(({ label }) => label))).toEqual([
    [3, 4],
    [1, 2],
  ]);
});

test('a 1 with specks above and below it is no perforation', () => {
  expect(kept(four, [140, 80, 8, 40], seven, [142, 10, 4, 4], [142, 180, 4, 4])).toEqual([1, 2, 3]);
});

test('bits in one column are a perforation, also where one lies in the line', () => {
  const bits = [0, 30, 60, 90, 120, 150, 180].map((y) => [140, y, 8, 16] as const);
  expect(kept(four, seven, ...bits)).toEqual([1, 2]);
});

test('a comma that hangs below the digits belongs to them, what stands below it does not', () => {
  expect(kept(four, [136, 114, 8, 16], seven)).toEqual([1, 2, 3]);
  expect(kept(four, [136, 128, 8, 16], seven)).toEqual([1, 3]);
  expect(kept(four, [136, 116, 8, 40], seven)).toEqual([1, 3]);
});

test('the bar of a 5 above the digits belongs to them, a rule there does not', () => {
  expect(kept(four, [164, 68, 30, 5], seven)).toEqual([1, 3, 2]);
  expect(kept(four, [120, 68, 80, 5], seven)).toEqual([1, 3]);
  expect(kept(four, [164, 50, 30, 5], seven)).toEqual([1, 3]);
});

test('digits that hang below the line or stand above it belong to it', () => {
  expect(kept(four, seven, [200, 108, 26, 40])).toEqual([1, 2, 3]);
  expect(kept([66, 54, 26, 40], four, seven)).toEqual([1, 2, 3]);
  expect(kept(four, seven, [200, 124, 26, 40])).toEqual([1, 2]);
});

test('a 1 that the border cuts is kept, what is left of a frame there is not', () => {
  expect(kept([0, 80, 8, 40], [30, 80, 26, 40], four)).toEqual([1, 2, 3]);
  expect(kept([0, 60, 8, 60], [30, 80, 26, 40], four)).toEqual([2, 3]);
  // Cut above, a 1 ends with the digits; a frame's side ends elsewhere.
  expect(kept([0, 0, 8, 44], [30, 4, 26, 40], [60, 4, 26, 40])).toEqual([1, 2, 3]);
  expect(kept([0, 0, 8, 44], [30, 16, 26, 40], [60, 16, 26, 40])).toEqual([2, 3]);
  expect(kept([60, 0, 8, 46], [30, 4, 26, 40], [80, 4, 26, 40])).toEqual([2, 1, 3]);
  expect(kept([60, 156, 8, 44], [30, 154, 26, 40], [80, 154, 26, 40])).toEqual([2, 1, 3]);
});

test('in a picture as high as its digits a 1 from border to border is one of them', () => {
  expect(kept(four, [140, 0, 8, 200], [160, 2, 120, 196], [10, 2, 80, 196])).toEqual([4, 1, 2, 3]);
  expect(kept(four, [140, 0, 8, 200], seven)).toEqual([1, 3]);
});

test('the shadow of a sheet from border to border is not the line, however thick', () => {
  expect(kept([10, 0, 18, 200], seven)).toEqual([2]);
});

test('a picture full of specks takes no longer than one full of writing', () => {
  const specks = Array.from({ length: 40_000 }, (_, i) => [i % 300, (i * 7) % 200, 3, 3] as const);
  const began = performance.now();
  expect(kept(four, ...specks, seven)).toEqual([1, 40_002]);
  expect(performance.now() - began).toBeLessThan(1000);
});
