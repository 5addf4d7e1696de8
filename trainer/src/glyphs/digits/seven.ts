/** The ways to write 7: plain, crossed, with a hook or a long serif at its left, curved. */
import type { Sketch, Style } from '../sketch.js';
import { joined, type Point } from '../stroke.js';

interface Seven {
  readonly stroke: Point[];
  /** Where the stem is at the height of a bar. */
  readonly middle: Point;
}

/** @param serif how far down the stroke at the left of the top goes, shares of the height; null has none */
function seven(s: Sketch, serif: readonly [number, number] | null): Seven {
  const corner: Point = [s.between(0.46, 0.62), s.between(-0.04, 0.06)];
  const foot: Point = [s.between(0.06, 0.34), 1];
  const left: Point = [s.between(-0.06, 0.06), s.between(0, 0.08)];
  const wavy = s.chance(0.3);
  const sag = s.between(-0.02, 0.05);
  const top = wavy
    ? s.curve([left, [0.16, left[1] - 0.06], [0.34, corner[1] + 0.05 + sag], corner])
    : s.line([left, corner]);
  const bend = s.between(-0.02, 0.12);
  const down = s.chance(0.45)
    ? s.curve([top[top.length - 1]!, [(corner[0] + foot[0]) / 2 - bend, 0.45], foot])
    : s.line([top[top.length - 1]!, foot]);
  const hook = serif
    ? s.line([[left[0] + s.between(-0.03, 0.05), left[1] + s.between(serif[0], serif[1])], top[0]!])
    : [];
  const middle = down[Math.floor(down.length * 0.5)]!;
  return { stroke: joined(hook, top, down), middle };
}

function bar(s: Sketch, [x, y]: Point): Point[] {
  const left = s.between(0.1, 0.34);
  const right = s.between(0.1, 0.36);
  const tilt = s.between(-0.1, 0.04);
  const at = y + s.between(-0.08, 0.2);
  return s.line([
    [x - left, at - tilt / 2],
    [x + right, at + tilt / 2],
  ]);
}

const HOOK = [0.08, 0.2] as const;
/** It may come down as far as the bar and meet it: then a 7 has the hole of a 9, but not its curve. */
const SERIF = [0.2, 0.46] as const;

const crossed =
  (serif: Parameters<typeof seven>[1]) =>
  (s: Sketch): Point[][] => {
    const { stroke, middle } = seven(s, serif);
    return [stroke, bar(s, middle)];
  };

export const sevens: readonly Style[] = [
  { name: '7-plain', weight: 3.5, draw: (s) => [seven(s, null).stroke] },
  { name: '7-hooked', weight: 1.5, draw: (s) => [seven(s, HOOK).stroke] },
  {
    name: '7-crossed',
    weight: 4,
    draw: crossed(null),
  },
  {
    name: '7-crossed-hooked',
    weight: 1.5,
    draw: crossed(HOOK),
  },
  { name: '7-serif', weight: 0.8, draw: (s) => [seven(s, SERIF).stroke] },
  {
    name: '7-crossed-serif',
    weight: 1.5,
    draw: crossed(SERIF),
  },
  {
    // A wave for its top, a stem that bends to the left: written without a corner.
    name: '7-crossed-curved',
    weight: 0.8,
    draw: (s) => {
      const stroke = s.curve([
        [s.between(-0.06, 0.06), s.between(0.06, 0.2)],
        [0.1, s.between(-0.02, 0.05)],
        [0.32, s.between(0.04, 0.1)],
        [s.between(0.5, 0.62), s.between(-0.04, 0.04)],
        [s.between(0.36, 0.46), 0.34],
        [s.between(0.22, 0.32), 0.64],
        [s.between(0.1, 0.24), 1],
      ]);
      return [stroke, bar(s, stroke[Math.floor(stroke.length * 0.75)]!)];
    },
  },
];
