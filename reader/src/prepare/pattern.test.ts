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

test('light writing all over the picture is no pattern under a dark rule', () => {
  const canvas = blankCanvas(WIDTH, HEIGHT);
  canvas.write('4075180', 8, 8, { height: 84, pen: 8, step: 0.5 });
  canvas.rule(200, 0, 200, HEIGHT, 3);
  const image = canvas.picture(255, 150, 20);
  expect(patternOf(image)).toBeNull();
  expect(prepareLine(image).box!.width).toBeGreaterThan(250);
});

test('a number is found without its pattern', () => {
  const [plain, patterned] = [written(40), striped(written(40), 170)].map((image) => prepareLine(image));
  const { box } = plain!;
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(patterned!.box![side] - box![side])).toBeLessThanOrEqual(4);
});

/** The greatest value of a strip in the middle tenth of its columns. */
const inTheMiddle = ({ width, data }: GrayImage): number =>
  data.reduce(
    (most, value, at) => (Math.abs((at % width) / width - 0.5) < 0.05 ? Math.max(most, value) : most),
    0,
  );

test('strokes too faint for ink, and patterns, stay in the strip as what they are', () => {
  const how = { height: 40, pen: 4 };
  const canvas = blankCanvas(WIDTH, HEIGHT);
  canvas.write('40', 60, 30, how);
  canvas.write('51', 200, 30, how);
  const dark = canvas.picture(255, 20);
  const faint = blankCanvas(WIDTH, HEIGHT);
  faint.write('8', 144, 30, how);
  const scene = (level: number): GrayImage => {
    const { data } = faint.picture(255, level);
    return { ...dark, data: dark.data.map((value, at) => Math.min(value, data[at]!)) };
  };
  const [without, seen, screened] = [scene(255), scene(205), striped(dark, 200)].map(
    (image) => prepareLine(image).seen,
  );
  expect(inTheMiddle(without!)).toBe(0);
  for (const strip of [seen!, screened!]) {
    expect(inTheMiddle(strip)).toBeGreaterThan(30);
    expect(inTheMiddle(strip)).toBeLessThan(90);
  }
});
