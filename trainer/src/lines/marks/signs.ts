/** The signs beside numbers that take several strokes: `# $ € £ %`. 0 is the height of a digit's top, 1 the baseline. */
import type { Sketch, Style } from '../../glyphs/sketch.js';
import { arc, joined, type Point, type Stroke } from '../../glyphs/stroke.js';
import type { MarkStyles } from './styles.js';

const number: readonly Style[] = [
  {
    name: 'number-sign',
    weight: 4,
    draw: (s) => {
      const lean = s.between(0, 0.22);
      const [x1, x2] = [s.between(0.12, 0.2), s.between(0.36, 0.5)];
      const [y1, y2] = [s.between(0.25, 0.4), s.between(0.58, 0.75)];
      const wide = s.between(0.6, 0.75);
      const tilt = s.between(-0.08, 0.03);
      const up = (x: number): Stroke =>
        s.line([
          [x + lean, s.between(-0.06, 0.1)],
          [x, s.between(0.9, 1.06)],
        ]);
      const across = (y: number): Stroke =>
        s.line([
          [s.between(-0.02, 0.05), y],
          [wide + lean, y + tilt],
        ]);
      return [up(x1), up(x2), across(y1), across(y2)];
    },
  },
];

/** The S of a dollar, from its upper right end. */
function snake(s: Sketch, top: number, bottom: number): Stroke {
  const wide = s.between(0.38, 0.56);
  const y = (share: number): number => top + share * (bottom - top);
  return s.curve([
    [wide, y(s.between(0.08, 0.2))],
    [wide * 0.5, y(0)],
    [0.02, y(0.2)],
    [wide * 0.35, y(0.46)],
    [wide * 0.75, y(0.56)],
    [wide, y(0.78)],
    [wide * 0.45, y(1)],
    [0, y(s.between(0.82, 0.94))],
  ]);
}

const dollar: readonly Style[] = [
  {
    name: 'dollar-one',
    weight: 4,
    draw: (s) => {
      const x = s.between(0.2, 0.32);
      const lean = s.between(-0.02, 0.14);
      return [
        snake(s, s.between(0, 0.12), s.between(0.88, 1)),
        s.line([
          [x + lean, s.between(-0.18, 0)],
          [x, s.between(1, 1.18)],
        ]),
      ];
    },
  },
  {
    name: 'dollar-two',
    weight: 1.5,
    draw: (s) => {
      const gap = s.between(0.07, 0.14);
      const x = s.between(0.16, 0.24);
      const lean = s.between(0, 0.1);
      return [
        snake(s, 0.08, 0.92),
        ...[0, gap].map((shift) =>
          s.line([
            [x + shift + lean, s.between(-0.15, -0.02)],
            [x + shift, s.between(1.02, 1.15)],
          ]),
        ),
      ];
    },
  },
  {
    name: 'dollar-ends',
    weight: 1.5,
    draw: (s) => {
      const x = s.between(0.22, 0.3);
      return [
        snake(s, 0.05, 0.95),
        s.line([
          [x + 0.04, -0.16],
          [x + 0.02, s.between(0.06, 0.14)],
        ]),
        s.line([
          [x, s.between(0.88, 0.95)],
          [x - 0.02, 1.16],
        ]),
      ];
    },
  },
];

const euro: readonly Style[] = [
  {
    name: 'euro-round',
    weight: 4,
    draw: (s) => {
      const rx = s.between(0.28, 0.4);
      const open = s.between(35, 60);
      const across = (y: number): Stroke =>
        s.line([
          [s.between(-0.16, -0.02), y],
          [s.between(0.3, 0.5), y + s.between(-0.04, 0.03)],
        ]);
      return [
        s.curve(arc(rx, 0.5, rx, 0.5, -open, -360 + open)),
        across(s.between(0.36, 0.44)),
        across(s.between(0.54, 0.64)),
      ];
    },
  },
  {
    name: 'euro-sharp',
    weight: 1,
    draw: (s) => {
      const wide = s.between(0.45, 0.6);
      return [
        s.curve([
          [wide, 0.05],
          [0.2, s.between(0.04, 0.14)],
          [0.02, 0.5],
          [0.2, s.between(0.86, 0.96)],
          [wide, 0.95],
        ]),
        s.line([
          [-0.1, 0.42],
          [wide * 0.75, 0.4],
        ]),
        s.line([
          [-0.1, 0.6],
          [wide * 0.7, 0.58],
        ]),
      ];
    },
  },
];

const pound: readonly Style[] = [1, 2].map(
  (bars): Style => ({
    name: `pound-${bars}`,
    weight: bars === 1 ? 3 : 1,
    draw: (s) => {
      const stem: Point[] = [
        [s.between(0.48, 0.58), s.between(0.12, 0.24)],
        [0.4, 0],
        [0.24, s.between(0.1, 0.18)],
        [0.24, 0.5],
        [s.between(0.16, 0.22), 0.86],
        [0.04, 0.98],
        [-0.02, 0.88],
        [0.14, s.between(0.84, 0.9)],
        [0.34, 0.98],
        [s.between(0.55, 0.66), s.between(0.84, 0.95)],
      ];
      const across = (y: number): Stroke =>
        s.line([
          [s.between(0, 0.08), y],
          [s.between(0.4, 0.5), y + s.between(-0.05, 0.02)],
        ]);
      return [s.curve(stem), ...Array.from({ length: bars }, (_, i) => across(0.5 + 0.13 * i))];
    },
  }),
);

function ring(s: Sketch, x: number, y: number): Stroke {
  const r = s.between(0.11, 0.18);
  const from = s.between(-120, -20);
  return s.curve(arc(x, y, r, r * s.between(0.9, 1.3), from, from - 350));
}

const percent: readonly Style[] = [
  {
    name: 'percent-plain',
    weight: 4,
    draw: (s) => [
      ring(s, 0.16, s.between(0.15, 0.28)),
      s.line([
        [s.between(0.6, 0.8), s.between(-0.06, 0.08)],
        [s.between(0, 0.14), s.between(0.95, 1.08)],
      ]),
      ring(s, s.between(0.62, 0.76), s.between(0.76, 0.88)),
    ],
  },
  {
    name: 'percent-joined',
    weight: 1.5,
    draw: (s) => {
      const first = arc(0.16, 0.2, 0.14, 0.17, 20, -330);
      const slash: Point[] = [
        [0.5, s.between(0.08, 0.16)],
        [s.between(0.66, 0.8), s.between(-0.04, 0.06)],
        [s.between(0.06, 0.14), 1],
      ];
      return [joined(s.curve(first), s.line(slash)), ring(s, 0.68, 0.82)];
    },
  },
  {
    name: 'percent-flat',
    weight: 1,
    draw: (s) => [
      ring(s, 0.14, s.between(0.35, 0.45)),
      s.line([
        [s.between(0.42, 0.55), 0.05],
        [s.between(0.24, 0.3), 1.05],
      ]),
      ring(s, s.between(0.58, 0.68), s.between(0.62, 0.75)),
    ],
  },
];

/** Signs of currencies and the like. */
export const richMarks: MarkStyles = { '#': number, $: dollar, '€': euro, '£': pound, '%': percent };
