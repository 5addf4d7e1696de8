/** The ways to write 1: a stick, a bar, the European one with its upstroke, with a base line, with a foot, curved. */
import type { Sketch, Style } from '../sketch.js';
import { joined, type Point } from '../stroke.js';

/** Upstroke from the left to the apex, then the stem down: from a short flag to a Λ whose legs are nearly alike. */
function flagged(
  s: Sketch,
  length: readonly [number, number],
): { stroke: Point[]; foot: Point; bottom: number } {
  const part = s.between(length[0], length[1]);
  // A short flag may lie flat, a long one stands: else it would be a 7 or an A without its bar.
  const angle = s.between(31 + 16 * part, 66 + 6 * part) * (Math.PI / 180);
  const rise = part * Math.sin(angle);
  const reach = part * Math.cos(angle);
  const start: Point = [-reach, rise];
  const foot: Point = [s.between(-0.22, 0.26) + 0.12 * part, 1];
  const apex: Point = [0, 0];
  const bend = s.between(-0.04, 0.06);
  const up = s.chance(0.4)
    ? s.curve([start, [-reach / 2 - bend, rise / 2 - bend], apex])
    : s.line([start, apex]);
  const down = s.chance(0.3)
    ? s.curve([apex, [foot[0] / 2 + s.between(-0.05, 0.05), 0.5], foot])
    : s.line([apex, foot]);
  return { stroke: joined(up, down), foot, bottom: foot[0] };
}

function base(s: Sketch, x: number): Point[] {
  const left = s.between(0.14, 0.45);
  const right = s.between(0.12, 0.45);
  const y = 1 + s.between(-0.03, 0.03);
  return s.line([
    [x - left, y],
    [x + right, y + s.between(-0.05, 0.03)],
  ]);
}

function stick(s: Sketch): Point[] {
  const bend = s.between(-0.06, 0.06);
  const lean = s.between(-0.12, 0.4);
  return s.curve([
    [lean, 0],
    [lean / 2 + bend, 0.5],
    [0, 1],
  ]);
}

export const one: readonly Style[] = [
  { name: '1-stick', weight: 2, draw: (s) => [stick(s)] },
  {
    // As straight as if it were ruled, and upright but for the lean of the hand.
    name: '1-bar',
    weight: 1.5,
    draw: (s) => [
      s.line([
        [s.between(-0.03, 0.05), 0],
        [0, 1],
      ]),
    ],
  },
  { name: '1-flag', weight: 2, draw: (s) => [flagged(s, [0.14, 0.42]).stroke] },
  { name: '1-european', weight: 4, draw: (s) => [flagged(s, [0.4, 1]).stroke] },
  {
    name: '1-based',
    weight: 2,
    draw: (s) => {
      const { stroke, bottom } = flagged(s, [0.15, 0.5]);
      return [stroke, base(s, bottom)];
    },
  },
  {
    name: '1-european-based',
    weight: 0.8,
    draw: (s) => {
      const { stroke, bottom } = flagged(s, [0.4, 0.6]);
      return [stroke, base(s, bottom)];
    },
  },
  {
    // A long slanting upstroke, the stem no longer than it.
    name: '1-european-wide',
    weight: 0.4,
    draw: (s) => {
      const start: Point = [-s.between(0.45, 0.7), s.between(0.6, 0.95)];
      const foot: Point = [s.between(-0.02, 0.26), s.between(0.75, 1)];
      return [joined(s.line([start, [0, 0]]), s.line([[0, 0], foot]))];
    },
  },
  {
    // The pen slides off to the right at the foot.
    name: '1-foot',
    weight: 0.5,
    draw: (s) => {
      const { stroke, foot } = flagged(s, [0.25, 0.6]);
      const slide = s.between(0.06, 0.16);
      return [joined(stroke, s.curve([foot, [foot[0] + slide / 2, 1.01], [foot[0] + slide, 1 - slide / 2]]))];
    },
  },
  {
    // The upstroke begins with a small curve, and the stem may end in one.
    name: '1-european-curved',
    weight: 0.8,
    draw: (s) => {
      const reach = s.between(0.25, 0.5);
      const low = s.between(0.3, 0.7);
      const foot: Point = [s.between(-0.15, 0.2), 1];
      const up = s.curve([
        [-reach - s.between(0, 0.08), low - s.between(0, 0.08)],
        [-reach + 0.06, low],
        [-reach / 2 + 0.03, low * 0.6],
        [0, 0],
      ]);
      const down = s.chance(0.5)
        ? s.curve([[0, 0], [foot[0] / 2, 0.5], foot, [foot[0] + s.between(0.08, 0.2), s.between(0.86, 0.96)]])
        : s.line([[0, 0], foot]);
      return [joined(up, down)];
    },
  },
];
