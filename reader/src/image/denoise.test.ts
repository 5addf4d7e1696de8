import { createRandom } from '@digitry/engine';
import { expect, test } from 'vitest';
import { median3, nonLocalMeans } from './denoise.js';
import type { GrayImage } from './types.js';

/** Dark left half, light right half. */
const step: GrayImage = {
  width: 40,
  height: 40,
  data: Uint8Array.from({ length: 1600 }, (_, i) => (i % 40 < 20 ? 60 : 200)),
};

const distance = (a: GrayImage, b: GrayImage): number =>
  Math.sqrt(a.data.reduce((sum, value, i) => sum + (value - b.data[i]!) ** 2, 0) / a.data.length);

test('the median takes salt and pepper away and leaves the edge', () => {
  const random = createRandom(3);
  const noisy = {
    ...step,
    data: step.data.map((value) => (random.chance(0.03) ? random.int(2) * 255 : value)),
  };
  expect(distance(noisy, step)).toBeGreaterThan(15);
  expect(distance(median3(noisy), step)).toBeLessThan(3);
  expect(median3(step)).toEqual(step);
});

test('non-local means quiets noise to less than half and leaves the edge', () => {
  const random = createRandom(4);
  const noisy = { ...step, data: step.data.map((value) => Math.round(value + 12 * random.normal())) };
  const quiet = nonLocalMeans(noisy, 12);
  expect(distance(quiet, step)).toBeLessThan(0.5 * distance(noisy, step));
  const jump = quiet.data[20 * 40 + 21]! - quiet.data[20 * 40 + 18]!;
  expect(jump).toBeGreaterThan(110);
});

test('without noise nothing changes', () => {
  expect(nonLocalMeans(step, 0)).toEqual(step);
  expect(distance(nonLocalMeans(step, 4), step)).toBe(0);
});

test('a single pixel comes back', () => {
  const dot = { width: 1, height: 1, data: Uint8Array.from([9]) };
  expect(median3(dot)).toEqual(dot);
  expect(nonLocalMeans(dot, 10)).toEqual(dot);
});
