import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxMean } from '../image/integral.js';
import type { GrayImage, Pixels } from '../image/types.js';
import {
  alikeness,
  DIGIT_STROKES,
  drawDigit,
  drawInk,
  negative,
  type Scene,
  SEEN_SHA256,
  testImages,
  transparent,
} from '../testing/index.js';
import { fitDigit } from './fit-digit.js';
import { prepareDigit } from './prepare-digit.js';

const every = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const codes = (image: Pixels): string[] => prepareDigit(image).reasons.map(({ code }) => code);

/** The digit as it should be seen, from its ink alone. */
const ideal = (digit: number, pen = 0.06): Uint8Array =>
  fitDigit(drawInk(DIGIT_STROKES[digit]!, 400, 400 * pen));

describe('the same digit is seen', () => {
  const scenes: [string, Scene, number?][] = [
    ['as drawn', {}],
    ['small in a corner', { size: 300, scale: 0.3, center: [0.25, 0.7], pen: 5 }],
    ['large', { size: 700, pen: 42 }],
    ['by a thin pen', { size: 300, pen: 4 }],
    ['by a hair', { size: 300, pen: 1 }, 0.85],
    ['by a fat pen', { size: 300, pen: 40 }, 0.75],
    ['on gray paper', { paper: 150, ink: 60 }],
    ['pale', { paper: 240, ink: 200 }],
    ['in a soft shadow', { size: 200, pen: 12, shadow: 0.45, penumbra: 40 }],
    ['in a hard shadow', { size: 200, pen: 12, shadow: 0.5, penumbra: 1 }, 0.92],
    ['among specks', { specks: 10 }],
    ['in noise', { noise: 50, paper: 220, ink: 70 }, 0.86],
    ['in a box', { scale: 0.6, pen: 6, box: { ink: 40, width: 3, sides: 'tlbr' } }, 0.9],
    [
      'in pencil in a printed box',
      { scale: 0.6, pen: 6, ink: 195, paper: 236, noise: 8, box: { ink: 50, width: 2, sides: 'tlb' } },
      0.9,
    ],
    ['beside bits of a box', { scale: 0.7, box: { ink: 90, width: 2, sides: 'r', inset: 4 } }],
    ['in 32 pixels', { size: 32, pen: 2, scale: 0.8 }, 0.88],
    ['in 16 pixels', { size: 16, pen: 1.3, scale: 0.95 }, 0.85],
  ];

  test.each(scenes)('%s', (_, scene, least = 0.95) => {
    for (const digit of every) {
      for (const image of [drawDigit(digit, scene), negative(drawDigit(digit, scene))]) {
        const { seen, status, reasons } = prepareDigit(image);
        expect({ digit, status, reasons }).toEqual({ digit, status: 'ok', reasons: [] });
        expect(alikeness(seen, ideal(digit)), `${digit}`).toBeGreaterThan(least);
      }
    }
  });

  test('in any ink on a transparent ground', () => {
    const ink = drawInk(DIGIT_STROKES[4]!, 100, 6);
    for (const color of [
      [0, 0, 0],
      [30, 60, 220],
      [255, 255, 255],
    ] as const) {
      expect(alikeness(prepareDigit(transparent(ink, color)).seen, ideal(4))).toBeGreaterThan(0.95);
    }
  });
});

test('a fitted digit comes back byte by byte, in either polarity', () => {
  for (const digit of every) {
    const seen = ideal(digit, 0.09);
    const image = { width: 28, height: 28, data: seen };
    expect(prepareDigit(image).seen).toEqual(seen);
    expect(prepareDigit(negative(image)).seen).toEqual(seen);
  }
});

test('gray levels of an antialiased digit are kept', () => {
  const seen = ideal(8, 0.08);
  const levels = new Set(prepareDigit({ width: 28, height: 28, data: seen }).seen);
  expect(levels.size).toBeGreaterThan(30);
});

test('a broken digit keeps its parts', () => {
  const [body] = DIGIT_STROKES[5]!;
  const broken = [
    body!.map(([x, y]) => [x, y + 14] as const),
    [
      [24, 0],
      [58, -2],
      [92, -4],
    ] as const,
  ];
  const { seen } = prepareDigit(drawDigit(broken, { pen: 6 }));
  expect(alikeness(seen, fitDigit(drawInk(broken, 400, 24)))).toBeGreaterThan(0.92);
});

