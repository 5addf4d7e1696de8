import { describe, expect, test } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { drawDigit, drawLine, type Scene } from '../testing/index.js';
import { invert, isInkLight } from './polarity.js';

const scenes: Record<string, Scene> = {
  plain: {},
  'thin on a large sheet': { size: 500, pen: 2, scale: 0.3 },
  'fat, filling the image': { pen: 26, scale: 1 },
  'bitmap of 16': { size: 16, pen: 2.2, scale: 1 },
  'lines on two sides': { size: 40, pen: 3, box: { ink: 30, width: 1, sides: 'lr' } },
  'a whole box': { size: 64, pen: 5, scale: 0.6, box: { ink: 30, width: 3, sides: 'tlbr' } },
  'half in shadow': { shadow: 0.5, penumbra: 4 },
  'gray on gray': { paper: 130, ink: 90, noise: 10 },
};

describe.each(Object.entries(scenes))('%s', (_, scene) => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'a %i is dark on light, and its negative light on dark',
    (digit) => {
      const image = drawDigit(digit, scene) as GrayImage;
      expect(isInkLight(image)).toBe(false);
      expect(isInkLight(invert(image))).toBe(true);
    },
  );
});

test.each([0, 1, 7])('a small %i on gray paper beside the edges of other sheets is dark', (digit) => {
  const page = { size: 200, pen: 3, scale: 0.15, paper: 205, ink: 90, noise: 12 };
  const image = drawDigit(digit, page) as GrayImage;
  for (let at = 0; at < image.data.length; at++) if (at % 200 < 44) image.data[at]! -= 50;
  expect(isInkLight(image)).toBe(false);
  expect(isInkLight(invert(image))).toBe(true);
});

test.each([
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
])('light that falls off to one side is not ink (%i, %i)', (right, down) => {
  const { image } = drawLine('31', { margin: 40, paper: 235, ink: 60 });
  const { width, height } = image;
  const data = Uint8Array.from(image.data, (level, at) => {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    return level * (0.6 + 0.4 * (right * (2 * x - 1) + down * (2 * y - 1)));
  });
  expect(isInkLight({ width, height, data })).toBe(false);
  expect(isInkLight(invert({ width, height, data }))).toBe(true);
});

test.each([0.6, 0.75, 0.9])('a line whose paper is in shadow but for a corner is dark (%f)', (part) => {
  const { image } = drawLine('34317', { margin: 12, paper: 240, ink: 70 });
  const { width, height } = image;
  const data = Uint8Array.from(image.data, (level, at) => {
    const isLit = (at % width) / width > part + 0.2 * (Math.floor(at / width) / height - 0.5);
    return isLit ? level : level * 0.5;
  });
  expect(isInkLight({ width, height, data })).toBe(false);
  expect(isInkLight(invert({ width, height, data }))).toBe(true);
});

test('an even image has no light ink', () => {
  expect(isInkLight({ width: 8, height: 8, data: new Uint8Array(64).fill(90) })).toBe(false);
});
