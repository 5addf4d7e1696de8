import { expect, test } from 'vitest';
import { reductionFactor, toGray } from './gray.js';

const one = (...bytes: number[]): number =>
  toGray({ width: 1, height: 1, data: Uint8Array.from(bytes) }).data[0]!;

test('gray stays gray whatever the channels', () => {
  for (const value of [0, 1, 127, 128, 254, 255]) {
    expect(one(value)).toBe(value);
    expect(one(value, value, value)).toBe(value);
    expect(one(value, value, value, 255)).toBe(value);
  }
});

test('green is lighter than red, red than blue (BT.601)', () => {
  expect(one(255, 0, 0)).toBe(77);
  expect(one(0, 255, 0)).toBe(149);
  expect(one(0, 0, 255)).toBe(29);
});

test('transparency shows white paper', () => {
  expect(one(0, 0, 0, 0)).toBe(255);
  expect(one(0, 0, 0, 51)).toBe(204);
  expect(one(100, 0)).toBe(255);
  expect(one(100, 255)).toBe(100);
});

test('white ink on a transparent ground is ink', () => {
  const data = Uint8Array.from([255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 100]);
  expect([...toGray({ width: 3, height: 1, data }).data]).toEqual([255, 0, 155]);
});

test('blocks are averaged, incomplete ones over what there is', () => {
  const data = Uint8Array.from([10, 20, 90, 30, 40, 70, 5, 6, 200]);
  const reduced = toGray({ width: 3, height: 3, data }, 2);
  expect(reduced).toEqual({ width: 2, height: 2, data: Uint8Array.from([25, 80, 6, 200]) });
});

test('the factor brings the longer side within the limit', () => {
  const image = (width: number, height: number) => ({ width, height, data: new Uint8Array(0) });
  expect(reductionFactor(image(800, 20), 800)).toBe(1);
  expect(reductionFactor(image(801, 20), 800)).toBe(2);
  expect(reductionFactor(image(3648, 5472), 800)).toBe(7);
});
