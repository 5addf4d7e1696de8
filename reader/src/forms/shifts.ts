/** By which shifts one set of points comes to lie on another: every pair that may be one place has a vote (Hough 1962). */
import type { Homography, Point } from '../image/warp.js';

export interface Shift {
  /** A turn by quarters about the origin, then a shift. */
  readonly map: Homography;
  readonly votes: number;
}

/** Cosine and sine of 0 … 3 quarters clockwise. */
export const QUARTERS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Pixels along one side of the cells that are voted for. */
const CELL = 3;

/**
 * The shifts with most votes, the most first, at least four cells apart.
 * @param likeness a row for each of `from`, a column for each of `to`; pairs from `least` on vote.
 */
export function commonShifts(
  from: readonly Point[],
  to: readonly Point[],
  likeness: Float32Array,
  least: number,
  quarters: number,
  count: number,
): Shift[] {
  const [c, s] = QUARTERS[quarters % 4]!;
  const votes = new Map<number, number>();
  const shifts: { x: number; y: number }[] = [];
  for (let i = 0; i < from.length; i++) {
    const [px, py] = from[i]!;
    const x = c * px - s * py;
    const y = s * px + c * py;
    for (let j = 0; j < to.length; j++) {
      if (likeness[i * to.length + j]! < least) continue;
      const shift = { x: to[j]![0] - x, y: to[j]![1] - y };
      shifts.push(shift);
      const key = keyOf(Math.round(shift.x / CELL), Math.round(shift.y / CELL));
      votes.set(key, (votes.get(key) ?? 0) + 1);
    }
  }
  const peaks: { readonly column: number; readonly row: number; readonly votes: number }[] = [];
  for (const key of votes.keys()) {
    const column = (key % SPAN) - SPAN / 2;
    const row = Math.floor(key / SPAN) - SPAN / 2;
    let sum = 0;
    for (let v = -1; v <= 1; v++)
      for (let u = -1; u <= 1; u++) sum += votes.get(keyOf(column + u, row + v)) ?? 0;
    peaks.push({ column, row, votes: sum });
  }
  peaks.sort((a, b) => b.votes - a.votes || a.row - b.row || a.column - b.column);
  const kept: typeof peaks = [];
  for (const peak of peaks) {
    if (kept.length === count) break;
    const isApart = ({ column, row }: (typeof peaks)[0]): boolean =>
      Math.max(Math.abs(column - peak.column), Math.abs(row - peak.row)) > 3;
    if (kept.every(isApart)) kept.push(peak);
  }
  return kept.map(({ column, row, votes: sum }) => {
    // The mean of what voted here.
    const own = shifts.filter(
      ({ x, y }) => Math.abs(x - column * CELL) <= 1.5 * CELL && Math.abs(y - row * CELL) <= 1.5 * CELL,
    );
    const x = own.reduce((total, shift) => total + shift.x, 0) / own.length;
    const y = own.reduce((total, shift) => total + shift.y, 0) / own.length;
    return { map: [c, -s, x, s, c, y, 0, 0, 1], votes: sum };
  });
}

const SPAN = 65536;
const keyOf = (column: number, row: number): number => (row + SPAN / 2) * SPAN + column + SPAN / 2;
