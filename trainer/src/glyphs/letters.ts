/** Letters and signs that nobody takes for a digit, as strokes. Those that look like one (B, D, I, O, S, Z, l, q, /) are left out. */
import type { Sketch, Style } from './sketch.js';
import { arc, type Point, type Stroke } from './stroke.js';

/** Straight strokes written as points "x,y x,y", strokes separated by "|". */
function lines(name: string, text: string, weight = 1): Style {
  const strokes = text.split('|').map((stroke) =>
    stroke
      .trim()
      .split(' ')
      .map((point): Point => {
        const [x, y] = point.split(',').map(Number);
        return [x!, y!];
      }),
  );
  return { name, weight, draw: (s) => strokes.map((stroke) => s.line(shaken(stroke, s))) };
}

/** The same points, each somewhere near. */
function shaken(points: Stroke, s: Sketch): Point[] {
  return points.map(([x, y]) => [x + s.between(-0.05, 0.05), y + s.between(-0.05, 0.05)]);
}

function curves(name: string, strokes: (s: Sketch) => Stroke[], weight = 1): Style {
  return { name, weight, draw: (s) => strokes(s).map((stroke) => s.curve(stroke)) };
}

export const letters: readonly Style[] = [
  lines('letter-A', '0,1 0.35,0 0.7,1|0.12,0.62 0.6,0.62', 0.7),
  lines('letter-E', '0.55,0 0,0 0,1 0.58,1|0,0.48 0.45,0.48'),
  lines('letter-F', '0.58,0 0,0 0,1|0,0.45 0.45,0.45'),
  lines('letter-H', '0,0 0,1|0.6,0 0.6,1|0,0.5 0.6,0.5'),
  lines('letter-K', '0,0 0,1|0.55,0 0.02,0.55 0.6,1'),
  lines('letter-M', '0,1 0.05,0 0.4,0.6 0.75,0 0.8,1'),
  lines('letter-N', '0,1 0,0 0.6,1 0.6,0'),
  lines('letter-W', '0,0 0.2,1 0.42,0.35 0.64,1 0.85,0'),
  lines('letter-X', '0,0 0.62,1|0.62,0 0,1'),
  lines('letter-V', '0,0 0.32,1 0.64,0', 0.7),
  curves('letter-R', (s) => [
    [
      [0, 1],
      [0, 0.5],
      [0, 0],
      [0.3, -0.02],
      [0.52, 0.22],
      [0.3, 0.48],
      [0.05, 0.5],
      [0.3, 0.7],
      [s.between(0.5, 0.65), 1],
    ],
  ]),
  curves('letter-m', () => [
    [
      [0, 1],
      [0, 0.45],
      [0.02, 0.3],
      [0.22, 0.22],
      [0.34, 0.45],
      [0.34, 1],
      [0.36, 0.5],
      [0.55, 0.22],
      [0.7, 0.45],
      [0.7, 1],
    ],
  ]),
  curves('letter-w', () => [
    [
      [0, 0.2],
      [0.04, 0.7],
      [0.2, 0.9],
      [0.36, 0.55],
      [0.38, 0.2],
      [0.4, 0.65],
      [0.56, 0.9],
      [0.74, 0.6],
      [0.76, 0.2],
    ],
  ]),
  curves('letter-k', () => [
    [
      [0, 0],
      [0, 0.5],
      [0, 1],
    ],
    [
      [0.42, 0.35],
      [0.05, 0.68],
      [0.2, 0.8],
      [0.45, 1],
    ],
  ]),
];

export const signs: readonly Style[] = [
  lines('sign-plus', '0.35,0 0.35,0.7|0,0.35 0.7,0.35'),
  lines('sign-equals', '0,0.3 0.8,0.3|0,0.6 0.8,0.6'),
  lines('sign-minus', '0,0.5 0.8,0.5'),
  lines('sign-hash', '0.25,0 0.15,1|0.6,0 0.5,1|0,0.35 0.75,0.35|0,0.68 0.72,0.68'),
  lines('sign-star', '0.4,0 0.4,0.8|0.05,0.2 0.75,0.6|0.75,0.2 0.05,0.6'),
  lines('sign-pentagram', '0.15,1 0.45,0 0.75,1 0,0.38 0.9,0.38 0.15,1'),
  lines('sign-check', '0,0.6 0.25,0.95 0.85,0.1'),
  lines('sign-arrow', '0,0.5 0.95,0.5|0.65,0.2 0.95,0.5 0.65,0.8'),
  curves('sign-percent', () => [
    arc(0.15, 0.2, 0.14, 0.16, 0, 360),
    arc(0.62, 0.8, 0.14, 0.16, 0, 360),
    [
      [0.66, 0.05],
      [0.1, 0.95],
    ],
  ]),
  curves('sign-question', (s) => [
    [...arc(0.3, 0.25, 0.26, 0.25, -190, 60), [0.3, 0.56], [0.28, 0.72]],
    [[0.28, s.between(0.93, 1)]],
  ]),
  curves('sign-and', () => [
    [
      [0.75, 1],
      [0.3, 0.5],
      [0.16, 0.22],
      [0.34, 0],
      [0.48, 0.2],
      [0.25, 0.48],
      [0, 0.74],
      [0.2, 1],
      [0.5, 0.88],
      [0.74, 0.56],
    ],
  ]),
  curves('sign-at', () => [
    [...arc(0.5, 0.5, 0.2, 0.2, -10, -360), [0.7, 0.62], [0.85, 0.72], ...arc(0.5, 0.5, 0.5, 0.5, 15, -310)],
  ]),
  curves('sign-heart', () => [
    [
      [0.45, 0.25],
      [0.3, 0],
      [0.02, 0.1],
      [0.05, 0.45],
      [0.45, 0.98],
    ],
    [
      [0.45, 0.25],
      [0.6, 0],
      [0.88, 0.1],
      [0.85, 0.45],
      [0.45, 0.98],
    ],
  ]),
  curves('sign-smiley', () => [
    arc(0.5, 0.5, 0.5, 0.5, -90, -450),
    [[0.34, 0.36]],
    [[0.66, 0.36]],
    arc(0.5, 0.52, 0.26, 0.24, 20, 160),
  ]),
  curves('sign-cloud', () => [
    [
      [0.1, 0.7],
      [0, 0.45],
      [0.2, 0.3],
      [0.35, 0.05],
      [0.6, 0.1],
      [0.7, 0.3],
      [0.95, 0.4],
      [0.9, 0.7],
      [0.5, 0.75],
      [0.1, 0.7],
    ],
  ]),
  curves('sign-wave', () => [
    [
      [0, 0.5],
      [0.15, 0.3],
      [0.3, 0.5],
      [0.45, 0.7],
      [0.6, 0.5],
      [0.75, 0.3],
      [0.9, 0.5],
    ],
  ]),
  curves('sign-house', () => [
    [
      [0, 1],
      [0, 0.5],
      [0, 0.45],
      [0.4, 0],
      [0.8, 0.45],
      [0.8, 0.5],
      [0.8, 1],
      [0, 1],
    ],
    [
      [0.3, 1],
      [0.3, 0.7],
      [0.5, 0.7],
      [0.5, 1],
    ],
  ]),
];
