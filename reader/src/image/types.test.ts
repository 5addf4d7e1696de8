import { expect, test } from 'vitest';
import { channelsOf } from './types.js';

test.each([1, 2, 3, 4])('%i channels are told from the length', (channels) => {
  expect(channelsOf({ width: 3, height: 2, data: new Uint8Array(6 * channels) })).toBe(channels);
});

test('sizes that are not whole and positive are refused', () => {
  for (const [width, height] of [
    [0, 3],
    [3, -1],
    [1.5, 2],
    [Number.NaN, 1],
  ] as const) {
    expect(() => channelsOf({ width, height, data: new Uint8Array(9) })).toThrow(/whole positive numbers/);
  }
});

test('data of another length is refused, with what was expected', () => {
  expect(() => channelsOf({ width: 2, height: 2, data: new Uint8Array(7) })).toThrow(
    'Expected 4 × 1, 2, 3 or 4 bytes for data but received 7',
  );
  expect(() => channelsOf({ width: 2, height: 2, data: new Uint8Array(20) })).toThrow(RangeError);
});
