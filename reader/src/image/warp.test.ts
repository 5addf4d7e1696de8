import { describe, expect, it } from 'vitest';
import type { GrayImage } from './types.js';
import {
  applyHomography,
  type Homography,
  homographyFrom,
  IDENTITY,
  invert,
  multiply,
  type Point,
  scaleAndShift,
  scaleAt,
  warp,
} from './warp.js';

const TILTED: Homography = [1.1, 0.2, 30, -0.1, 0.9, 12, 0.0004, -0.0003, 1];
const SQUARE: readonly Point[] = [
  [0, 0],
  [100, 0],
  [100, 80],
  [0, 80],
];

function close(a: Point, b: Point, within = 1e-6): void {
  expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(within);
}

describe('homographies', () => {
  it('are found again from four pairs', () => {
    const h = homographyFrom(
      SQUARE,
      SQUARE.map((point) => applyHomography(TILTED, point)),
    );
    close(applyHomography(h, [37, 21]), applyHomography(TILTED, [37, 21]));
  });

  it('are fitted to many disturbed pairs', () => {
    const from: Point[] = Array.from({ length: 100 }, (_, i) => [(i % 10) * 10, Math.floor(i / 10) * 8]);
    const to = from.map((point, i): Point => {
      const [x, y] = applyHomography(TILTED, point);
      return [x + (i % 2) - 0.5, y + (i % 3) - 1];
    });
    const h = homographyFrom(from, to);
    for (const point of from) close(applyHomography(h, point), applyHomography(TILTED, point), 0.6);
  });

  it('undo themselves and follow each other', () => {
    const back = invert(TILTED);
    close(applyHomography(back, applyHomography(TILTED, [11, 70])), [11, 70]);
    const both = multiply(scaleAndShift(2, 3, 5, 7), TILTED);
    const [x, y] = applyHomography(TILTED, [11, 70]);
    close(applyHomography(both, [11, 70]), [2 * x + 5, 3 * y + 7]);
  });

  it('are refused for too few points and points in a line', () => {
    expect(() => homographyFrom(SQUARE.slice(1), SQUARE.slice(1))).toThrow('four or more pairs');
    const line: Point[] = [0, 1, 2, 3].map((i) => [i, i]);
    expect(() => homographyFrom(line, SQUARE)).toThrow('no three lie in a line');
    expect(() => invert([1, 0, 0, 1, 0, 0, 0, 0, 1])).toThrow('invertible');
  });

  it('know how much they stretch', () => {
    expect(scaleAt(scaleAndShift(3, 3, 1, 1), [5, 5])).toBeCloseTo(3);
    expect(scaleAt(TILTED, [0, 0])).toBeCloseTo(
      Math.sqrt(1.1 * 0.9 + 0.2 * 0.1 - 0.0004 * 13 - 0.0003 * 32),
      1,
    );
  });
});

describe('warp', () => {
  const ramp: GrayImage = {
    width: 40,
    height: 30,
    data: Uint8Array.from({ length: 1200 }, (_, i) => 3 * (i % 40) + 2 * Math.floor(i / 40)),
  };

  it('keeps every byte under the identity', () => {
    expect(warp(ramp, IDENTITY, 40, 30, 9)).toEqual(ramp);
  });

  it('interpolates between pixels and fills beyond them', () => {
    const moved = warp(ramp, scaleAndShift(1, 1, 0.5, -2), 40, 30, 9);
    expect(moved.data[5 * 40 + 10]).toBe(Math.round(3 * 10.5 + 2 * 3));
    expect(moved.data[10]).toBe(9);
  });

  it('averages where it shrinks: a line a pixel wide keeps its share of the light', () => {
    const lined: GrayImage = {
      width: 300,
      height: 300,
      data: Uint8Array.from({ length: 90_000 }, (_, i) => (i % 300 === 151 ? 0 : 240)),
    };
    const small = warp(lined, scaleAndShift(10, 10, 0, 0), 30, 30);
    expect(small.data[15 * 30 + 15]).toBe(216);
    expect(small.data[15 * 30 + 14]).toBe(240);
  });

  it('draws one pixel from one pixel', () => {
    const one: GrayImage = { width: 1, height: 1, data: Uint8Array.of(77) };
    expect(warp(one, IDENTITY, 1, 1).data[0]).toBe(77);
  });
});
