import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { drawSegment } from '../testing/draw.js';
import { createPrint, subtract } from './subtract.js';

type Line = readonly [x: number, y: number, u: number, v: number];

/** Strokes as ink of one darkness. */
function drawn(lines: readonly Line[], pen: number, level = 255): GrayImage {
  const image = { width: 120, height: 60, data: new Uint8Array(7200) };
  for (const [x, y, u, v] of lines) drawSegment(image, [x, y], [u, v], pen);
  return { ...image, data: image.data.map((cover) => Math.round((cover * level) / 255)) };
}
const over = (a: GrayImage, b: GrayImage): GrayImage => ({
  ...a,
  data: a.data.map((value, i) => Math.max(value, b.data[i]!)),
});
const total = ({ data }: GrayImage): number => data.reduce((sum, value) => sum + (value > 100 ? 1 : 0), 0);
const at = ({ width, data }: GrayImage, x: number, y: number): number => data[y * width + x]!;

const rule: Line = [5, 30, 115, 30];
const box: readonly Line[] = [rule, [5, 30, 5, 55], [115, 30, 115, 55], [5, 55, 115, 55]];
const print = createPrint(drawn(box, 2.5, 200));

describe('print', () => {
  it('goes, exactly there, beside it, paler, darker and blurred', () => {
    const moved = box.map(([x, y, u, v]): Line => [x + 0.8, y - 0.7, u + 0.8, v - 0.7]);
    for (const seen of [
      drawn(box, 2.5, 200),
      drawn(moved, 2.5, 200),
      drawn(box, 2.5, 90),
      drawn(box, 2.5, 230),
      drawn(box, 5, 120),
    ]) {
      const { ink, presence } = subtract(seen, print, 1);
      expect(total(ink)).toBe(0);
      expect(presence).toBeGreaterThan(0.9);
    }
  });

  it('that is not there is missed', () => {
    expect(subtract(drawn([], 2), print, 1).presence).toBe(0);
    expect(subtract(drawn([], 2), createPrint(drawn([], 2)), 1).presence).toBeNull();
  });
});

describe('strokes', () => {
  const strokes: readonly Line[] = [
    [30, 10, 30, 50],
    [60, 10, 75, 50],
    [100, 50, 85, 10],
  ];

  it.each([
    ['as dark as it', 200],
    ['paler', 130],
    ['darker', 255],
  ])('through print are mended, %s', (_, level) => {
    const pen = drawn(strokes, 4, level);
    const { ink } = subtract(over(drawn(box, 2.5, 200), pen), print, 1);
    expect(at(ink, 30, 30)).toBeGreaterThan(100);
    // Of the three strokes hardly anything is missing, and hardly anything is too much.
    const wrong = ink.data.filter((value, i) => value > 65 !== pen.data[i]! > 65).length;
    expect(wrong / pen.data.filter((value) => value > 65).length).toBeLessThan(0.06);
  });

  it('that end on print do not grow along it', () => {
    const { ink } = subtract(over(drawn(box, 2.5, 200), drawn([[60, 8, 60, 30]], 4, 180)), print, 1);
    expect(at(ink, 60, 20)).toBeGreaterThan(100);
    for (let x = 8; x < 112; x++) if (Math.abs(x - 60) > 5) expect(at(ink, x, 30)).toBe(0);
  });

  it('on either side of print are not joined', () => {
    const apart = drawn(
      [
        [30, 8, 30, 27],
        [50, 33, 50, 50],
      ],
      4,
      200,
    );
    const { ink } = subtract(over(drawn(box, 2.5, 200), apart), print, 1);
    expect(at(ink, 40, 30)).toBe(0);
  });

  it('away from print stay as they are', () => {
    const pen = drawn([[20, 8, 90, 18]], 4, 150);
    expect(subtract(over(drawn(box, 2.5, 200), pen), print, 1).ink).toEqual(pen);
  });
});
