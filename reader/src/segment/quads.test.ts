import { describe, expect, it } from 'vitest';
import type { Point } from '../image/warp.js';
import {
  areaOf,
  convexHull,
  fittedLine,
  largestQuad,
  lineThrough,
  meeting,
  offsetFrom,
  upright,
} from './quads.js';

describe('convexHull', () => {
  it('leaves out what lies within or on a side', () => {
    const points: Point[] = [
      [0, 0],
      [5, 0],
      [10, 0],
      [10, 10],
      [4, 6],
      [0, 10],
      [0, 5],
    ];
    expect(convexHull(points).length).toBe(4);
  });
});

describe('largestQuad', () => {
  it('is the quadrilateral in a hull with blunted corners, clockwise from the top left', () => {
    const hull = convexHull([
      [1, 0],
      [99, 3],
      [100, 4],
      [90, 80],
      [89, 81],
      [10, 70],
      [9, 69],
      [0, 1],
    ]);
    const quad = largestQuad(hull)!;
    expect(areaOf(quad)).toBeGreaterThan(6200);
    expect(quad[0][0] + quad[0][1]).toBeLessThan(3);
    expect(quad[2][0]).toBeGreaterThan(80);
    expect(largestQuad(hull.slice(0, 3))).toBeNull();
  });
});

it('upright names corners by where they lie, whichever comes first', () => {
  const quad = upright([
    [100, 12],
    [90, 110],
    [-8, 100],
    [2, 0],
  ]);
  expect(quad[0]).toEqual([2, 0]);
  expect(quad[1]).toEqual([100, 12]);
});

describe('fittedLine', () => {
  it('follows the most points, not the stray ones', () => {
    const points = Array.from({ length: 60 }, (_, i): Point => [i, i % 4 === 0 ? 40 + i : 10 + 0.2 * i]);
    const { line, inliers } = fittedLine(points, 0.5)!;
    expect(inliers).toBe(45);
    expect(Math.abs(offsetFrom(line, [100, 30]))).toBeLessThan(0.05);
    expect(fittedLine([[1, 1]], 1)).toBeNull();
  });
});

it('meeting is where two lines cross, null for parallel ones', () => {
  const level = lineThrough([0, 5], [10, 5])!;
  const [x, y] = meeting(level, lineThrough([3, 0], [3, 9])!)!;
  expect([x, y]).toEqual([expect.closeTo(3), expect.closeTo(5)]);
  expect(meeting(level, lineThrough([0, 7], [10, 7.2])!)).toBeNull();
});
