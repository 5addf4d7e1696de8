import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box, GrayImage, Pixels } from '../image/types.js';
import { drawLine, type LineScene, negative } from '../testing/index.js';
import { inkBox } from './fit-digit.js';
import { INK_HEIGHT, LINE_HEIGHT } from './fit-line.js';
import { prepareLine } from './prepare-line.js';

const text = '40718';

/** The larger of both boxes' distances, in pixels. */
const distance = (a: Box, b: Box): number =>
  Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );

const [COLUMNS, ROWS] = [48, 8];

/** A strip's ink in 48 × 8 cells: what stays the same when a stroke moves by a pixel. */
function coarse({ width, height, data }: GrayImage): Float64Array {
  const cells = new Float64Array(COLUMNS * ROWS);
  data.forEach((value, i) => {
    const x = Math.floor(((i % width) * COLUMNS) / width);
    const y = Math.floor((Math.floor(i / width) * ROWS) / height);
    cells[y * COLUMNS + x]! += value;
  });
  return cells;
}

/** Correlation of two strips' coarse pictures. */
function alike(a: GrayImage, b: GrayImage): number {
  const mean = (cells: Float64Array): number => cells.reduce((sum, value) => sum + value, 0) / cells.length;
  const product = (u: Float64Array, v: Float64Array): number =>
    u.reduce((sum, value, i) => sum + (value - mean(u)) * (v[i]! - mean(v)), 0);
  const [u, v] = [coarse(a), coarse(b)];
  return product(u, v) / Math.sqrt(product(u, u) * product(v, v));
}

describe('a line is found and fitted', () => {
  const plain = prepareLine(drawLine(text).image).seen;
  const scenes: [string, LineScene, number?][] = [
    ['in a tight crop', { margin: 9 }],
    ['with wide margins', { margin: 120 }],
    ['large', { height: 160, gap: 32, pen: 16, margin: 60 }],
    ['small', { height: 20, gap: 4, pen: 2, margin: 10 }, 0.85],
    ['on gray paper', { paper: 150, ink: 70 }],
    ['in pencil', { paper: 235, ink: 190 }],
    ['in noise', { noise: 30, margin: 40 }, 0.85],
    ['rising', { slope: -0.12 }, 0.6],
    ['falling', { slope: 0.12 }, 0.6],
    ['behind a scanner border', { border: 90, margin: 40 }],
    [
      'beside a frame',
      {
        margin: 60,
        rules: [
          [30, 5, 30, 150, 3],
          [5, 20, 230, 20, 3],
        ],
      },
    ],
    ['over a rule', { margin: 60, rules: [[5, 130, 230, 130, 2]] }],
    [
      'beside a perforation',
      { margin: 60, rules: [10, 30, 50, 70, 90, 110, 130].map((y) => [20, y, 20, y + 9, 2] as const) },
    ],
  ];

  test.each(scenes)('%s', (_, scene, least = 0.9) => {
    const { image, box } = drawLine(text, scene);
    for (const picture of scene.border ? [image] : [image, negative(image)]) {
      const prepared = prepareLine(picture);
      expect(prepared.status).toBe('ok');
      expect(prepared.seen.height).toBe(LINE_HEIGHT);
      expect(alike(prepared.seen, plain)).toBeGreaterThan(least);
      if (!scene.slope) expect(distance(prepared.box!, box)).toBeLessThanOrEqual(3);
    }
  });

  test('26 pixels high, in the middle, with its own width', () => {
    const { width, height } = inkBox(plain)!;
    expect(Math.abs(height - INK_HEIGHT)).toBeLessThanOrEqual(2);
    expect(width).toBeGreaterThan(100);
    expect(plain.width - width).toBeLessThanOrEqual(10);
  });

  test('one digit alone is not taken for a rule', () => {
    for (const digit of '0123456789') {
      const { image, box } = drawLine(digit, { margin: 2 });
      expect(distance(prepareLine(image).box!, box), digit).toBeLessThanOrEqual(3);
    }
  });

  test('a dash is not blown up to the height of the strip', () => {
    const dash = drawLine(' ', { margin: 30, rules: [[30, 40, 50, 40, 4]] }).image;
    expect(inkBox(prepareLine(dash).seen)!.height).toBeLessThan(12);
  });

  test.each(['417', '4171', '74'])('%s on a rule stays, with raised cents that do not touch it', (number) => {
    const scene = { margin: 7, gap: 16, pen: 3 };
    const { image, box } = drawLine(`${number}   `, scene);
    const foot = box.y + box.height - 2;
    const cents = [8, 26].flatMap((room) => {
      const x = box.x + box.width + room;
      return [[x, 6, x + 9, 6, 3] as const, [x + 9, 6, x + 3, 22, 3] as const];
    });
    const rule = [2, foot, image.width - 3, foot - 4, 3] as const;
    const found = prepareLine(drawLine(`${number}   `, { ...scene, rules: [rule, ...cents] }).image).box!;
    expect(found.x).toBeLessThanOrEqual(box.x);
    expect(found.x + found.width).toBeGreaterThan(box.x + box.width + 26);
  });

  test('columns lead back to the picture', () => {
    const { image, box } = drawLine(text, { border: 60, margin: 40 });
    const { columns, seen } = prepareLine(image);
    const ink = inkBox(seen)!;
    expect(columns.left + ink.x * columns.each).toBeCloseTo(box.x, -1);
    expect(columns.left + (ink.x + ink.width) * columns.each).toBeCloseTo(box.x + box.width, -1);
  });
});

describe('what is no line is refused', () => {
  const flat = (level: number, width = 200, height = 60): Pixels => ({
    width,
    height,
    data: new Uint8Array(width * height).fill(level),
  });

  test.each([
    ['white', flat(255), 'blank'],
    ['gray', flat(128), 'blank'],
    ['one pixel', flat(255, 1, 1), 'blank'],
    ['dark', flat(20), 'too-dark'],
    ['a tiny dash', drawLine('8', { height: 5, pen: 1, margin: 30 }).image, 'too-small'],
  ])('%s', (_, image, code) => {
    const { status, reasons } = prepareLine(image);
    expect({ status, codes: reasons.map((reason) => reason.code) }).toEqual({
      status: 'unusable',
      codes: [code],
    });
  });

  test('any pixels give a strip, or a reason', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, levels) => {
          const data = Uint8Array.from({ length: width * height }, () => levels.next().value!);
          const { seen, box, status } = prepareLine({ width, height, data });
          expect(seen.data.length).toBe(seen.width * seen.height);
          if (status === 'ok') {
            expect(box!.x).toBeGreaterThanOrEqual(0);
            expect(box!.x + box!.width).toBeLessThanOrEqual(width);
            expect(box!.y + box!.height).toBeLessThanOrEqual(height);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a very long picture stays within the longest strip', () => {
    const data = new Uint8Array(30_000 * 10).fill(255);
    for (let x = 0; x < 30_000; x += 40) for (let y = 2; y < 9; y++) data[y * 30_000 + x] = 0;
    expect(prepareLine({ width: 30_000, height: 10, data }).seen.width).toBeLessThanOrEqual(1024);
  });
});
