/** The points of a curve, thinned out so that a long run stays quick to draw. Pure. */

/** More points than a chart has pixels help nobody. */
const MOST = 1200;

export interface CurvePoint {
  /** Images seen. */
  readonly x: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly validation: number | null;
  readonly validationLoss: number | null;
}

const mean = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : (a + b) / 2;

const merged = (a: CurvePoint, b: CurvePoint): CurvePoint => ({
  x: b.x,
  loss: mean(a.loss, b.loss),
  accuracy: mean(a.accuracy, b.accuracy),
  validation: b.validation ?? a.validation,
  validationLoss: b.validationLoss ?? a.validationLoss,
});

/** Adds a point, to the last one if that has its place; when there are too many, every two become one. */
export function addPoint(points: readonly CurvePoint[], point: CurvePoint): CurvePoint[] {
  const last = points.at(-1);
  if (last?.x === point.x) return [...points.slice(0, -1), merged(last, point)];
  const next = [...points, point];
  if (next.length <= MOST) return next;
  const thinned: CurvePoint[] = [];
  for (let i = 0; i < next.length; i += 2) {
    const [a, b] = [next[i] as CurvePoint, next[i + 1]];
    thinned.push(b ? merged(a, b) : a);
  }
  return thinned;
}

/** Least and most of a curve without its first twentieth, whose fall would flatten all the rest. */
export function settledRange(values: readonly (number | null)[]): [least: number, most: number] {
  const given = values.filter((value) => value !== null);
  const settled = given.length < 20 ? given : given.slice(Math.floor(given.length / 20));
  if (settled.length === 0) return [0, 1];
  return [settled.reduce((a, b) => Math.min(a, b)), settled.reduce((a, b) => Math.max(a, b))];
}
