/** Marks of one height beside each other on a straight line: rows of print. */
import { median } from '../image/median.js';
import { fittedLine, type Line, offsetFrom } from '../segment/quads.js';
import type { Mark } from './marks.js';

/** Room between two characters, in heights of them: a gap between groups is wider than a character. */
const REACH = 1.8;
/** Half the widths of two neighbors together, in heights. */
const WIDEST = 5.5;
/** Heights of neighbors differ by less than this factor. */
const ALIKE = 1.4;
/** The next one lies at most so far above or below, as a share of its distance: 19 degrees. */
const STEEPEST = 0.35;
/** Heights of the characters of one row differ from their middle by less than this factor. */
const SAME = 1.28;
/** Middles of characters lie within this share of their height from the row's. */
const STRAIGHT = 0.16;

export interface Row {
  /** From left to right. */
  readonly marks: readonly Mark[];
  /** Characters. */
  readonly count: number;
  /** Middle height of its characters, pixels. */
  readonly height: number;
  /** Through the upper and the lower ends of its characters. */
  readonly top: Line;
  readonly bottom: Line;
}

/** All rows of at least `least` characters, the longest first. */
export function rowsOf(marks: readonly Mark[], least: number): Row[] {
  const sorted = marks.toSorted((a, b) => a.x - b.x);
  const next = sorted.map((mark, i) => nearest(mark, sorted, i + 1, 1));
  const before = sorted.map((mark, i) => nearest(mark, sorted, i - 1, -1));
  const rows: Row[] = [];
  const taken = new Set<number>();
  sorted.forEach((_, i) => {
    if (taken.has(i)) return;
    const chain: number[] = [];
    for (let at = i; at >= 0 && !taken.has(at); at = next[at]!) {
      // Both must take each other for the nearest, or a speck leads the row astray.
      if (chain.length > 0 && before[at] !== chain.at(-1)) break;
      chain.push(at);
      taken.add(at);
    }
    const row = rowOf(
      chain.map((at) => sorted[at]!),
      least,
    );
    if (row) rows.push(row);
  });
  return rows.toSorted((a, b) => b.count - a.count);
}

/** The place of the nearest mark on one side that may be of the same row; −1 for none. */
function nearest(mark: Mark, sorted: readonly Mark[], from: number, step: 1 | -1): number {
  const { height } = mark.box;
  let best = -1;
  let least = Infinity;
  for (let i = from; i >= 0 && i < sorted.length; i += step) {
    const other = sorted[i]!;
    const dx = Math.abs(other.x - mark.x);
    // Beyond the widest character and the widest gap nothing is near.
    if (dx > (REACH + WIDEST) * height * ALIKE) break;
    const ratio = other.box.height / height;
    if (ratio > ALIKE || ratio < 1 / ALIKE) continue;
    const gap = dx - (mark.box.width + other.box.width) / 2;
    const tall = Math.max(height, other.box.height);
    if (gap > REACH * tall || gap < -0.25 * tall) continue;
    if (Math.abs(other.y - mark.y) > Math.min(0.6 * tall, STEEPEST * dx + 0.1 * tall)) continue;
    const distance = dx + 2 * Math.abs(other.y - mark.y);
    if (distance >= least) continue;
    least = distance;
    best = i;
  }
  return best;
}

function rowOf(chain: readonly Mark[], least: number): Row | null {
  if (countOf(chain) < least) return null;
  const height = median(chain.map(({ box }) => box.height));
  const alike = chain.filter(({ box }) => box.height < SAME * height && box.height > height / SAME);
  const line = fittedLine(
    alike.map(({ x, y }) => [x, y]),
    STRAIGHT * height,
  );
  if (!line) return null;
  const marks = alike.filter(({ x, y }) => Math.abs(offsetFrom(line.line, [x, y])) <= STRAIGHT * height);
  const count = countOf(marks);
  if (count < least || marks.length < 2) return null;
  const tolerance = Math.max(1.5, 0.07 * height);
  const top = fittedLine(
    marks.map(({ x, box }) => [x, box.y]),
    tolerance,
  );
  const bottom = fittedLine(
    marks.map(({ x, box }) => [x, box.y + box.height]),
    tolerance,
  );
  return top && bottom ? { marks, count, height, top: top.line, bottom: bottom.line } : null;
}

const countOf = (marks: readonly Mark[]): number => marks.reduce((sum, { count }) => sum + count, 0);
