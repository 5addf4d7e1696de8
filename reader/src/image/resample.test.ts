import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resample, resize } from './resample.js';

const image = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data) => ({ width, height, data })),
  );

test('the same size is the same image', () => {
  fc.assert(
    fc.property(image, (picture) => {
      expect(resize(picture, picture.width, picture.height)).toEqual(picture);
    }),
  );
});

test('reducing keeps the mean', () => {
  fc.assert(
    fc.property(image, fc.double({ min: 0.05, max: 1, noNaN: true }), (picture, scale) => {
      const width = Math.max(1, Math.floor(picture.width * scale));
      const height = Math.max(1, Math.floor(picture.height * scale));
      const out = resample(
        picture,
        { x: 0, y: 0, width: picture.width, height: picture.height },
        width,
        height,
      );
      const mean = (values: ArrayLike<number>): number =>
        Array.from(values).reduce((a, b) => a + b, 0) / values.length;
      expect(mean(out)).toBeCloseTo(mean(picture.data), 6);
    }),
  );
});

test('two by two pixels average to one', () => {
  expect(resize({ width: 2, height: 2, data: Uint8Array.from([10, 20, 30, 41]) }, 1, 1).data[0]).toBe(25);
});

test('enlarging interpolates between the middles of pixels', () => {
  const out = resample(
    { width: 2, height: 1, data: Uint8Array.from([0, 100]) },
    { x: 0.5, y: 0, width: 1, height: 1 },
    4,
    1,
  );
  expect([...out]).toEqual([12.5, 37.5, 62.5, 87.5]);
});

test('an image that is enlarged is as light at its border as within', () => {
  fc.assert(
    fc.property(
      fc.nat(255),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      (level, x, y) => {
        const even = { width: 4, height: 3, data: new Uint8Array(12).fill(level) };
        expect(new Set(resize(even, 4 * x, 3 * y).data)).toEqual(new Set([level]));
      },
    ),
  );
});

test('beyond the image all is 0', () => {
  const white = { width: 2, height: 1, data: Uint8Array.from([200, 200]) };
  expect([...resample(white, { x: -2, y: 0, width: 6, height: 1 }, 3, 1)]).toEqual([0, 200, 0]);
  expect([...resample(white, { x: 50, y: 50, width: 2, height: 2 }, 2, 2)]).toEqual([0, 0, 0, 0]);
});
