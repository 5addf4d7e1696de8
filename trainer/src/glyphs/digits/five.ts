/** The ways to write 5: its bar joined, lying apart or flying off, leaning, and nearly an s. */
import type { Sketch, Style } from '../sketch.js';
import { arc, joined, type Point } from '../stroke.js';

/** Neck from the top left down, leaning more or less, then the belly. */
function body(s: Sketch): Point[] {
  const x = s.between(0.06, 0.14);
  const waist = s.between(0.36, 0.56);
  const lean = s.chance(0.35) ? s.between(0.06, 0.2) : s.between(0, 0.06);
  const neck = s.line([
    [x + lean, s.between(0, 0.05)],
    [x - s.between(0, 0.04), waist],
  ]);
  const low = (1 - waist) / 2 + 0.03;
  const belly = arc(0.2, 1 - low, s.between(0.2, 0.36), low, -85, s.between(105, 172));
  return joined(neck, s.curve([neck[neck.length - 1]!, ...belly]));
}

export const five: readonly Style[] = [
  {
    name: '5-joined',
    weight: 4,
    draw: (s) => {
      const rest = body(s);
      const bar: Point = [s.between(0.42, 0.85), s.between(-0.08, 0.03)];
      return [joined(s.line([bar, rest[0]!]), rest)];
    },
  },
  {
    name: '5-barred',
    weight: 3,
    draw: (s) => {
      const from = s.between(-0.06, 0.16);
      const y = s.between(-0.05, 0.04);
      return [
        body(s),
        s.line([
          [from, y],
          [s.between(0.42, 0.92), y + s.between(-0.08, 0.04)],
        ]),
      ];
    },
  },
  {
    name: '5-detached',
    weight: 2,
    draw: (s) => {
      const from = s.between(0.2, 0.28);
      const y = s.between(-0.12, -0.02);
      return [
        body(s),
        s.line([
          [from, y],
          [from + s.between(0.24, 0.55), y + s.between(-0.08, 0.05)],
        ]),
      ];
    },
  },
  {
    name: '5-s',
    weight: 1.5,
    draw: (s) => {
      // The neck stays straighter and the head flatter than those of the letter.
      const neck = s.curve([
        [s.between(0.44, 0.58), s.between(-0.02, 0.05)],
        [0.24, s.between(0, 0.03)],
        [s.between(0.1, 0.15), 0.08],
        [s.between(0.06, 0.12), 0.38],
      ]);
      const belly = arc(0.22, 0.71, s.between(0.24, 0.34), 0.29, -80, s.between(120, 170));
      return [joined(neck, s.curve([neck[neck.length - 1]!, [0.14, 0.43], ...belly]))];
    },
  },
  {
    // A leaning neck without a corner to the belly, and a bar that flies up to the right.
    name: '5-flying',
    weight: 1.2,
    draw: (s) => {
      const lean = s.between(0.12, 0.32);
      const waist = s.between(0.36, 0.5);
      const low = (1 - waist) / 2 + 0.02;
      const top: Point = [0.1 + lean, s.between(0.02, 0.1)];
      const belly = arc(0.18, 1 - low, s.between(0.2, 0.32), low, -60, s.between(110, 170));
      const stroke = s.curve([top, [0.1 + lean * 0.4, waist * 0.6], [0.12, waist], ...belly]);
      const bar: Point = [top[0] + s.between(-0.04, 0.08), top[1] + s.between(-0.04, 0.04)];
      const end: Point = [bar[0] + s.between(0.22, 0.5), bar[1] - s.between(0.02, 0.18)];
      return [stroke, s.line([bar, end])];
    },
  },
];
