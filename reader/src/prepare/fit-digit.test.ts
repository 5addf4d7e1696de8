import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strokeWidth } from '../image/stroke-width.js';
import type { GrayImage } from '../image/types.js';
import { alikeness, DIGIT_STROKES, drawInk } from '../testing/index.js';
import { FIELD, fitDigit, inkBox, LONG_SIDE } from './fit-digit.js';

const field = (data: Uint8Array): GrayImage => ({ width: FIELD, height: FIELD, data });
const digits = DIGIT_STROKES.map((strokes, digit) => ({ digit, strokes }));

const inkImage = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(0, 0, 0, 255, 120, 3), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, data: Uint8Array.from(values) })),
  );

function centerOfMass(data: Uint8Array): [number, number] {
  let [sum, x, y] = [0, 0, 0];
  data.forEach((value, i) => {
    sum += value;
    x += value * (i % FIELD);
    y += value * Math.floor(i / FIELD);
  });
  return [x / sum, y / sum];
}

describe.each(digits)('a $digit', ({ strokes }) => {
  const seen = fitDigit(drawInk(strokes, 120, 13));

  test('is 20 long and centered by mass', () => {
    const box = inkBox(field(seen))!;
    expect(Math.max(box.width, box.height)).toBe(LONG_SIDE);
    for (const value of centerOfMass(seen)) expect(Math.abs(value - 14)).toBeLessThanOrEqual(0.51);
  });

  test('comes back byte by byte once it is fitted, wherever it lies', () => {
    expect(fitDigit(field(seen))).toEqual(seen);
    const moved = { width: 41, height: 33, data: new Uint8Array(41 * 33) };
    for (let y = 0; y < FIELD; y++)
      moved.data.set(seen.subarray(y * FIELD, (y + 1) * FIELD), (y + 5) * 41 + 9);
    expect(fitDigit(moved)).toEqual(seen);
  });

  test('looks the same at any size', () => {
    for (const size of [40, 60, 250, 600]) {
      expect(alikeness(fitDigit(drawInk(strokes, size, (size * 13) / 120)), seen)).toBeGreaterThan(0.94);
    }
  });

  test('from the thinnest pen to a fat one has strokes as MNIST has, with full ink', () => {
    for (const pen of [0.7, 1.5, 4, 10, 20, 30, 60]) {
      const drawn = fitDigit(drawInk(strokes, 300, pen, 0.9));
      const width = strokeWidth(field(drawn));
      expect(width).toBeGreaterThan(1.6);
      expect(width).toBeLessThan(6);
      expect(Math.max(...drawn)).toBeGreaterThan(220);
    }
  });

  test('in thin pen still is what it was', () => {
    expect(
      alikeness(fitDigit(drawInk(strokes, 300, 1)), fitDigit(drawInk(strokes, 300, 18))),
    ).toBeGreaterThan(0.9);
  });
});

test('no ink is an empty field', () => {
  expect(fitDigit({ width: 5, height: 9, data: new Uint8Array(45) })).toEqual(new Uint8Array(784));
  expect(inkBox({ width: 5, height: 9, data: new Uint8Array(45) })).toBeNull();
});

test('one pixel of ink is a dot in the middle', () => {
  const seen = fitDigit({ width: 1, height: 1, data: Uint8Array.from([255]) });
  const [x, y] = centerOfMass(seen);
  expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
});

test('the proportions are kept', () => {
  const ink = { width: 60, height: 90, data: new Uint8Array(5400) };
  for (let y = 10; y < 80; y++) for (let x = 20; x < 34; x++) ink.data[y * 60 + x] = 255;
  expect(inkBox(field(fitDigit(ink)))).toMatchObject({ width: 4, height: 20 });
});

test('anything at all comes out within 20×20, no ink is invented and none is lost altogether', () => {
  fc.assert(
    fc.property(inkImage, (ink) => {
      const seen = fitDigit(ink);
      expect(seen).toHaveLength(784);
      const box = inkBox(field(seen));
      if (!ink.data.some((value) => value > 0)) expect(box).toBeNull();
      else if (box && ink.width !== FIELD) {
        expect(box.width).toBeLessThanOrEqual(LONG_SIDE);
        expect(box.height).toBeLessThanOrEqual(LONG_SIDE);
      }
      if (ink.data.some((value) => value === 255)) expect(box).not.toBeNull();
    }),
    { numRuns: 300 },
  );
});
