/**
 * The matrices of Winograd's minimal filtering F(m, 3) (Winograd 1980; Lavin and Gray 2016), built by Toom-Cook
 * from nested points, so that tiles of 1 to 4 outputs share one transform of the weights:
 *   y = Aᵀ[(G·g) ⊙ (Bᵀ·d)], d of m + 2 inputs, g of 3 weights, y of m outputs.
 */
import { type Matrix, transpose } from './linear-transform.js';

/** The last "point" is infinity. F(m) uses the first m + 1 finite points and infinity. */
export const POINTS = [0, 1, -1, 2, -2] as const;
export const INFINITY_POINT = 5;
export const TILE = 4;

export interface TileTransform {
  /** Outputs of a tile, 1 to 4. */
  readonly size: number;
  /** Indices of the points it uses (0 … 4, and 5 for infinity). */
  readonly points: readonly number[];
  /** [points][size + 2] */
  readonly input: Matrix;
  /** [size][points] */
  readonly output: Matrix;
  /** Of the gradients: the transposes. */
  readonly inputTransposed: Matrix;
  readonly outputTransposed: Matrix;
}

/** [6][3]: weights to the six points, scaled for F(4, 3). */
export const weightTransform: Matrix = [
  ...POINTS.map((p) => [1, p, p * p].map((v) => v * lagrangeScale(p, POINTS))),
  [0, 0, 1],
];

export const weightTransformTransposed: Matrix = transpose(weightTransform);

export function tileTransform(size: number): TileTransform {
  const finite = POINTS.slice(0, size + 1);
  const input = finite.map((p) => {
    const others = finite.filter((q) => q !== p);
    // The weights carry the scale of F(4, 3); the input makes up for the difference.
    const ratio = lagrangeScale(p, finite) / lagrangeScale(p, POINTS);
    return [...polynomial(others), 0].map((v) => cleanZero(Math.round(v * ratio * 1e9) / 1e9));
  });
  input.push(polynomial(finite));
  const output = Array.from({ length: size }, (_, j) => [
    ...finite.map((p) => p ** j),
    j === size - 1 ? 1 : 0,
  ]);
  const points = [...finite.map((_, i) => i), INFINITY_POINT];
  return {
    size,
    points,
    input,
    output,
    inputTransposed: transpose(input),
    outputTransposed: transpose(output),
  };
}

/** 1 / Π (p − q) over the other points. */
function lagrangeScale(p: number, points: readonly number[]): number {
  return 1 / points.filter((q) => q !== p).reduce((product, q) => product * (p - q), 1);
}

/** Coefficients of Π (x − root), lowest first. */
function polynomial(roots: readonly number[]): number[] {
  return roots.reduce<number[]>(
    (poly, root) => poly.concat(0).map((_, i) => cleanZero((poly[i - 1] ?? 0) - root * (poly[i] ?? 0))),
    [1],
  );
}

const cleanZero = (v: number): number => (v === 0 ? 0 : v);
