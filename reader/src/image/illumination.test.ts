import { expect, test } from 'vitest';
import { drawDigit } from '../testing/draw.js';
import { contrast, paperLevel } from './illumination.js';
import type { GrayImage } from './types.js';

const gray = (scene: Parameters<typeof drawDigit>[1]): GrayImage => drawDigit(3, scene) as GrayImage;

test('even paper is one level, that of the paper', () => {
  const level = paperLevel(gray({ size: 120, paper: 181, ink: 30, pen: 30 }));
  expect(new Set(level.data)).toEqual(new Set([181]));
});

test('in small images the paper is even, with shadows or without', () => {
  expect(new Set(paperLevel(gray({ size: 40, shadow: 0.6 })).data).size).toBe(1);
});

test.each([4, 14])(
  'a shadow across a digit drawn with %d pixels leaves no contrast, the ink keeps its own',
  (pen) => {
    const scene = { size: 200, pen, paper: 240, ink: 60 };
    const lit = gray(scene);
    const shaded = gray({ ...scene, shadow: 0.5, penumbra: 8 });
    const result = contrast(shaded, paperLevel(shaded));
    for (let i = 0; i < lit.data.length; i++) {
      if (lit.data[i] === 240) expect(result.data[i]).toBeLessThan(55);
      if (lit.data[i] === 60) expect(result.data[i]).toBeGreaterThan(100);
    }
  },
);

test('contrast is the part of the light that is gone', () => {
  const level = { width: 4, height: 1, data: Uint8Array.from([200, 100, 100, 8]) };
  const image = { width: 4, height: 1, data: Uint8Array.from([100, 50, 120, 0]) };
  expect([...contrast(image, level).data]).toEqual([128, 128, 0, 255]);
});
