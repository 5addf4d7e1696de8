/** Patterns of security paper are told from writing, and writing from patterns. */
import { expect, test } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { blankCanvas } from '../testing/canvas.js';
import { above } from './ink.js';
import { patternContrast } from './pattern.js';
import { prepareLine } from './prepare-line.js';

const WIDTH = 320;
const HEIGHT = 100;

/** Stripes at 45° on white paper. */
const striped = (image: GrayImage, gray: number): GrayImage => ({
  ...image,
  data: image.data.map((value, at) => {
    const isStripe = ((at % WIDTH) + Math.floor(at / WIDTH)) % 14 < 4;
    return isStripe ? Math.min(value, gray) : value;
  }),
});

const written = (pen: number): GrayImage => {
  const canvas = blankCanvas(WIDTH, HEIGHT);
  canvas.write('40751', 60, 30, { height: 40, pen: 4 });
  return canvas.picture(255, pen);
};

const inverted = (image: GrayImage): GrayImage => ({
  ...image,
  data: image.data.map((value) => 255 - value),
});
const patternOf = (image: GrayImage): number | null => {
  const contrast = inverted(image);
  return patternContrast(contrast, above(contrast, 20), 0);
};

test('what is lighter than the writing and all over the paper is a pattern', () => {
  const found = patternOf(striped(written(20), 160));
  expect(found).toBeGreaterThanOrEqual(255 - 160);
  expect(found).toBeLessThan(255 - 20);
});

test('writing alone, writing as light as the pattern, and faint figures beside dark ones have none', () => {
  expect(patternOf(written(20))).toBeNull();
  expect(patternOf(striped(written(130), 150))).toBeNull();
  const canvas = blankCanvas(WIDTH, HEIGHT);
  canvas.write('40', 20, 30, { height: 40, pen: 4 });
  const faint = canvas.picture(255, 170).data;
  const both = written(20);
  for (let at = 0; at < faint.length; at++) if (at % WIDTH < 120) both.data[at] = faint[at]!;
  expect(patternOf(both)).toBeNull();
});

test('the strip shows the number without its pattern', () => {
  const [plain, patterned] = [written(40), striped(written(40), 170)].map((image) => prepareLine(image));
  const { box } = plain!;
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(patterned!.box![side] - box![side])).toBeLessThanOrEqual(4);
});