test('the box is where the digit is, in pixels of the original', () => {
  const { box } = prepareDigit(drawDigit(0, { size: 2000, scale: 0.4, center: [0.3, 0.6], pen: 60 }));
  expect(Math.abs(box!.y - 800)).toBeLessThan(8);
  expect(Math.abs(box!.height - 800)).toBeLessThan(12);
  expect(Math.abs(box!.x + box!.width / 2 - 600)).toBeLessThan(8);
});

describe('refused', () => {
  const even = (level: number): Pixels => ({ width: 60, height: 60, data: new Uint8Array(3600).fill(level) });

  test('blank paper of any shade, with grain or a shadow', () => {
    for (const level of [255, 190, 120]) expect(codes(even(level))).toEqual(['blank']);
    expect(codes(drawDigit([], { size: 100, noise: 30, paper: 200 }))).toEqual(['blank']);
  });

  test('an empty printed box', () => {
    expect(codes(drawDigit([], { box: { ink: 40, width: 3, sides: 'tlbr' } }))).toEqual(['blank']);
  });

  test('a digit of six pixels', () => {
    expect(codes(drawDigit(3, { size: 60, scale: 0.09, pen: 1 }))).toEqual(['too-small']);
  });

  test('darkness', () => {
    expect(codes(drawDigit(3, { paper: 30, ink: 12 }))).toEqual(['too-dark']);
    expect(codes(even(10))).toEqual(['too-dark']);
  });

  test('blur wider than the strokes', () => {
    const blurred = (radius: number): Pixels => {
      let image = drawDigit(8, { size: 160, pen: 8, scale: 0.6 }) as GrayImage;
      for (let round = 0; round < 3; round++)
        image = { ...image, data: Uint8Array.from(boxMean(image, radius), Math.round) };
      return image;
    };
    expect(codes(blurred(0))).toEqual([]);
    expect(codes(blurred(4))).toEqual([]);
    expect(codes(blurred(14))).toEqual(['too-blurred']);
  });

  test('what is no image', () => {
    expect(() => prepareDigit({ width: 3, height: 3, data: new Uint8Array(5) })).toThrow(RangeError);
  });
});

test('a digit cut by the border is doubtful, one that only touches it is not', () => {
  expect(prepareDigit(drawDigit(0, { center: [0.5, 0.85] }))).toMatchObject({
    status: 'ok',
    reasons: [{ code: 'cut-off' }],
  });
  expect(codes(drawDigit(3, { center: [0.13, 0.5] }))).toEqual(['cut-off']);
  expect(codes(drawDigit(7, { center: [0.5, 0.66] }))).toEqual([]);
});

describe('whatever the pixels', () => {
  const pixels = fc
    .record({
      width: fc.integer({ min: 1, max: 64 }),
      height: fc.integer({ min: 1, max: 64 }),
      channels: fc.integer({ min: 1, max: 4 }),
      levels: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 4 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    })
    .map(({ width, height, channels, levels, seed }): Pixels => {
      let state = seed;
      const data = Uint8Array.from({ length: width * height * channels }, () => {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        return levels[(state >>> 16) % levels.length]!;
      });
      return { width, height, data };
    });

  test('it answers: 784 bytes, a box within the image, a reason where it refuses', () => {
    fc.assert(
      fc.property(pixels, (image) => {
        const copy = image.data.slice();
        const { seen, box, status, reasons } = prepareDigit(image);
        expect(seen).toHaveLength(784);
        expect(image.data).toEqual(copy);
        if (box) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(image.width);
          expect(box.y + box.height).toBeLessThanOrEqual(image.height);
        } else expect(seen.some((value) => value > 0)).toBe(false);
        if (status === 'unusable') expect(reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('what was seen once is seen alike again', () => {
    const arbitrary = fc.record({
      digit: fc.integer({ min: 0, max: 9 }),
      size: fc.integer({ min: 50, max: 200 }),
      pen: fc.double({ min: 0.02, max: 0.12, noNaN: true }),
    });
    fc.assert(
      fc.property(arbitrary, ({ digit, size, pen }) => {
        const { seen } = prepareDigit(drawDigit(digit, { size, pen: size * pen }));
        const again = prepareDigit({ width: 28, height: 28, data: seen }).seen;
        expect(alikeness(again, seen)).toBeGreaterThan(0.85);
      }),
      { numRuns: 60 },
    );
  });
});

test('the same bytes as ever, on every machine', () => {
  const hashes = testImages().map(({ name, image }) => [
    name,
    createHash('sha256').update(prepareDigit(image).seen).digest('hex'),
  ]);
  // After an intended change: raise PREPARATION_VERSION and take these.
  expect(Object.fromEntries(hashes)).toEqual(SEEN_SHA256);
});
