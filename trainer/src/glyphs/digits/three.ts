/** The ways to write 3: round, with a flat top, with a loop or a point in the middle, curled at its ends. */
import type { Sketch, Style } from '../sketch.js';
import { arc, joined, type Point } from '../stroke.js';

function bowl(s: Sketch, from: Point): Point[] {
  const r = s.between(0.24, 0.34);
  const belly = arc(0.26, 0.72, r, 0.28, -50, s.between(130, 178));
  return s.curve([from, ...belly]);
}

export const three: readonly Style[] = [
  {
    name: '3-round',
    weight: 3.5,
    draw: (s) => {
      const waist: Point = [s.between(0.14, 0.28), s.between(0.42, 0.5)];
      const head = s.curve([
        ...arc(0.25, 0.22, s.between(0.2, 0.28), 0.22, s.between(-185, -140), 55),
        waist,
      ]);
      return [joined(head, bowl(s, head[head.length - 1]!))];
    },
  },
  {
    name: '3-looped',
    weight: 1.5,
    draw: (s) => {
      const head = arc(0.25, 0.22, s.between(0.2, 0.27), 0.22, s.between(-180, -140), 60);
      const size = s.between(0.03, 0.07);
      const loop: Point[] = [
        [0.2, 0.5],
        [0.17 - size, 0.49 - size],
        [0.2, 0.44],
        [0.32, 0.46],
      ];
      const belly = arc(0.26, 0.73, s.between(0.24, 0.32), 0.27, -35, s.between(130, 175));
      return [s.curve([...head, ...loop, ...belly])];
    },
  },
  {
    name: '3-flat',
    weight: 2.5,
    draw: (s) => {
      const right: Point = [s.between(0.42, 0.56), s.between(-0.02, 0.03)];
      const waist: Point = [s.between(0.16, 0.28), s.between(0.36, 0.45)];
      const top = s.line([[s.between(-0.02, 0.08), s.between(-0.02, 0.05)], right, waist]);
      return [joined(top, bowl(s, top[top.length - 1]!))];
    },
  },
  {
    // Straight from corner to corner, the lower half smaller than the upper or larger.
    name: '3-zigzag',
    weight: 1.5,
    draw: (s) => {
      const right: Point = [s.between(0.4, 0.6), s.between(-0.03, 0.06)];
      const waist: Point = [s.between(0.08, 0.26), s.between(0.36, 0.52)];
      const lower: Point = [s.between(0.36, 0.56), s.between(0.6, 0.82)];
      const top = s.line([[s.between(-0.04, 0.08), s.between(-0.02, 0.08)], right, waist]);
      const end: Point = [s.between(-0.1, 0.1), s.between(0.94, 1.04)];
      const low = s.chance(0.5)
        ? s.line([top[top.length - 1]!, lower, end])
        : s.curve([top[top.length - 1]!, lower, [lower[0] - 0.04, 0.95], end]);
      return [joined(top, low)];
    },
  },
  {
    name: '3-angular',
    weight: 1,
    draw: (s) => [
      s.line([
        [s.between(0, 0.08), s.between(0.02, 0.1)],
        [0.28, 0],
        [s.between(0.42, 0.5), s.between(0.14, 0.24)],
        [s.between(0.16, 0.26), s.between(0.42, 0.5)],
        [s.between(0.44, 0.56), s.between(0.66, 0.78)],
        [0.28, 1],
        [s.between(-0.04, 0.04), s.between(0.86, 0.94)],
      ]),
    ],
  },
  {
    // It begins and ends with a small curl.
    name: '3-curled',
    weight: 0.8,
    draw: (s) => {
      const r = s.between(0.2, 0.27);
      const curl = arc(0.25 - r + 0.08, 0.2, 0.07, s.between(0.05, 0.09), 60, 280);
      const waist: Point = [s.between(0.16, 0.28), s.between(0.42, 0.5)];
      const head = s.curve([...curl, ...arc(0.25, 0.22, r, 0.22, -170, 55), waist]);
      const belly = arc(0.26, 0.72, s.between(0.24, 0.34), 0.28, -50, 170);
      const foot: Point[] = s.chance(0.5)
        ? [
            [0.02, s.between(0.78, 0.86)],
            [0.12, s.between(0.8, 0.86)],
          ]
        : [];
      return [joined(head, s.curve([head[head.length - 1]!, ...belly, ...foot]))];
    },
  },
];
