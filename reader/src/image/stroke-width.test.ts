import { expect, test } from 'vitest';
import { drawInk } from '../testing/draw.js';
import { strokeWidth } from './stroke-width.js';

test.each([2, 5, 9.5, 20])('a straight pen of %d pixels measures so at any slant', (pen) => {
  for (const [dx, dy] of [
    [100, 0],
    [0, 100],
    [100, 100],
    [100, 37],
  ] as const) {
    const measured = strokeWidth(
      drawInk(
        [
          [
            [0, 0],
            [dx, dy],
          ],
        ],
        300,
        pen,
        0.95,
      ),
    );
    expect(measured / pen).toBeGreaterThan(0.92);
    expect(measured / pen).toBeLessThan(1.1);
  }
});

test('it scales with the image and does not depend on how dark the ink is', () => {
  const ink = drawInk(
    [
      [
        [0, 0],
        [30, 80],
        [70, 40],
      ],
    ],
    200,
    8,
  );
  const pale = { ...ink, data: ink.data.map((value) => Math.round(value / 3)) };
  expect(strokeWidth(pale)).toBeCloseTo(strokeWidth(ink), 0);
});

test('a filled block is half as wide as its side, no ink is 0', () => {
  expect(strokeWidth({ width: 40, height: 40, data: new Uint8Array(1600).fill(255) })).toBeCloseTo(20, 0);
  expect(strokeWidth({ width: 3, height: 3, data: new Uint8Array(9) })).toBe(0);
});
