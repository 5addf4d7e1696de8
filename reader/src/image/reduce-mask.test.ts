import { expect, it } from 'vitest';
import { reduceMask } from './reduce-mask.js';

it('keeps every pixel of ink, also in incomplete blocks', () => {
  const data = new Uint8Array(7 * 5);
  for (const at of [0, 3 * 7 + 2, 4 * 7 + 6]) data[at] = 1;
  const small = reduceMask({ width: 7, height: 5, data }, 3);
  expect(small).toEqual({ width: 3, height: 2, data: Uint8Array.of(1, 0, 0, 1, 0, 1) });
});
