/** The ways to write 4: open, closed, like a bolt of lightning, in one stroke, with a slanting tail. */
import type { Sketch, Style } from '../sketch.js';
import { joined, type Point } from '../stroke.js';

/** The upright on the right, from `top` down; it crosses the bar at x. */
function upright(s: Sketch, x: number, top: number, bottom = 1): Point[] {
  const lean = s.between(-0.06, 0.1);
  return s.line([
    [x + lean * 0.6, top],
    [x - lean, bottom],
  ]);
}

export const four: readonly Style[] = [
  {
    name: '4-open',
    weight: 3,
    draw: (s) => {
      const corner: Point = [s.between(-0.03, 0.06), s.between(0.48, 0.64)];
      const left: Point = [corner[0] + s.between(-0.02, 0.16), s.between(-0.02, 0.12)];
      const end: Point = [s.between(0.56, 0.72), corner[1] + s.between(-0.08, 0.03)];
      const x = s.between(0.38, 0.5);
      return [s.line([left, corner, end]), upright(s, x, s.between(0, 0.3))];
    },
  },
  {
    // A cup on a stem.
    name: '4-cup',
    weight: 2,
    draw: (s) => {
      const x = s.between(0.42, 0.54);
      const depth = s.between(0.46, 0.6);
      const cup = s.curve([
        [s.between(0, 0.06), s.between(0, 0.1)],
        [s.between(-0.02, 0.04), depth * 0.6],
        [s.between(0.06, 0.12), depth],
        [x * 0.6, depth + 0.02],
        [x + s.between(0, 0.12), depth - s.between(0.04, 0.12)],
      ]);
      return [cup, upright(s, x, s.between(-0.02, 0.15))];
    },
  },
  {
    name: '4-closed',
    weight: 3.5,
    draw: (s) => {
      const x = s.between(0.4, 0.5);
      const corner: Point = [s.between(-0.04, 0.05), s.between(0.58, 0.72)];
      // The bar may end at the upright.
      const end: Point = [x + s.between(-0.02, 0.26), corner[1] + s.between(-0.05, 0.04)];
      const apex: Point = [x + s.between(-0.04, 0.04), 0];
      return [s.line([apex, corner, end]), upright(s, x, s.between(-0.02, 0.05))];
    },
  },
  {
    // One stroke: round the triangle and down.
    name: '4-one-stroke',
    weight: 2,
    draw: (s) => {
      const x = s.between(0.4, 0.48);
      const corner: Point = [s.between(-0.02, 0.06), s.between(0.44, 0.58)];
      const path = s.line([
        [s.between(0.06, 0.3), s.between(0, 0.08)],
        corner,
        [x + 0.02, corner[1] - s.between(0, 0.04)],
      ]);
      const up: Point = [x + s.between(0.02, 0.07), s.between(0, 0.16)];
      return [joined(path, s.line([path[path.length - 1]!, up, [x - s.between(0, 0.1), 1]]))];
    },
  },
  {
    name: '4-lightning',
    weight: 2,
    draw: (s) => {
      const corner: Point = [s.between(0, 0.06), s.between(0.5, 0.6)];
      const bolt = s.line([
        [s.between(0.14, 0.4), 0],
        corner,
        [s.between(0.52, 0.64), corner[1] - s.between(0.03, 0.1)],
      ]);
      return [bolt, upright(s, s.between(0.28, 0.44), corner[1] - s.between(0.05, 0.26), s.between(0.84, 1))];
    },
  },
  {
    // Like a y: the upright slants to the left, far below the cup.
    name: '4-tailed',
    weight: 1.2,
    draw: (s) => {
      const depth = s.between(0.4, 0.56);
      const x = s.between(0.4, 0.52);
      const cup = s.curve([
        [s.between(0, 0.08), s.between(0, 0.1)],
        [s.between(-0.03, 0.05), depth * 0.7],
        [s.between(0.08, 0.16), depth],
        [x, depth - s.between(0.02, 0.14)],
      ]);
      const tail = s.line([
        [x + s.between(0.04, 0.14), s.between(-0.02, 0.16)],
        [x - s.between(0.08, 0.3), 1],
      ]);
      return [cup, tail];
    },
  },
  {
    // The corner is a loop.
    name: '4-looped',
    weight: 0.6,
    draw: (s) => {
      const low = s.between(0.52, 0.64);
      const x = s.between(0.36, 0.48);
      const path = s.curve([
        [s.between(0.14, 0.3), s.between(0, 0.06)],
        [0.08, low * 0.6],
        [s.between(-0.04, 0.04), low],
        [0.04, low + s.between(0.04, 0.1)],
        [0.12, low - 0.02],
        [0.3, low - 0.03],
        [s.between(0.56, 0.7), low - s.between(0.02, 0.1)],
      ]);
      return [path, upright(s, x, s.between(0.05, 0.34))];
    },
  },
];
