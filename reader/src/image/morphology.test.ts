import fc from 'fast-check';
import { expect, test } from 'vitest';
import { close, dilate, erode, fillBasins } from './morphology.js';
import type { GrayImage } from './types.js';

const image = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data) => ({ width, height, data })),
  );

function slowly(
  { width, height, data }: GrayImage,
  radius: number,
  pick: (...values: number[]) => number,
): Uint8Array {
  return data.map((_, at) => {
    const [cx, cy] = [at % width, Math.floor(at / width)];
    const values: number[] = [];
    for (let y = Math.max(0, cy - radius); y <= Math.min(height - 1, cy + radius); y++) {
      for (let x = Math.max(0, cx - radius); x <= Math.min(width - 1, cx + radius); x++)
        values.push(data[y * width + x]!);
    }
    return pick(...values);
  });
}

test('dilation and erosion are the extremes of the window, whatever the radius', () => {
  fc.assert(
    fc.property(image, fc.integer({ min: 0, max: 15 }), (picture, radius) => {
      expect(dilate(picture, radius).data).toEqual(slowly(picture, radius, Math.max));
      expect(erode(picture, radius).data).toEqual(slowly(picture, radius, Math.min));
    }),
  );
});

test('closing never darkens, and closing again changes nothing', () => {
  fc.assert(
    fc.property(image, fc.integer({ min: 1, max: 4 }), (picture, radius) => {
      const once = close(picture, radius);
      expect(once.data.every((value, i) => value >= picture.data[i]!)).toBe(true);
      expect(close(once, radius)).toEqual(once);
    }),
  );
});

test('closing removes a thin stroke and keeps the edge of a shadow', () => {
  const row = [200, 200, 20, 200, 200, 200, 90, 90, 90, 90, 90, 90];
  const picture = { width: 12, height: 6, data: Uint8Array.from(Array(6).fill(row).flat()) };
  expect([...close(picture, 2).data.subarray(0, 12)]).toEqual([
    200, 200, 200, 200, 200, 200, 90, 90, 90, 90, 90, 90,
  ]);
});

test('a basin is filled to its lowest rim, one at the border is not', () => {
  const picture = {
    width: 5,
    height: 5,
    data: Uint8Array.from([9, 9, 9, 9, 1, 9, 3, 3, 9, 1, 9, 3, 3, 7, 9, 9, 9, 9, 7, 6, 9, 9, 9, 9, 9]),
  };
  expect([...fillBasins(picture).data]).toEqual([
    9, 9, 9, 9, 1, 9, 7, 7, 9, 1, 9, 7, 7, 7, 9, 9, 9, 9, 7, 6, 9, 9, 9, 9, 9,
  ]);
});

test('filling never darkens and leaves no basin', () => {
  fc.assert(
    fc.property(image, (picture) => {
      const once = fillBasins(picture);
      expect(once.data.every((value, i) => value >= picture.data[i]!)).toBe(true);
      expect(fillBasins(once)).toEqual(once);
    }),
  );
});
