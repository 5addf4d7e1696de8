/** The ways to write 0. */
import type { Sketch, Style } from '../sketch.js';
import { arc, type Point } from '../stroke.js';

/**
 * An oval from near the top, counterclockwise; `over` degrees more (or less) than a whole turn.
 * It may be an egg, and its end may lie inside or outside of its beginning.
 */
function oval(s: Sketch, over: number, narrowest = 0.22): Point[] {
  const rx = s.chance(0.75) ? s.between(narrowest, 0.42) : s.between(0.42, 0.6);
  const start = s.between(-140, -35);
  const egg = s.between(-0.3, 0.3);
  const spiral = s.chance(0.5) ? s.between(-0.25, 0.12) : 0;
  const ring = arc(0, 0, 1, 1, start, start - 360 - over, 13);
  return s.curve(
    ring.map(([x, y], i): Point => {
      const size = 1 + spiral * Math.max(0, (i - 8) / 4);
      return [0.4 + rx * x * size * (1 + egg * y), 0.5 + 0.5 * y * size];
    }),
  );
}

export const zero: readonly Style[] = [
  { name: '0-plain', weight: 4, draw: (s) => [oval(s, s.between(-6, 25))] },
  { name: '0-open', weight: 2, draw: (s) => [oval(s, -s.between(10, 42))] },
  {
    name: '0-looped',
    weight: 1.5,
    draw: (s) => {
      const rx = s.between(0.26, 0.42);
      const start = s.between(-110, -60);
      const ring = arc(0.4, 0.5, rx, 0.5, start, start - 350);
      const inside: Point = [0.4 + s.between(-0.1, 0.12), s.between(0.1, 0.3)];
      const end: Point = [inside[0] + s.between(0.1, 0.3), s.between(-0.04, 0.08)];
      return [s.curve([...ring, inside, end])];
    },
  },
  {
    name: '0-tailed',
    weight: 1,
    draw: (s) => {
      const rx = s.between(0.26, 0.42);
      const start = s.between(-100, -60);
      const ring = arc(0.4, 0.5, rx, 0.5, start, start - 360);
      return [s.curve([...ring, [0.4 + rx * s.between(0.3, 1), s.between(-0.12, 0.02)]])];
    },
  },
  {
    name: '0-slashed',
    weight: 1.2,
    draw: (s) => {
      const out = s.between(-0.08, 0.1);
      const lean = s.between(0.12, 0.3);
      const y = s.between(0.1, 0.28);
      const slash = s.line([
        [0.4 + lean + out, y - out],
        [0.4 - lean - out, 1 - y + out],
      ]);
      return [oval(s, s.between(-4, 15), 0.32), slash];
    },
  },
  {
    name: '0-dotted',
    weight: 0.15,
    draw: (s) => {
      const x = 0.4 + s.between(-0.04, 0.04);
      const rx = s.between(0.32, 0.42);
      return [s.curve(arc(0.4, 0.5, rx, 0.5, -90, -450)), [[x, s.between(0.46, 0.54)]]];
    },
  },
  {
    // Written in haste: two strokes that nearly meet.
    name: '0-narrow',
    weight: 0.8,
    draw: (s) => {
      const start = s.between(-120, -60);
      return [s.curve(arc(0.4, 0.5, s.between(0.12, 0.22), 0.5, start, start - s.between(345, 375)))];
    },
  },
  {
    // A ring that leans back, wider than high: how small ones at the end of a number turn out.
    name: '0-wide',
    weight: 0.6,
    draw: (s) => {
      const start = s.between(-140, -60);
      return [s.curve(arc(0.4, 0.5, s.between(0.55, 0.8), 0.5, start, start - s.between(340, 380)))];
    },
  },
];
