/** The single steps of augmentation against what they promise. */
import { createRandom } from '@digitry/engine';
import { describe, expect, it } from 'vitest';
import { drawLine } from '../glyphs/line.js';
import { CANVAS, CANVAS_BYTES, DIGIT, inkExtent } from './canvas.js';
import { coarsen } from './coarse.js';
import { augmentPresets } from './config.js';
import { cutSide } from './marks.js';
import { changePen, penWidth } from './pen.js';
import { reduceInk } from './reduce.js';
import { createWarp } from './warp.js';

function bar(radius: number): Uint8Array {
  const canvas = new Uint8Array(CANVAS_BYTES);
  drawLine(canvas, CANVAS, CANVAS, 24, 10, 24, 38, radius, 1);
  return canvas;
}

describe('penWidth', () => {
  it.each([1, 1.5, 2.5, 4])('measures a bar of radius %d', (radius) => {
    const canvas = bar(radius);
    // 2A / P of a bar 28 long with round ends.
    const expected = (2 * (28 * 2 * radius + Math.PI * radius ** 2)) / (56 + 2 * Math.PI * radius);
    expect(penWidth(canvas, inkExtent(canvas)!) / expected).toBeCloseTo(1, 1);
  });
});

describe('changePen', () => {
  it.each([-1.5, -0.5, 0.5, 1.5, 3])('changes the width by about %d', (amount) => {
    const canvas = bar(2.5);
    const extent = inkExtent(canvas)!;
    const before = penWidth(canvas, extent);
    changePen(canvas, new Uint8Array(CANVAS_BYTES), amount, extent);
    expect(Math.abs(penWidth(canvas, inkExtent(canvas)!) - before - amount)).toBeLessThan(0.6);
  });

  it('never thins a stroke away', () => {
    const canvas = bar(0.7);
    const before = canvas.reduce((sum, value) => sum + value, 0);
    changePen(canvas, new Uint8Array(CANVAS_BYTES), -6, inkExtent(canvas)!);
    expect(canvas.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(before * 0.3);
  });
});

describe('createWarp', () => {
  it('only enlarges without a change of shape: the longer side becomes that of the canvas, in the middle', () => {
    const canvas = new Uint8Array(CANVAS_BYTES);
    const data = new Uint8Array(20 * 12).fill(255);
    createWarp(augmentPresets.none)({ width: 12, height: 20, data }, createRandom(1), canvas);
    const { left, top, right, bottom } = inkExtent(canvas, 128)!;
    expect([right - left + 1, bottom - top + 1]).toEqual([18, DIGIT]);
    expect(Math.abs(top + bottom + 1 - CANVAS)).toBeLessThanOrEqual(1);
    expect(Math.abs(left + right + 1 - CANVAS)).toBeLessThanOrEqual(1);
    expect(canvas[24 * CANVAS + 24]).toBe(255);
  });

  it('keeps every shape on the canvas', () => {
    const warp = createWarp({ ...augmentPresets.wide, rotation: 45, slant: 1, elastic: 4 });
    const data = new Uint8Array(20 * 20).fill(255);
    const canvas = new Uint8Array(CANVAS_BYTES);
    for (let i = 0; i < 200; i++) {
      warp({ width: 20, height: 20, data }, createRandom(i), canvas);
      const { left, top, right, bottom } = inkExtent(canvas)!;
      expect(Math.max(right - left, bottom - top)).toBeGreaterThan(20);
    }
  });
});

describe('coarsen', () => {
  it('keeps the mean of the ink in gray and has two values in black and white', () => {
    const canvas = bar(3);
    const extent = inkExtent(canvas)!;
    const gray = coarsen(canvas, extent, 12);
    expect(gray.height).toBe(12);
    const area = ((extent.bottom - extent.top + 1) / 12) ** 2;
    const before = canvas.reduce((sum, value) => sum + value, 0);
    expect(Math.abs((gray.data.reduce((sum, value) => sum + value, 0) * area) / before - 1)).toBeLessThan(
      0.05,
    );
    drawLine(canvas, CANVAS, CANVAS, 14, 24, 34, 24, 1, 1);
    expect([...new Set(coarsen(canvas, inkExtent(canvas)!, 16, 0.4).data)].sort()).toEqual([0, 255]);
  });

  it('takes more cells than the digit has pixels', () => {
    const canvas = bar(3);
    expect(
      coarsen(canvas, { ...inkExtent(canvas)!, top: 16, bottom: 23 }, 32).data.some((value) => value > 200),
    ).toBe(true);
  });
});

describe('cutSide', () => {
  it('takes at most its share', () => {
    for (let seed = 0; seed < 30; seed++) {
      const canvas = bar(4);
      const extent = inkExtent(canvas)!;
      const before = canvas.reduce((sum, value) => sum + value, 0);
      cutSide(canvas, 0.2, extent, createRandom(seed));
      expect(canvas.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(before * 0.75);
    }
  });
});

describe('reduceInk', () => {
  it('cuts to the ink, keeps small ink as it is, and averages large ink', () => {
    const data = new Uint8Array(30 * 30);
    data[10 * 30 + 5] = 200;
    data[12 * 30 + 6] = 100;
    expect(reduceInk({ width: 30, height: 30, data })).toEqual({
      width: 2,
      height: 3,
      data: Uint8Array.of(200, 0, 0, 0, 0, 100),
    });
    const large = reduceInk({ width: 100, height: 200, data: new Uint8Array(20_000).fill(90) });
    expect([large.width, large.height]).toEqual([20, 40]);
    expect(new Set(large.data)).toEqual(new Set([90]));
    expect(reduceInk({ width: 9, height: 9, data: new Uint8Array(81) })).toEqual({
      width: 1,
      height: 1,
      data: new Uint8Array(1),
    });
  });
});
