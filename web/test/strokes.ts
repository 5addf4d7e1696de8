/** Digits and doodles written for the tests: strokes of [x, y] in shares of the pad. */

export type Path = readonly (readonly [x: number, y: number])[];

/** An ellipse from one angle to another, in turns clockwise from the right. */
function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Path {
  const steps = 24;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / steps);
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

export const DIGITS: Readonly<Record<string, readonly Path[]>> = {
  0: [arc(0.5, 0.5, 0.17, 0.28, -0.25, 0.76)],
  1: [
    [
      [0.46, 0.3],
      [0.53, 0.22],
      [0.52, 0.5],
      [0.51, 0.79],
    ],
  ],
  2: [[...arc(0.49, 0.37, 0.16, 0.15, -0.47, 0.1), [0.5, 0.62], [0.33, 0.77], [0.5, 0.77], [0.69, 0.76]]],
  3: [[...arc(0.48, 0.35, 0.15, 0.14, -0.45, 0.22), ...arc(0.48, 0.64, 0.18, 0.15, -0.22, 0.42)]],
  7: [
    [
      [0.31, 0.25],
      [0.5, 0.24],
      [0.69, 0.25],
      [0.6, 0.45],
      [0.52, 0.6],
      [0.46, 0.79],
    ],
  ],
};

/** No digit in any hand. */
export const DOODLE: readonly Path[] = [
  [
    [0.12, 0.2],
    [0.85, 0.26],
    [0.15, 0.5],
    [0.88, 0.55],
    [0.14, 0.8],
    [0.85, 0.86],
  ],
  [
    [0.5, 0.08],
    [0.5, 0.92],
  ],
  [
    [0.1, 0.1],
    [0.9, 0.9],
  ],
];
