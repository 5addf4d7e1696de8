import { describe, expect, it } from 'vitest';
import { invert, warp } from '../image/warp.js';
import { drawSheet, turned } from '../testing/sheet.js';
import { uprightAxes } from './skew.js';

const sheet = drawSheet(4, 827, 1170).image;
const ink = { ...sheet, data: sheet.data.map((value) => 255 - value) };

describe('the axes of a page', () => {
  it.each([0, 1, -3, 12, -31, 44, 90, 178])('turned by %d° are found but for quarters', (degrees) => {
    const size = { width: 1000, height: 1000 };
    const picture = warp(ink, invert(turned(ink, size, degrees, 0.7)), 1000, 1000, 0);
    const [cosine, sine] = uprightAxes(picture);
    expect(cosine * cosine + sine * sine).toBeCloseTo(1, 9);
    const found = (Math.atan2(sine, cosine) * 180) / Math.PI;
    const off = ((((found - degrees) % 90) + 135) % 90) - 45;
    // Thin lines on a grid of pixels lean towards it; landmarks put up with several degrees.
    expect(Math.abs(off)).toBeLessThan(3);
  });

  it('of a page without lines are those of the picture', () => {
    expect(uprightAxes({ width: 50, height: 50, data: new Uint8Array(2500) })).toEqual([1, 0]);
    expect(uprightAxes({ width: 1, height: 1, data: new Uint8Array(1) })).toEqual([1, 0]);
  });
});
