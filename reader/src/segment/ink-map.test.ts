import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { blankCanvas } from '../testing/canvas.js';
import { coarseOf, hasLightInk, inkMap, roughness } from './ink-map.js';

function drawn(change: (value: number, x: number, y: number) => number): GrayImage {
  const canvas = blankCanvas(600, 400);
  canvas.write('31415', 80, 80, { height: 60 });
  canvas.write('2718', 80, 250, { height: 60, pen: 3 });
  const picture = canvas.picture(220, 60);
  const data = picture.data.map((value, i) => change(value, i % 600, Math.floor(i / 600)));
  return { ...picture, data };
}

const inkCount = ({ data }: GrayImage): number => data.reduce((sum, value) => sum + value, 0);
const plain = inkCount(inkMap(drawn((value) => value)).mask);

describe('inkMap', () => {
  it('finds the same ink in a shadow and under uneven light', () => {
    const shaded = inkMap(drawn((value, x) => value * (x > 300 ? 0.5 : 1)));
    expect(inkCount(shaded.mask)).toBeGreaterThan(0.9 * plain);
    expect(inkCount(shaded.mask)).toBeLessThan(1.15 * plain);
    const slanted = inkMap(drawn((value, x, y) => value * (0.4 + x / 1500 + y / 2000)));
    expect(Math.abs(inkCount(slanted.mask) - plain)).toBeLessThan(0.1 * plain);
  });

  it('takes the noise of the paper for paper', () => {
    const noisy = inkMap(drawn((value, x, y) => value + (((x * 7919 + y * 104729) % 41) - 20)));
    expect(inkCount(noisy.mask)).toBeLessThan(1.4 * plain);
    const bare = inkMap({ width: 300, height: 300, data: new Uint8Array(90_000).fill(200) });
    expect(inkCount(bare.mask)).toBe(0);
  });

  it('sees a faint pencil beside bold print', () => {
    const canvas = blankCanvas(500, 300);
    canvas.rule(60, 60, 440, 60, 6);
    canvas.write('88', 200, 70, { height: 60 });
    const { mask } = inkMap(canvas.picture(230, 175, 10));
    let ink = 0;
    for (let y = 72; y < 132; y++) for (let x = 190; x < 330; x++) ink += mask.data[y * 500 + x]!;
    expect(ink).toBeGreaterThan(800);
  });
});

it('hasLightInk tells chalk on a board from pen on paper', () => {
  const dark = drawn((value) => value);
  expect(hasLightInk(coarseOf(dark))).toBe(false);
  expect(hasLightInk(coarseOf({ ...dark, data: dark.data.map((value) => 255 - value) }))).toBe(true);
});

it('roughness knows cloth from paper', () => {
  const cloth = drawn((value, x, y) => (x > 350 ? 150 + ((x * 31 + y * 17) % 90) : value));
  const isRough = roughness(inkMap(cloth).noise);
  expect(isRough({ x: 500, y: 200, width: 10, height: 10 })).toBe(true);
  expect(isRough({ x: 100, y: 100, width: 50, height: 50 })).toBe(false);
});
