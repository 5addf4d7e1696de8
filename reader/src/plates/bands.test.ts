/** Rows of print in photos: where they are, and how they look straightened. */
import { createRandom } from '@digitry/engine';
import { describe, expect, test } from 'vitest';
import { toGray } from '../image/gray.js';
import { type Quad, warp } from '../image/warp.js';
import { prepareLine } from '../prepare/prepare-line.js';
import { drawLine } from '../testing/line.js';
import { emptyPhoto, leaning, photoOf } from '../testing/photo.js';
import { findBands, straightened } from './bands.js';
import { leaned, leanOf } from './lean.js';

/** The greatest distance between corners, in heights of the characters. */
function farthest(found: Quad, wanted: Quad): number {
  const tall = Math.hypot(wanted[3][0] - wanted[0][0], wanted[3][1] - wanted[0][1]);
  return Math.max(...found.map(([x, y], i) => Math.hypot(x - wanted[i]![0], y - wanted[i]![1]))) / tall;
}

const STEEP: Quad = [
  [120, 420],
  [470, 330],
  [480, 395],
  [125, 500],
];

describe('a row of print', () => {
  test.each([
    ['dark on a bright plate', { paper: 225, ink: 35 }],
    ['bright on a dark plate', { paper: 40, ink: 220, ground: 150 }],
    ['rising', { corners: STEEP }],
    ['in noise', { noise: 25 }],
    ['of little contrast', { paper: 150, ink: 95 }],
  ])('%s is found among the first', (_, scene) => {
    const { image, quad } = photoOf('4711 2098', scene);
    const { bands } = findBands(image, 4);
    const distances = bands.slice(0, 3).map((band) => farthest(band.quad, quad));
    expect(Math.min(...distances)).toBeLessThan(0.35);
  });

  test('is found in small and in large pictures', () => {
    const { image } = drawLine('20451', { height: 24, pen: 3, gap: 5, margin: 12 });
    const gray = toGray(image);
    expect(findBands(gray, 4).bands[0]!.count).toBeGreaterThanOrEqual(4);
    const { image: photo, quad } = photoOf('20451');
    const data = new Uint8Array(4 * 900 * 600 * 4);
    for (let y = 0; y < 1200; y++)
      for (let x = 0; x < 1800; x++) data[y * 1800 + x] = photo.data[(y >> 1) * 900 + (x >> 1)]!;
    const large = { width: 1800, height: 1200, data: data.subarray(0, 1800 * 1200) };
    const wanted = quad.map(([x, y]) => [2 * x, 2 * y]) as unknown as Quad;
    const distances = findBands(large, 4).bands.map((band) => farthest(band.quad, wanted));
    expect(Math.min(...distances)).toBeLessThan(0.35);
  });

  test('is level and upright once it is straightened', () => {
    const { image } = photoOf('4711 2098', { corners: STEEP });
    const { gray, bands } = findBands(image, 4);
    const { image: straight, toOriginal } = straightened(gray, bands[0]!, 0.3);
    const prepared = prepareLine(straight);
    expect(prepared.status).toBe('ok');
    const tall = (straight.height * 1) / 1.44;
    expect(prepared.box!.height).toBeGreaterThan(0.8 * tall);
    expect(prepared.box!.height).toBeLessThan(1.25 * tall);
    expect(toOriginal).toHaveLength(9);
  });
});

test('nothing is found where there is nothing', () => {
  expect(findBands(emptyPhoto(), 3).bands).toEqual([]);
  expect(findBands(emptyPhoto(0, 1, 1), 3).bands).toEqual([]);
  expect(findBands(emptyPhoto(255, 3000, 2), 3).bands).toEqual([]);
  const random = createRandom(1);
  const noise = emptyPhoto();
  for (let i = 0; i < noise.data.length; i++) noise.data[i] = random.int(256);
  expect(findBands(noise, 6).bands.length).toBeLessThanOrEqual(8);
});

describe('the lean of uprights', () => {
  const { image } = drawLine('1417 7141', { height: 60, pen: 6, gap: 8, margin: 20 });
  const gray = toGray(image);
  test.each([-0.3, -0.1, 0, 0.2, 0.4])('%f', (tangent) => {
    const seen = warp(gray, leaning(-tangent, gray.height), gray.width, gray.height, 240);
    const own = leanOf(gray);
    expect(leanOf(seen) - own).toBeCloseTo(tangent, 0.8);
  });

  test('is taken out of the map to the photo', () => {
    const seen = warp(gray, leaning(-0.3, gray.height), gray.width, gray.height, 240);
    const lean = leanOf(seen);
    const upright = warp(
      seen,
      leaned([1, 0, 0, 0, 1, 0, 0, 0, 1], lean, seen.height),
      seen.width,
      seen.height,
      240,
    );
    expect(Math.abs(leanOf(upright))).toBeLessThanOrEqual(0.1);
  });

  test('of nothing is none', () => {
    expect(leanOf(emptyPhoto(200, 60, 40))).toBe(0);
    expect(leanOf(emptyPhoto(200, 5, 60))).toBe(0);
  });
});
