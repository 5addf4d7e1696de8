import { describe, expect, test } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { DIGIT_STROKES, drawInk } from '../testing/index.js';
import { extractInk, paperNoise } from './ink.js';

/** Contrast of a 6 drawn with `darkness` at most, over paper of contrast `paper` ± `grain`. */
function scene(darkness: number, paper = 0, grain = 0, size = 100): GrayImage {
  const ink = drawInk(DIGIT_STROKES[6]!, size, size / 14);
  const data = ink.data.map((value, i) => {
    const noise = grain === 0 ? 0 : ((i * 7919) % (2 * grain + 1)) - grain;
    return Math.min(255, Math.max(0, Math.round(paper + noise + ((darkness - paper) * value) / 255)));
  });
  return { ...ink, data };
}

test.each([40, 100, 200])('a pen of contrast %i becomes full ink, the paper 0', (darkness) => {
  const { image } = extractInk(scene(darkness))!;
  expect(Math.max(...image.data)).toBe(255);
  expect(image.data.filter((value) => value === 0).length).toBeGreaterThan(8000);
});

test('full ink keeps its gray levels', () => {
  const contrast = scene(255);
  const { image, box, pen } = extractInk(contrast)!;
  expect(image).toEqual(contrast);
  expect(Math.abs(pen - 100 / 14)).toBeLessThan(0.7);
  expect(Math.abs(box.height - 70)).toBeLessThanOrEqual(2);
});

test('nothing fainter than the paper’s own grain is ink', () => {
  expect(extractInk(scene(10))).toBeNull();
  expect(extractInk(scene(30, 30, 15))).toBeNull();
  expect(extractInk(scene(120, 30, 10))).not.toBeNull();
});

describe('noise', () => {
  test('is measured on the paper, whatever the ink', () => {
    const { level, sigma } = paperNoise(scene(220, 30, 10));
    expect(Math.abs(level - 30)).toBeLessThanOrEqual(2);
    expect(sigma).toBeGreaterThan(5);
    expect(sigma).toBeLessThan(10);
  });

  test('of a small image is not what its ink makes of it', () => {
    const small = scene(220, 20, 2, 28);
    const gradient = { ...small, data: small.data.map((value, i) => Math.min(255, value + 2 * (i % 28))) };
    expect(paperNoise(gradient).sigma).toBeLessThan(9);
  });
});
