import { expect, test } from 'vitest';
import { crop, pad } from './pad.js';

test('the border goes on', () => {
  const padded = pad({ width: 2, height: 2, data: Uint8Array.from([1, 2, 3, 4]) }, 1);
  expect(padded).toEqual({
    width: 4,
    height: 4,
    data: Uint8Array.from([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]),
  });
});

test('cropping undoes padding', () => {
  const image = { width: 3, height: 2, data: Uint8Array.from([9, 8, 7, 6, 5, 4]) };
  for (const margin of [0, 1, 5]) expect(crop(pad(image, margin), margin)).toEqual(image);
});
