import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { type Homography, homographyFrom, IDENTITY, invert, multiply, type Quad } from '../image/warp.js';
import { drawSegment } from '../testing/draw.js';
import { drawSheet, fillSheet, greatestDistance, type Shot, shoot, turned } from '../testing/sheet.js';
import { leastQuality, register } from './register.js';
import { openScan } from './scan.js';
import { createTarget, type Target } from './target.js';

const A4 = { width: 1654, height: 2339 };
const sheet = drawSheet(1);
const target = createTarget(sheet.image);
const digits = Object.fromEntries(
  sheet.fields.map(({ name, kind, cells = 5 }, i) => [
    name,
    kind === 'checkbox' ? (i % 2 ? 'x' : '') : '31415926535'.slice(i % 5, (i % 5) + cells),
  ]),
);
const filled = fillSheet(sheet, digits);

const corners = ({ width, height }: { readonly width: number; readonly height: number }): Quad => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
];
const onto = (quad: Quad): Homography => homographyFrom(corners(A4), quad);

/** The greatest distance on the page between where it is and where it was found, in pixels of the blank. */
function errorOf(of: Target, page: GrayImage, shot: Shot): number {
  const found = register(of, openScan(shoot(page, shot)));
  if (!found || found.quality < leastQuality(of)) return Infinity;
  return greatestDistance(multiply(invert(found.homography), shot.toPicture), IDENTITY, of.width, of.height);
}

const SHOTS: Readonly<Record<string, Shot>> = {
  'a scan': { ...A4, toPicture: turned(A4, A4, 1.5, 1, [15, -30]), table: 255 },
  'a scan with black borders, skewed': { ...A4, toPicture: turned(A4, A4, -8, 0.93, [10, 20]), table: 10 },
  'upside down': { ...A4, toPicture: turned(A4, A4, 181.2, 0.98, [10, 20]), table: 255 },
  sideways: {
    width: 2339,
    height: 1654,
    toPicture: turned(A4, { width: 2339, height: 1654 }, 89, 0.97),
    table: 255,
  },
  'at 100 dpi': {
    width: 827,
    height: 1170,
    toPicture: turned(A4, { width: 827, height: 1170 }, -1, 0.5),
    table: 255,
  },
  'at 300 dpi on a larger glass': {
    width: 3508,
    height: 4961,
    toPicture: turned(A4, { width: 3508, height: 4961 }, 2, 1.5, [-400, -500]),
    table: 250,
  },
  'a photo in a shadow': {
    width: 1500,
    height: 2000,
    toPicture: onto([
      [160, 140],
      [1330, 90],
      [1400, 1900],
      [100, 1850],
    ]),
    light: [0.5, 1],
    noise: 12,
    blur: 1,
  },
  'a photo from the side, dark and noisy': {
    width: 1500,
    height: 2000,
    toPicture: onto([
      [330, 240],
      [1230, 290],
      [1400, 1900],
      [80, 1750],
    ]),
    light: [0.5, 0.25],
    noise: 26,
    blur: 2,
  },
  'a photo from far aside, by its sheet': {
    width: 1500,
    height: 2000,
    toPicture: onto([
      [622, 441],
      [1425, 262],
      [1147, 1738],
      [75, 1534],
    ]),
    noise: 8,
    blur: 1,
  },
  'a photo upside down on a white table': {
    width: 2400,
    height: 3200,
    toPicture: onto([
      [2100, 2700],
      [450, 2600],
      [600, 500],
      [1900, 400],
    ]),
    noise: 12,
    blur: 1,
    table: 240,
  },
};

describe('a page', () => {
  it.each(Object.entries(SHOTS))('is found: %s', (_, shot) => {
    expect(errorOf(target, filled, { noise: 6, ...shot })).toBeLessThan(1.5);
  });

  it('is found when a part of it is missing', () => {
    const cut = {
      width: 1654,
      height: 1800,
      toPicture: turned(A4, { width: 1654, height: 1800 }, 2, 1, [60, -150]),
      table: 255,
    };
    expect(errorOf(target, filled, cut)).toBeLessThan(1.5);
  });

  it('is not found where it is not', () => {
    const upright = { ...A4, toPicture: turned(A4, A4, 1), table: 255 };
    for (const seed of [2, 3, 4]) {
      const found = register(target, openScan(shoot(drawSheet(seed).image, upright)));
      expect(found?.quality ?? 0).toBeLessThan(leastQuality(target) - 0.15);
    }
    const white = { ...A4, data: new Uint8Array(A4.width * A4.height).fill(250) };
    for (const picture of [white, { ...white, data: white.data.map((_, i) => (i * 7919) % 256) }])
      expect(register(target, openScan(picture))).toBeNull();
    expect(register(target, openScan({ width: 1, height: 1, data: new Uint8Array(1) }))).toBeNull();
    expect(register(target, openScan({ width: 3000, height: 8, data: new Uint8Array(24_000) }))).toBeNull();
  });
});

/** Lines on white paper. */
function ruled(lines: readonly (readonly [number, number, number, number])[]): GrayImage {
  const ink = { ...A4, data: new Uint8Array(A4.width * A4.height) };
  for (const [x, y, u, v] of lines) drawSegment(ink, [x, y], [u, v], 2.5);
  return { ...A4, data: ink.data.map((cover) => 255 - Math.round(0.8 * cover)) };
}
const table: (readonly [number, number, number, number])[] = [
  ...Array.from({ length: 21 }, (_, i) => [150, 300 + i * 95, 1500, 300 + i * 95] as const),
  ...Array.from({ length: 11 }, (_, i) => [150 + i * 135, 300, 150 + i * 135, 2200] as const),
];

describe('a page of equal boxes', () => {
  const title = [
    [200, 120, 500, 120],
    [500, 120, 500, 180],
    [500, 180, 200, 180],
    [200, 180, 200, 120],
  ] as const;
  const page = ruled([...table, ...title]);
  const grid = createTarget(page);

  it('is found row for row and the right way up', () => {
    const photo = onto([
      [165, 187],
      [1450, 117],
      [1535, 2197],
      [99, 2105],
    ]);
    expect(errorOf(grid, page, { ...A4, toPicture: photo, noise: 10, blur: 1 })).toBeLessThan(1.5);
    expect(
      errorOf(grid, page, { ...A4, toPicture: turned(A4, A4, 179, 1, [8, 12]), table: 255 }),
    ).toBeLessThan(1.5);
    expect(
      errorOf(grid, page, { ...A4, toPicture: turned(A4, A4, 2, 1, [25, -90]), table: 255 }),
    ).toBeLessThan(1.5);
  });

  it('that looks the same upside down is taken for upright', () => {
    const symmetric = ruled(table.map(([x, y, u, v]) => [x + 2, y - 80, u + 2, v - 80] as const));
    const both = createTarget(symmetric);
    expect([grid.isSymmetric, both.isSymmetric, target.isSymmetric]).toEqual([false, true, false]);
    expect(
      errorOf(both, symmetric, { ...A4, toPicture: turned(A4, A4, -1, 1, [5, 9]), table: 255 }),
    ).toBeLessThan(1.5);
  });
});
