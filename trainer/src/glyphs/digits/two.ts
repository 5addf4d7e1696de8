/** The ways to write 2: round, with a loop at its foot or its head, like a swan, and nearly a z. */
import type { Style } from '../sketch.js';
import { arc, joined, type Point } from '../stroke.js';

export const two: readonly Style[] = [
  {
    name: '2-plain',
    weight: 4,
    draw: (s) => {
      const r = s.between(0.22, 0.32);
      const head = arc(0.3, 0.28, r, 0.28, s.between(-200, -150), s.between(10, 45));
      const corner: Point = [s.between(-0.04, 0.08), s.between(0.94, 1)];
      const end: Point = [s.between(0.55, 0.8), s.between(0.9, 1.02)];
      const back = s.curve([...head, [0.36, 0.62], corner]);
      return [joined(back, s.line([back[back.length - 1]!, end]))];
    },
  },
  {
    name: '2-looped',
    weight: 2.5,
    draw: (s) => {
      const r = s.between(0.2, 0.3);
      const head = arc(0.32, 0.26, r, 0.26, s.between(-190, -150), 25);
      const size = s.between(0.05, 0.11);
      const loop: Point[] = [
        [0.3, 0.68],
        [0.1, 0.95],
        [0.02 - size / 2, 0.96],
        [0.03, 0.96 - 1.6 * size],
        [0.16, 0.97 - size],
        [0.4, 0.98],
        [s.between(0.6, 0.78), s.between(0.88, 1)],
      ];
      return [s.curve([...head, ...loop])];
    },
  },
  {
    name: '2-swan',
    weight: 2,
    draw: (s) => {
      const head = arc(0.28, 0.26, s.between(0.2, 0.3), 0.26, s.between(-190, -140), 30);
      const corner: Point = [s.between(0, 0.08), 0.93];
      const back = s.curve([...head, [0.34, 0.64], corner]);
      const wave = s.curve([
        back[back.length - 1]!,
        [0.22, s.between(0.82, 0.9)],
        [0.45, 0.96],
        [s.between(0.62, 0.8), s.between(0.84, 0.94)],
      ]);
      return [joined(back, wave)];
    },
  },
  {
    name: '2-z',
    weight: 1.5,
    draw: (s) => {
      // A bend before the corner keeps it from being the letter.
      const top = s.curve([
        [s.between(0, 0.1), s.between(0.08, 0.18)],
        [0.26, s.between(-0.01, 0.04)],
        [0.47, s.between(0.03, 0.08)],
        [s.between(0.48, 0.56), s.between(0.16, 0.24)],
        [0.36, 0.5],
        [s.between(-0.02, 0.06), 0.97],
      ]);
      const end: Point = [s.between(0.5, 0.75), s.between(0.92, 1.02)];
      return [joined(top, s.line([top[top.length - 1]!, end]))];
    },
  },
  {
    // The head begins with a small curl.
    name: '2-curled',
    weight: 1,
    draw: (s) => {
      const r = s.between(0.2, 0.3);
      const curl = arc(0.3 - r + 0.09, 0.26, 0.08, s.between(0.07, 0.12), 40, 290);
      const head = arc(0.3, 0.27, r, 0.27, -175, 25);
      const corner: Point = [s.between(-0.04, 0.06), s.between(0.92, 1)];
      const back = s.curve([...curl, ...head, [0.34, 0.64], corner]);
      const end: Point = [s.between(0.5, 0.78), s.between(0.88, 1.02)];
      return [joined(back, s.line([back[back.length - 1]!, end]))];
    },
  },
  {
    // Its foot is short, or slopes down.
    name: '2-short',
    weight: 1,
    draw: (s) => {
      const head = arc(0.28, 0.27, s.between(0.22, 0.32), 0.27, s.between(-200, -160), s.between(10, 40));
      const corner: Point = [s.between(0, 0.12), s.between(0.84, 0.94)];
      const back = s.curve([...head, [0.36, 0.58], corner]);
      const end: Point = [corner[0] + s.between(0.24, 0.42), corner[1] + s.between(0, 0.14)];
      return [joined(back, s.line([back[back.length - 1]!, end]))];
    },
  },
];
