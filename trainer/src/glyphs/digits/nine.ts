/** The ways to write 9: straight, curved and g-like tails, an angled foot, an open loop, a flag. */
import type { Sketch, Style } from '../sketch.js';
import { arc, joined, type Point } from '../stroke.js';

const RIGHT = 0.52;

/** The loop from its right end, counterclockwise, back to the stem; `over` degrees more than a whole turn. */
function loop(s: Sketch, over: number): Point[] {
  const rx = s.between(0.2, 0.32);
  const ry = s.between(0.21, 0.29);
  const start = s.between(-50, -20);
  return arc(RIGHT - rx, ry, rx, ry, start, start - 335 - over);
}

export const nine: readonly Style[] = [
  {
    name: '9-straight',
    weight: 2.5,
    draw: (s) => {
      const ring = s.curve(loop(s, s.between(-8, 20)));
      const top: Point = [RIGHT + s.between(-0.02, 0.02), s.between(0.02, 0.16)];
      const foot: Point = [RIGHT - s.between(-0.02, 0.26), 1];
      return [joined(ring, s.line([ring[ring.length - 1]!, top, foot]))];
    },
  },
  {
    name: '9-curved',
    weight: 3,
    draw: (s) => {
      const depth = s.between(0.86, 0.94);
      const tail: Point[] = [
        [RIGHT, 0.14],
        [RIGHT, 0.5],
        [s.between(0.42, 0.5), depth - 0.08],
        [s.between(0.24, 0.34), 1],
        [s.between(0.02, 0.14), s.between(0.86, 0.98)],
      ];
      return [s.curve([...loop(s, s.between(-8, 12)), ...tail])];
    },
  },
  {
    // A low loop on a long slanting tail.
    name: '9-flat',
    weight: 1.5,
    draw: (s) => {
      const rx = s.between(0.22, 0.36);
      const ry = s.between(0.11, 0.18);
      const start = s.between(-40, -10);
      const ring = arc(RIGHT - rx, ry, rx, ry, start, start - s.between(320, 350));
      const top: Point = [RIGHT + s.between(0, 0.06), s.between(0, 0.06)];
      const foot: Point = [s.between(0, 0.34), 1];
      const back = s.curve(ring);
      return [
        joined(back, s.curve([back[back.length - 1]!, top, [(top[0] + foot[0]) / 2 + 0.06, 0.5], foot])),
      ];
    },
  },
  {
    // As a g: the tail turns back up.
    name: '9-g',
    weight: 2.5,
    draw: (s) => {
      const tail: Point[] = [
        [RIGHT, 0.1],
        [RIGHT + 0.01, 0.5],
        [RIGHT - 0.03, 0.84],
        [s.between(0.26, 0.34), 1],
        [s.between(0.06, 0.14), 0.93],
        [s.between(0, 0.08), s.between(0.76, 0.85)],
      ];
      return [s.curve([...loop(s, s.between(-8, 10)), ...tail])];
    },
  },
  {
    // The tail ends in a flat foot, to the left, with a corner; the stem may lean far.
    name: '9-footed',
    weight: 2.5,
    draw: (s) => {
      const ring = s.curve(loop(s, s.between(-8, 10)));
      const corner: Point = [RIGHT + s.between(-0.06, 0.26), s.between(0.88, 1)];
      const end: Point = [corner[0] - s.between(0.25, 0.55), corner[1] - s.between(-0.02, 0.14)];
      return [joined(ring, s.line([ring[ring.length - 1]!, [RIGHT, 0.1], corner, end]))];
    },
  },
  {
    // The loop does not come back to where it began: the stem goes on from its lower right.
    name: '9-unclosed',
    weight: 2.5,
    draw: (s) => {
      const ring = loop(s, s.between(-40, -10));
      const x = ring[ring.length - 1]![0];
      const hooked = s.chance(0.5);
      const lean = s.between(0, 0.12);
      const tail: Point[] = hooked
        ? [
            [x + 0.02, 0.6],
            [x - 0.04, 0.88],
            [x - s.between(0.14, 0.24), 1],
            [x - s.between(0.28, 0.42), s.between(0.88, 0.98)],
          ]
        : [
            [x + 0.02, 0.62],
            [x - lean, 0.88],
            [x - lean * 2, 1],
          ];
      return [s.curve([...ring, ...tail])];
    },
  },
  {
    // The loop begins away from the stem and is not closed at the top.
    name: '9-open',
    weight: 1.5,
    draw: (s) => {
      const rx = s.between(0.23, 0.31);
      const ry = s.between(0.2, 0.27);
      const ring = arc(RIGHT - rx, ry, rx, ry, s.between(-60, -40), -330);
      const foot: Point = [RIGHT - s.between(0, 0.2), 1];
      const back = s.curve([...ring, [RIGHT, s.between(0.1, 0.2)]]);
      return [joined(back, s.line([back[back.length - 1]!, foot]))];
    },
  },
  {
    // Begun with a flag to the right of the stem: the loop is a hook that the stem leaves at its lower right, open above.
    name: '9-flagged',
    weight: 0.7,
    draw: (s) => {
      const low = s.between(0.36, 0.52);
      const left = s.between(0, 0.12);
      const flag: Point[] = [
        [RIGHT + s.between(-0.02, 0.1), s.between(-0.02, 0.06)],
        [RIGHT - s.between(0.06, 0.16), s.between(0, 0.05)],
        [left + 0.06, low * 0.35],
        [left, low * 0.7],
      ];
      const stem = RIGHT - s.between(-0.02, 0.06);
      const turn: Point[] = [
        [left + 0.1, low],
        [stem - 0.1, low - s.between(0, 0.08)],
        [stem, low + 0.08],
      ];
      const depth = s.between(0.84, 0.94);
      const tail: Point[] = [
        [stem + s.between(-0.02, 0.02), depth - 0.1],
        [stem - s.between(0.06, 0.14), s.between(0.96, 1)],
        [stem - s.between(0.25, 0.5), s.between(0.86, 1)],
      ];
      return [s.curve([...flag, ...turn, ...tail])];
    },
  },
];
