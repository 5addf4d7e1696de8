import { createRandom } from '@digitry/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../image/median.js';
import { applyHomography, type Homography, type Point } from '../image/warp.js';
import { distanceOf, fitPairs, type Pair, similarityFrom } from './fit.js';

const pairsUnder = (map: Homography, count: number, noise: number, seed = 1): Pair[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (): Pair => {
    const from: Point = [random.between(0, 1000), random.between(0, 1400)];
    const [x, y] = applyHomography(map, from);
    return { from, to: [x + noise * random.normal(), y + noise * random.normal()] };
  });
};
const corners: readonly Point[] = [
  [0, 0],
  [1000, 0],
  [1000, 1400],
  [0, 1400],
];
const apart = (a: Homography, b: Homography): number =>
  Math.max(...corners.map((from) => distanceOf(a, { from, to: applyHomography(b, from) })));

const photo: Homography = [0.9, -0.1, 80, 0.12, 1.1, 30, 0.0001, -0.00008, 1];
const scan: Homography = [0.998, -0.05, 12, 0.05, 0.998, -7, 0, 0, 1];

describe('the map through pairs', () => {
  it('is the homography where there is one', () => {
    expect(apart(fitPairs(pairsUnder(photo, 50, 0.3), 6)!, photo)).toBeLessThan(1.5);
  });

  it('is found among others', () => {
    const strangers = pairsUnder([0.5, 0.5, 0, -0.5, 0.5, 900, 0, 0, 1], 15, 0.3, 2);
    expect(apart(fitPairs([...pairsUnder(photo, 60, 0.3), ...strangers], 6)!, photo)).toBeLessThan(2);
  });

  it('is a turn, scale and shift where that will do: a few points in one corner do not bend the page', () => {
    const near = pairsUnder(scan, 12, 0.2).map(({ from: [x, y] }) => [x / 10, y / 20] as const);
    const random = createRandom(3);
    const pairs = near.map((from): Pair => {
      const [x, y] = applyHomography(scan, from);
      return { from, to: [x + 0.2 * random.normal(), y + 0.2 * random.normal()] };
    });
    const map = fitPairs(pairs, 6)!;
    expect([map[6], map[7]]).toEqual([0, 0]);
    expect(apart(map, scan)).toBeLessThan(8);
  });

  it('is none where too few agree, or all are one point', () => {
    expect(fitPairs(pairsUnder(photo, 5, 0), 6)).toBeNull();
    expect(fitPairs([], 0)).toBeNull();
    const same = Array.from({ length: 9 }, (): Pair => ({ from: [3, 3], to: [5, 5] }));
    expect(fitPairs(same, 6)).toBeNull();
  });
});

describe('a turn, scale and shift', () => {
  it('is exact where there is one', () => {
    const place = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        place,
        place,
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        place,
        place,
        (c, s, scale, x, y) => {
          const length = Math.hypot(c, s) || 1;
          const map: Homography = [
            (c / length) * scale,
            (-s / length) * scale,
            x,
            (s / length) * scale,
            (c / length) * scale,
            y,
            0,
            0,
            1,
          ];
          if (c === 0 && s === 0) return;
          const found = similarityFrom(
            corners,
            corners.map((corner) => applyHomography(map, corner)),
          )!;
          expect(apart(found, map)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});

describe('the median', () => {
  it('is the upper of the middle two', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 3, 0]);
  });
});
