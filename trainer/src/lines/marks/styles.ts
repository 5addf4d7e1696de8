/** The signs of written numbers as strokes, in many hands: `. , - / = ' *`, and what fills the room beside a sum. 0 is the height of a digit's top, 1 the baseline. */
import type { Style } from '../../glyphs/sketch.js';
import { arc, type Point } from '../../glyphs/stroke.js';

/** Where a sign begins is where its strokes begin; a digit reaches from 0 to 1, and y grows downwards. */
export type MarkStyles = Readonly<Record<string, readonly Style[]>>;

/** The character by which texts ask for a long stroke, or a wavy one, beside a sum; it reads as a dash. */
export const FILLER = '\u{2015}';

const point: readonly Style[] = [
  { name: 'point-dot', weight: 5, draw: (s) => [[[0, s.between(0.88, 1.04)]]] },
  {
    name: 'point-dash',
    weight: 2,
    draw: (s) => {
      const y = s.between(0.88, 1);
      const tilt = s.between(-0.05, 0.06);
      return [
        [
          [0, y],
          [s.between(0.03, 0.08), y + tilt],
        ],
      ];
    },
  },
  { name: 'point-ring', weight: 0.7, draw: (s) => [s.curve(arc(0, 0.95, 0.03, 0.03, 0, 300))] },
];

const comma: readonly Style[] = [
  {
    name: 'comma-stroke',
    weight: 4,
    draw: (s) => {
      const length = s.between(0.14, 0.36);
      const y = s.between(0.84, 1);
      return [
        s.line([
          [length * s.between(0.15, 0.7), y],
          [0, y + length],
        ]),
      ];
    },
  },
  {
    name: 'comma-curve',
    weight: 4,
    draw: (s) => {
      const y = s.between(0.84, 0.98);
      const length = s.between(0.16, 0.38);
      return [
        s.curve([
          [0.05, y],
          [s.between(0.09, 0.14), y + 0.03],
          [s.between(0.07, 0.12), y + length * 0.55],
          [0, y + length],
        ]),
      ];
    },
  },
  {
    name: 'comma-upright',
    weight: 1,
    draw: (s) => {
      const y = s.between(0.82, 0.95);
      return [
        s.line([
          [0, y],
          [s.between(-0.02, 0.02), y + s.between(0.16, 0.3)],
        ]),
      ];
    },
  },
];

const apostrophe: readonly Style[] = [
  {
    name: 'apostrophe-stroke',
    weight: 3,
    draw: (s) => {
      const y = s.between(-0.15, 0.06);
      return [
        s.line([
          [s.between(0, 0.12), y],
          [0, y + s.between(0.14, 0.3)],
        ]),
      ];
    },
  },
  {
    name: 'apostrophe-curve',
    weight: 2,
    draw: (s) => {
      const y = s.between(-0.12, 0.05);
      return [
        s.curve([
          [0.05, y],
          [0.1, y + 0.04],
          [0.07, y + 0.14],
          [0, y + s.between(0.2, 0.28)],
        ]),
      ];
    },
  },
];

const dash: readonly Style[] = [
  {
    name: 'dash-stroke',
    weight: 5,
    draw: (s) => {
      const y = s.between(0.42, 0.66);
      return [
        s.line([
          [0, y],
          [s.between(0.2, 0.62), y + s.between(-0.07, 0.05)],
        ]),
      ];
    },
  },
  {
    name: 'dash-long',
    weight: 1.2,
    draw: (s) => {
      const y = s.between(0.45, 0.7);
      const length = s.between(0.6, 1.5);
      return [
        s.curve([
          [0, y],
          [length * 0.5, y + s.between(-0.08, 0.06)],
          [length, y + s.between(-0.1, 0.05)],
        ]),
      ];
    },
  },
  {
    name: 'dash-wave',
    weight: 0.5,
    draw: (s) => {
      const y = s.between(0.45, 0.62);
      const length = s.between(0.4, 1);
      const swing = s.between(0.03, 0.09);
      return [
        s.curve([
          [0, y + swing],
          [length * 0.28, y - swing],
          [length * 0.7, y + swing],
          [length, y - swing],
        ]),
      ];
    },
  },
];

const filler: readonly Style[] = [
  {
    name: 'filler-stroke',
    weight: 4,
    draw: (s) => {
      const y = s.between(0.4, 0.75);
      const length = s.between(1, 4);
      return [
        s.curve([
          [0, y],
          [length * 0.5, y + s.between(-0.1, 0.08)],
          [length, y + s.between(-0.2, 0.1)],
        ]),
      ];
    },
  },
  {
    name: 'filler-wave',
    weight: 2,
    draw: (s) => {
      const y = s.between(0.45, 0.65);
      const swing = s.between(0.05, 0.2);
      const pitch = s.between(0.25, 0.6);
      const waves = 2 + Math.floor(s.between(0, 5));
      return [
        s.curve(
          Array.from({ length: 2 * waves }, (_, i): Point => [i * pitch * 0.5, y + (i % 2 ? -swing : swing)]),
        ),
      ];
    },
  },
];

const slash: readonly Style[] = [
  {
    name: 'slash-straight',
    weight: 4,
    draw: (s) => [
      s.line([
        [s.between(0.25, 0.62), s.between(-0.25, 0.08)],
        [0, s.between(0.95, 1.3)],
      ]),
    ],
  },
  {
    name: 'slash-curved',
    weight: 1.5,
    draw: (s) => {
      const lean = s.between(0.3, 0.6);
      return [
        s.curve([
          [lean, s.between(-0.2, 0.05)],
          [lean * 0.6, s.between(0.4, 0.5)],
          [0, s.between(1, 1.3)],
        ]),
      ];
    },
  },
];

const equals: readonly Style[] = [
  {
    name: 'equals-two',
    weight: 5,
    draw: (s) => {
      const y = s.between(0.36, 0.52);
      const gap = s.between(0.14, 0.26);
      const length = s.between(0.3, 0.8);
      const tilt = s.between(-0.08, 0.05);
      const shift = s.between(-0.08, 0.08);
      return [
        s.line([
          [0, y],
          [length, y + tilt],
        ]),
        s.line([
          [shift, y + gap],
          [length * s.between(0.8, 1.15) + shift, y + gap + tilt],
        ]),
      ];
    },
  },
  {
    name: 'equals-joined',
    weight: 1,
    draw: (s) => {
      const y = s.between(0.36, 0.5);
      const gap = s.between(0.16, 0.26);
      const length = s.between(0.4, 0.8);
      return [
        s.line([
          [0, y],
          [length, y - 0.02],
          [0.02, y + gap],
          [length, y + gap - 0.02],
        ]),
      ];
    },
  },
];

const star: readonly Style[] = [3, 4].flatMap((lines): Style[] => [
  {
    name: `star-${lines}`,
    weight: lines === 3 ? 3 : 2,
    draw: (s) => {
      const [x, y] = [0.22, s.between(0.25, 0.6)];
      const r = s.between(0.16, 0.3);
      const turn = s.between(-0.3, 0.3);
      return Array.from({ length: lines }, (_, i) => {
        const angle = turn + (Math.PI * i) / lines;
        const [dx, dy] = [r * Math.cos(angle), r * Math.sin(angle)];
        return s.line([
          [x - dx, y - dy],
          [x + dx, y + dy],
        ]);
      });
    },
  },
]);

/** Signs of one or two strokes. */
export const plainMarks: MarkStyles = {
  '.': point,
  ',': comma,
  "'": apostrophe,
  '-': dash,
  '/': slash,
  '=': equals,
  '*': star,
  [FILLER]: filler,
};
