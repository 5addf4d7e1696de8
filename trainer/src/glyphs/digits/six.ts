/** The ways to write 6: curved, with a straight stem, like a b, with a hook, not closed, wound up. */
import type { Sketch, Style } from '../sketch.js';
import { arc, joined, type Point } from '../stroke.js';

/** The loop from the left, counterclockwise down, round and back to the stem. */
function loop(s: Sketch, height: number): Point[] {
  const r = s.between(0.2, 0.3);
  return arc(0.05 + r, 1 - height / 2, r, height / 2, 180, 180 - s.between(335, 385));
}

export const six: readonly Style[] = [
  {
    name: '6-curved',
    weight: 4,
    draw: (s) => {
      const height = s.between(0.4, 0.56);
      const top: Point = [s.between(0.34, 0.56), s.between(0, 0.06)];
      return [s.curve([top, [s.between(0.16, 0.24), 0.22], [0.07, 0.48], ...loop(s, height)])];
    },
  },
  {
    name: '6-straight',
    weight: 2.5,
    draw: (s) => {
      const height = s.between(0.38, 0.54);
      const top: Point = [s.between(0.12, 0.46), 0];
      return [s.curve([top, [top[0] * 0.62 + 0.02, 0.3], [top[0] * 0.2 + 0.05, 0.56], ...loop(s, height)])];
    },
  },
  {
    name: '6-upright',
    weight: 0.8,
    draw: (s) => {
      const height = s.between(0.36, 0.5);
      return [s.curve([[s.between(0.12, 0.24), 0], [0.08, 0.3], [0.05, 0.55], ...loop(s, height)])];
    },
  },
  {
    name: '6-hooked',
    weight: 1.5,
    draw: (s) => {
      const height = s.between(0.42, 0.56);
      return [
        s.curve([
          [s.between(0.5, 0.58), s.between(0.1, 0.2)],
          [s.between(0.38, 0.46), 0.01],
          [0.22, 0.1],
          [0.08, 0.4],
          ...loop(s, height),
        ]),
      ];
    },
  },
  {
    // A stem as straight as that of a b, at times leaning back, on a bowl half as high.
    name: '6-b',
    weight: 1.2,
    draw: (s) => {
      const height = s.between(0.36, 0.56);
      const stem = s.line([
        [0.05 + s.between(-0.1, 0.1), 0],
        [0.05, 1 - height / 2],
      ]);
      return [joined(stem, s.curve([stem[stem.length - 1]!, ...loop(s, height)]))];
    },
  },
  {
    // The loop ends before it meets the stem.
    name: '6-open',
    weight: 1.2,
    draw: (s) => {
      const height = s.between(0.4, 0.56);
      const r = s.between(0.2, 0.3);
      const ring = arc(0.05 + r, 1 - height / 2, r, height / 2, 180, 180 - s.between(255, 310));
      return [s.curve([[s.between(0.2, 0.52), 0], [s.between(0.12, 0.22), 0.24], [0.06, 0.5], ...ring])];
    },
  },
  {
    // The loop winds inwards.
    name: '6-wound',
    weight: 0.8,
    draw: (s) => {
      const height = s.between(0.44, 0.58);
      const r = s.between(0.22, 0.3);
      const [x, y] = [0.05 + r, 1 - height / 2];
      const ring = arc(x, y, r, height / 2, 180, -90);
      const inner = arc(x, y + 0.02, r * 0.6, height * 0.28, -130, -s.between(200, 300));
      return [s.curve([[s.between(0.3, 0.52), s.between(0, 0.06)], [0.16, 0.24], ...ring, ...inner])];
    },
  },
];
