/** Ten digits as pen strokes, made up for the tests: points in a box of 100 × 140, y down; the pen curves through them. */

/** [x, y] pairs of one pen-down to pen-up. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export const DIGIT_STROKES: readonly (readonly Stroke[])[] = [
  [
    [
      [52, 2],
      [20, 14],
      [4, 60],
      [10, 112],
      [46, 138],
      [84, 118],
      [97, 66],
      [82, 16],
      [50, 2],
    ],
  ],
  [
    [
      [18, 42],
      [40, 22],
      [58, 2],
      [58, 50],
      [57, 100],
      [58, 138],
    ],
  ],
  [
    [
      [8, 36],
      [20, 8],
      [52, 2],
      [84, 18],
      [82, 52],
      [50, 92],
      [6, 134],
      [6, 136],
      [40, 132],
      [96, 136],
    ],
  ],
  [
    [
      [10, 16],
      [44, 2],
      [82, 16],
      [78, 48],
      [42, 64],
      [42, 65],
      [80, 78],
      [92, 108],
      [62, 136],
      [8, 126],
    ],
  ],
  [
    [
      [36, 2],
      [22, 48],
      [6, 88],
      [6, 89],
      [50, 86],
      [98, 84],
    ],
    [
      [70, 46],
      [66, 90],
      [62, 138],
    ],
  ],
  [
    [
      [22, 6],
      [18, 36],
      [14, 62],
      [14, 63],
      [52, 54],
      [88, 76],
      [84, 120],
      [48, 138],
      [6, 124],
    ],
    [
      [22, 6],
      [56, 4],
      [90, 2],
    ],
  ],
  [
    [
      [70, 2],
      [34, 30],
      [10, 80],
      [16, 122],
      [50, 138],
      [84, 116],
      [78, 82],
      [46, 74],
      [16, 98],
    ],
  ],
  [
    [
      [6, 8],
      [50, 6],
      [94, 4],
      [94, 5],
      [70, 58],
      [48, 100],
      [38, 138],
    ],
  ],
  [
    [
      [80, 18],
      [48, 2],
      [18, 20],
      [26, 50],
      [66, 80],
      [88, 112],
      [52, 138],
      [12, 114],
      [32, 78],
      [70, 48],
      [80, 18],
    ],
  ],
  [
    [
      [84, 30],
      [54, 4],
      [18, 18],
      [14, 50],
      [46, 66],
      [80, 46],
      [86, 26],
      [86, 70],
      [78, 110],
      [62, 138],
    ],
  ],
];

/** Where the pen really goes: a Catmull-Rom curve through the points, in straight pieces. */
export function smooth(stroke: Stroke, pieces = 6): Stroke {
  const at = (i: number): readonly [number, number] => stroke[Math.min(Math.max(i, 0), stroke.length - 1)]!;
  const points: [number, number][] = [];
  for (let i = 0; i + 1 < stroke.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      const mix = (axis: 0 | 1): number =>
        b[axis] +
        0.5 *
          t *
          (c[axis] -
            a[axis] +
            t *
              (2 * a[axis] -
                5 * b[axis] +
                4 * c[axis] -
                d[axis] +
                t * (3 * (b[axis] - c[axis]) + d[axis] - a[axis])));
      points.push([mix(0), mix(1)]);
    }
  }
  points.push([...at(stroke.length - 1)]);
  return points;
}
