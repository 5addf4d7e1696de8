/** From font files to ink: curves, coverage, names, and hands that write with them. */
import { createRandom } from '@digitry/engine';
import { describe, expect, test } from 'vitest';
import { blockFont, fontFile } from '../testing/fonts.js';
import { polygonsOf } from './flatten.js';
import { createFontPicker, fontSource } from './font-source.js';
import { extentOfOutline } from './outline.js';
import { parseFont } from './parse-font.js';
import { rasterize } from './rasterize.js';

const asIs = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const sum = (data: Uint8Array): number => data.reduce((total, ink) => total + ink, 0) / 255;

describe('coverage', () => {
  test('is what a rectangle covers of each pixel', () => {
    const { x, y, width, data } = rasterize([Float32Array.of(1.25, 2, 4, 2, 4, 3.5, 1.25, 3.5)], asIs);
    const at = (column: number, row: number): number => data[(row - y) * width + column - x]! / 255;
    expect(at(1, 2)).toBeCloseTo(0.75, 2);
    expect(at(3, 2)).toBe(1);
    expect(at(2, 3)).toBeCloseTo(0.5, 2);
    expect(at(1, 3)).toBeCloseTo(0.375, 2);
    expect(at(4, 2)).toBe(0);
  });

  test.each([
    ['a flat slope', [0, 0, 20, 0, 20, 3]],
    ['a steep slope', [0, 0, 3, 0, 3, 20]],
    ['any triangle', [0.3, 0.7, 17.9, 4.2, 6.6, 11.8]],
  ])('of %s has the area of the triangle', (_, points) => {
    const [ax, ay, bx, by, cx, cy] = points as [number, number, number, number, number, number];
    const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
    expect(sum(rasterize([Float32Array.from(points)], asIs).data)).toBeCloseTo(area, 0);
  });

  test('of a circle has its area, wherever it lies between the pixels', () => {
    const circle = Float32Array.from({ length: 400 }, (_, i) => {
      const angle = (Math.PI * (i >> 1)) / 100;
      return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    });
    for (const shift of [0, 0.3, 0.77]) {
      const { data } = rasterize([circle], { a: 9, b: 0, c: 0, d: 9, e: shift, f: -shift });
      expect(sum(data) / (81 * Math.PI)).toBeCloseTo(1, 2);
    }
  });

  test('counts overlapping polygons once and leaves holes open', () => {
    const square = (from: number, to: number): Float32Array =>
      Float32Array.of(from, from, to, from, to, to, from, to);
    expect(sum(rasterize([square(0, 10), square(5, 10)], asIs).data)).toBeCloseTo(100, 0);
    const hole = Float32Array.of(3, 3, 3, 7, 7, 7, 7, 3);
    expect(sum(rasterize([square(0, 10), hole], asIs).data)).toBeCloseTo(84, 0);
  });

  test('of nothing is nothing', () => {
    expect(rasterize([], asIs).width).toBe(0);
  });
});

test('curves become chords within the tolerance', () => {
  const quarter = polygonsOf(
    [
      { type: 'M', x: 0, y: 0 },
      { type: 'L', x: 1, y: 0 },
      { type: 'C', x1: 1, y1: 0.5523, x2: 0.5523, y2: 1, x: 0, y: 1 },
      { type: 'Z' },
    ],
    2,
    0.01,
  );
  expect(quarter).toHaveLength(1);
  const points = quarter[0]!;
  for (let i = 2; i < points.length; i += 2) expect(Math.hypot(points[i]!, points[i + 1]!)).toBeCloseTo(2, 2);
  const finer = polygonsOf(
    [
      { type: 'M', x: 1, y: 0 },
      { type: 'Q', x1: 1, y1: 1, x: 0, y: 1 },
    ],
    2,
    1e-4,
  );
  expect(finer[0]!.length).toBeGreaterThan(points.length);
});

describe('a font file', () => {
  test('gives outlines in heights of a digit', () => {
    const font = parseFont(fontFile(), 'file')!;
    expect(font).toMatchObject({ name: 'Blocks Regular', family: 'Blocks' });
    expect(Object.keys(font.outlines).sort()).toEqual([...'0123456789A']);
    expect(extentOfOutline(font.outlines['7']!)).toMatchObject({ left: 0, top: 1, bottom: 0 });
    expect(font.outlines['7']!.advance).toBeCloseTo(500 / 700, 5);
    const { data } = rasterize(font.outlines['0']!.contours, { a: 70, b: 0, c: 0, d: -70, e: 0, f: 0 });
    // Four quarters between a parabola and its corner are a third of the box; the hole is 200 × 200 units.
    expect(sum(data)).toBeCloseTo((40 * 70 * 5) / 6 - 20 * 20, -2);
  });

  test('without all digits is none, and other bytes are refused', () => {
    expect(parseFont(fontFile('01234A'), 'file')).toBeNull();
    expect(() => parseFont(Uint8Array.of(1, 2, 3, 4), 'file')).toThrow();
  });

  test('that draws capitals for small letters has no small letters', () => {
    const { outlines } = parseFont(fontFile('0123456789Aa'), 'file')!;
    expect(outlines.A).toBeDefined();
    expect(outlines.a).toBeUndefined();
  });
});

describe('a source of fonts', () => {
  const fonts = [blockFont('one', 'xy'), { ...blockFont('one'), name: 'one bold' }, blockFont('two')];

  test('writes a line with one font and says what it lacks', () => {
    const source = fontSource(fonts);
    expect(source.characters).toEqual([...'0123456789xy']);
    const hand = fontSource([blockFont('two')]).hand(createRandom(1));
    const glyph = hand.draw('9', createRandom(1))!;
    expect([glyph.top, glyph.bottom]).toEqual([1, 0]);
    expect(glyph.image.width / glyph.image.height).toBeCloseTo(0.75, 1);
    expect(glyph.image.data).toContain(255);
    expect(hand.draw('x', createRandom(1))).toBeNull();
  });

  test('takes each family as often as another', () => {
    const pick = createFontPicker(fonts);
    const random = createRandom(3);
    const picked = Array.from({ length: 400 }, () => pick(random).family);
    const ones = picked.filter((family) => family === 'one').length;
    expect(ones).toBeGreaterThan(150);
    expect(ones).toBeLessThan(250);
  });

  test('needs a font', () => {
    expect(() => fontSource([])).toThrow('at least one font');
  });
});
