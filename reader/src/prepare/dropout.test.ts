/** Colored print is left out, and writing never is. */
import { describe, expect, test } from 'vitest';
import { toGray } from '../image/gray.js';
import type { Pixels } from '../image/types.js';
import { blankCanvas, type Canvas } from '../testing/canvas.js';
import { dropoutChannel } from './dropout.js';
import { prepareLine } from './prepare-line.js';

const [WIDTH, HEIGHT] = [320, 100];
/** The share of red, green and blue light that an ink absorbs. */
type Ink = readonly [red: number, green: number, blue: number];
const BLACK: Ink = [0.9, 0.9, 0.9];
const BLUE: Ink = [0.85, 0.75, 0.35];
const RED: Ink = [0.2, 0.85, 0.8];
const PINK: Ink = [0.03, 0.4, 0.3];
const GREEN: Ink = [0.4, 0.1, 0.35];
const GRAY: Ink = [0.3, 0.3, 0.3];

const number = (): Canvas => {
  const canvas = blankCanvas(WIDTH, HEIGHT);
  canvas.write('40751', 50, 30, { height: 40, pen: 4 });
  return canvas;
};
const screen = (): Canvas => {
  const canvas = blankCanvas(WIDTH, HEIGHT);
  for (let x = -HEIGHT; x < WIDTH; x += 9) canvas.rule(x, 0, x + HEIGHT, HEIGHT, 3);
  return canvas;
};
const rules = (): Canvas => {
  const canvas = blankCanvas(WIDTH, HEIGHT);
  for (const y of [8, 92]) canvas.rule(0, y, WIDTH, y, 4);
  return canvas;
};

/** What was drawn, over each other, on white. */
function picture(layers: readonly (readonly [Canvas, Ink])[], channels: 3 | 4 = 3): Pixels {
  const data = new Uint8Array(WIDTH * HEIGHT * channels).fill(255);
  for (const [canvas, ink] of layers) {
    const { data: levels } = canvas.picture(255, 0, 0);
    for (const [at, level] of levels.entries())
      for (const [channel, absorbed] of ink.entries())
        data[at * channels + channel]! *= 1 - absorbed * (1 - level / 255);
  }
  return { width: WIDTH, height: HEIGHT, data };
}

describe('the channel', () => {
  test.each([
    ['black on pink print: red', [[screen(), PINK] as const, [number(), BLACK] as const], 0],
    ['blue on pink print: red', [[screen(), PINK] as const, [number(), BLUE] as const], 0],
    ['black on green print: green', [[screen(), GREEN] as const, [number(), BLACK] as const], 1],
    ['black on gray print: none', [[screen(), GRAY] as const, [number(), BLACK] as const], null],
    ['black alone: none', [[number(), BLACK] as const], null],
    ['nothing: none', [], null],
  ])('%s', (_, layers, channel) => {
    expect(dropoutChannel(picture(layers))).toBe(channel);
    expect(dropoutChannel(picture(layers, 4))).toBe(channel);
  });

  test('never one in which the writing goes, whatever is darker beside it', () => {
    expect(dropoutChannel(picture([[number(), RED]]))).not.toBe(0);
    expect(
      dropoutChannel(
        picture([
          [rules(), BLACK],
          [number(), RED],
        ]),
      ),
    ).not.toBe(0);
  });

  test('none where something can be seen through, and in gray', () => {
    const seen = picture(
      [
        [screen(), PINK],
        [number(), BLACK],
      ],
      4,
    );
    expect(dropoutChannel({ ...seen, data: seen.data.with(3, 0) })).toBeNull();
    expect(dropoutChannel(toGray(seen))).toBeNull();
  });
});

test('a number on pink print is prepared as on white paper', () => {
  const plain = prepareLine(picture([[number(), BLACK]])).seen;
  const { seen } = prepareLine(
    picture([
      [screen(), PINK],
      [number(), BLACK],
    ]),
  );
  expect(seen.width).toBe(plain.width);
  const differing = seen.data.filter((value, at) => Math.abs(value - plain.data[at]!) > 40);
  expect(differing.length).toBeLessThan(0.01 * seen.data.length);
});
