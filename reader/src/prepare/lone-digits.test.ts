/** One digit alone in its picture: its straight stem is no frame, its bar no rule. */
import { expect, test } from 'vitest';
import { blankCanvas } from '../testing/canvas.js';
import { prepareLine } from './prepare-line.js';

type Point = readonly [number, number];

const digits: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  'a crossed 7 with a straight stem': [
    [
      [0, 10],
      [2, 0],
      [30, 0],
      [30, 64],
    ],
    [
      [14, 36],
      [46, 36],
    ],
  ],
  'a 1 with a long upstroke': [
    [
      [0, 30],
      [22, 0],
      [22, 64],
    ],
  ],
  'a 9 with a straight stem': [
    [
      [32, 4],
      [14, 0],
      [0, 14],
      [14, 28],
      [32, 20],
      [32, 0],
      [32, 64],
    ],
  ],
  'a 7 whose top is apart from its stem': [
    [
      [0, 6],
      [4, 0],
      [40, 2],
    ],
    [
      [32, 12],
      [22, 64],
    ],
    [
      [10, 38],
      [44, 36],
    ],
  ],
  'a 4 of two strokes that do not meet': [
    [
      [14, 0],
      [0, 34],
      [28, 36],
    ],
    [
      [38, 28],
      [36, 64],
    ],
  ],
  'a 5 with its bar apart': [
    [
      [12, 14],
      [9, 30],
      [32, 36],
      [38, 50],
      [24, 64],
      [0, 60],
    ],
    [
      [12, 2],
      [44, 0],
    ],
  ],
};

const WIDTH = 46;
const HEIGHT = 64;

test.each(Object.keys(digits).flatMap((name) => [3, 5, 8, 20, 60].map((margin) => [name, margin] as const)))(
  '%s, %i pixels of paper around it, is found whole',
  (name, margin) => {
    const canvas = blankCanvas(WIDTH + 2 * margin, HEIGHT + 2 * margin);
    const points = digits[name]!.flat();
    for (const stroke of digits[name]!)
      for (const [i, [x, y]] of stroke.entries()) {
        const [fromX, fromY] = stroke[i - 1] ?? [x, y];
        canvas.rule(fromX + margin, fromY + margin, x + margin, y + margin, 4);
      }
    const { box } = prepareLine(canvas.picture());
    const wide = Math.max(...points.map(([x]) => x));
    for (const [found, drawn] of [
      [box!.x, margin],
      [box!.y, margin],
      [box!.width, wide],
      [box!.height, HEIGHT],
    ])
      expect(Math.abs(found! - drawn!)).toBeLessThanOrEqual(6);
  },
);
