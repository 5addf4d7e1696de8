import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxMean, integral, sauvola, sumOver } from './integral.js';

const image = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data) => ({ width, height, data })),
  );

test('any rectangle is the sum of its pixels, or of their squares', () => {
  fc.assert(
    fc.property(image, fc.constantFrom(1 as const, 2 as const), ({ width, height, data }, power) => {
      const table = integral({ width, height, data }, power);
      for (let top = 0; top <= height; top++) {
        for (let left = 0; left <= width; left++) {
          let sum = 0;
          for (let y = top; y < height; y++)
            for (let x = left; x < width; x++) sum += data[y * width + x]! ** power;
          expect(sumOver(table, left, top, width, height)).toBe(sum);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('a box mean of one value is that value, at the borders too', () => {
  expect([...boxMean({ width: 4, height: 3, data: new Uint8Array(12).fill(77) }, 2)]).toEqual(
    Array(12).fill(77),
  );
});

test('a box mean averages what the window covers', () => {
  expect([...boxMean({ width: 3, height: 1, data: Uint8Array.from([0, 30, 90]) }, 1)]).toEqual([15, 40, 60]);
});

test('Sauvola finds a line that is lighter than the paper elsewhere', () => {
  // Paper falls from 250 to 60 across; the line is 45 % darker than the paper beneath.
  const width = 60;
  const data = new Uint8Array(width * 20);
  for (let i = 0; i < data.length; i++) {
    const paper = 250 - (190 * (i % width)) / (width - 1);
    const y = Math.floor(i / width);
    data[i] = y === 9 || y === 10 ? 0.55 * paper : paper;
  }
  const mask = sauvola({ width, height: 20, data }, 6);
  for (let i = 0; i < data.length; i++) {
    const y = Math.floor(i / width);
    if (y === 9 || y === 10) expect(mask.data[i]).toBe(1);
    if (y < 7 || y > 12) expect(mask.data[i]).toBe(0);
  }
});
