import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { applyHomography, homographyFrom, type Point } from '../image/warp.js';
import { blankCanvas, shoot, turned } from '../testing/index.js';
import { coarseOf, inkMap } from './ink-map.js';
import { findUpright, type Upright } from './straighten.js';

function uprightOf(picture: GrayImage): Upright | null {
  return findUpright(coarseOf(picture), inkMap(picture).mask);
}

function page(frame: boolean): GrayImage {
  const canvas = blankCanvas(600, 800);
  if (frame) canvas.grid(80, 120, 6, 4, [110, 90]);
  else for (let y = 60; y < 740; y += 60) canvas.write('40751239', 60, y, { height: 30, pen: 3 });
  return canvas.picture(235);
}

/** How far the direction from left to right, as it was on the page, is from level when straightened. */
function skewAfter(upright: Upright, toPicture: ReturnType<typeof turned>): number {
  const back = (point: Point): Point => {
    // Newton would do; a coarse search is plain: the upright map is affine or nearly so over a page.
    const [u, v] = applyHomography(toPicture, point);
    const corners: Point[] = [
      [0, 0],
      [upright.width, 0],
      [upright.width, upright.height],
      [0, upright.height],
    ];
    const h = homographyFrom(
      corners.map((corner) => applyHomography(upright.toSource, corner)),
      corners,
    );
    return applyHomography(h, [u, v]);
  };
  const a = back([100, 400]);
  const b = back([500, 400]);
  return Math.abs(b[1] - a[1]) / Math.abs(b[0] - a[0]);
}

describe('findUpright', () => {
  it('leaves a straight page as it is', () => {
    expect(uprightOf(page(false))).toBeNull();
    expect(uprightOf(page(true))).toBeNull();
    expect(uprightOf({ width: 300, height: 300, data: new Uint8Array(90_000).fill(255) })).toBeNull();
  });

  it.each([-9, -2, 1, 5, 12])('turns writing back by %s°', (degrees) => {
    const size = { width: 800, height: 1000 };
    const toPicture = turned(page(false), size, degrees);
    const picture = shoot(page(false), { ...size, toPicture, table: 235, noise: 3 });
    expect(skewAfter(uprightOf(picture)!, toPicture)).toBeLessThan(0.006);
  });

  const corners: readonly Point[] = [
    [0, 0],
    [600, 0],
    [600, 800],
    [0, 800],
  ];
  const seen: readonly Point[] = [
    [160, 90],
    [640, 130],
    [730, 900],
    [70, 840],
  ];

  it('unfolds a sheet on a table by its edges', () => {
    const toPicture = homographyFrom(corners, seen);
    const picture = shoot(page(false), { width: 800, height: 1000, toPicture, table: 70, light: [1, 0.75] });
    const upright = uprightOf(picture)!;
    expect(skewAfter(upright, toPicture)).toBeLessThan(0.01);
    const corner = applyHomography(upright.toSource, [0, 0]);
    expect(Math.hypot(corner[0] - 160, corner[1] - 90)).toBeLessThan(12);
  });

  it('unfolds a grid by its frame where the sheet has no edges', () => {
    const toPicture = homographyFrom(corners, seen);
    const picture = shoot(page(true), { width: 800, height: 1000, toPicture, table: 235, light: [1, 0.7] });
    expect(skewAfter(uprightOf(picture)!, toPicture)).toBeLessThan(0.01);
  });
});
