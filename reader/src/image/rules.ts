/** Straight printed lines, level and upright: long thin runs of ink that hang together. Found on an upright page. */
import { componentsOfRuns, type Runs } from './runs.js';
import type { Mask } from './types.js';

/** Runs that can be part of a rule: twelve pixels, more on larger pages. */
const SHORTEST_RUN = 12;
const RUN_PART = 1 / 200;
/** Thickest rule, as a share of the page's longer side; and never less than so many pixels. */
const THICKEST = 1 / 70;
const THICKEST_SMALL = 6;
/** A rule is at least so many times as long as it is thick. */
const SLENDER = 5;
/** Places along a rule over which its middle is averaged, on either side. */
const SMOOTH = 12;

/** A rule's axis runs `along`; positions on it are x for level rules and y for upright ones. */
export interface Rule {
  readonly isLevel: boolean;
  /** First position, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** For each position from `from` on, the middle of the line across, in pixels (a pixel's middle is at .5). */
  readonly middles: Float64Array;
  readonly thickness: number;
}

/** All segments of level and upright rules at least `shortest` pixels long. */
export function findRules(mask: Mask, runs: Runs, shortest: number): { level: Rule[]; upright: Rule[] } {
  const side = Math.max(runs.width, runs.height);
  const least = Math.min(Math.max(SHORTEST_RUN, Math.round(side * RUN_PART)), shortest);
  const thickest = Math.max(THICKEST_SMALL, side * THICKEST);
  const { width, height, data } = mask;
  // A short run is a piece of a rule of its direction only if the ink across it is shorter: else it is a bold rule's breadth.
  const doubtful = 3 * thickest;
  const acrossLevel: Doubt = (y, start, end) =>
    end - start > doubtful || !isLonger(data, y * width, start, end, 1, width, y, height);
  const acrossUpright: Doubt = (x, start, end) =>
    end - start > doubtful || !isLonger(data, x, start, end, width, 1, x, width);
  return {
    level: segments(longRuns(runs, least, acrossLevel), true, shortest, thickest),
    upright: segments(uprightRuns(runs, least, acrossUpright), false, shortest, thickest),
  };
}

/** True where a run at `row` from `start` to `end` (along its direction) is what it seems. */
type Doubt = (row: number, start: number, end: number) => boolean;

/** True where at a quarter and at three quarters of a run the ink across it is longer than the run. */
function isLonger(
  data: Uint8Array,
  origin: number,
  start: number,
  end: number,
  along: number,
  across: number,
  row: number,
  rows: number,
): boolean {
  const length = end - start;
  for (const place of [start + (length >> 2), end - 1 - (length >> 2)]) {
    const at = origin + place * along;
    let count = 1;
    for (let i = 1; i <= row && count <= length && data[at - i * across]; i++) count++;
    for (let i = 1; row + i < rows && count <= length && data[at + i * across]; i++) count++;
    if (count <= length) return false;
  }
  return true;
}

function longRuns(runs: Runs, least: number, isOwn: Doubt): Runs {
  const { width, height } = runs;
  const rows = new Int32Array(height + 1);
  const starts = new Int32Array(runs.count);
  const ends = new Int32Array(runs.count);
  let count = 0;
  for (let y = 0; y < height; y++) {
    rows[y] = count;
    for (let i = runs.rows[y]!; i < runs.rows[y + 1]!; i++) {
      if (runs.ends[i]! - runs.starts[i]! < least || !isOwn(y, runs.starts[i]!, runs.ends[i]!)) continue;
      starts[count] = runs.starts[i]!;
      ends[count++] = runs.ends[i]!;
    }
  }
  rows[height] = count;
  return { width, height, count, rows, starts, ends };
}

/** The long runs along columns, as runs of the page laid on its side: row x, columns y. */
function uprightRuns(runs: Runs, least: number, isOwn: Doubt): Runs {
  const { width, height } = runs;
  // For each column the run that is open: where it began and the row it last had ink in.
  const began = new Int32Array(width);
  const latest = new Int32Array(width).fill(-2);
  const columns: number[] = [];
  const tops: number[] = [];
  const bottoms: number[] = [];
  const end = (x: number): void => {
    if (latest[x]! < 0 || latest[x]! - began[x]! + 1 < least) return;
    if (!isOwn(x, began[x]!, latest[x]! + 1)) return;
    columns.push(x);
    tops.push(began[x]!);
    bottoms.push(latest[x]! + 1);
  };
  for (let y = 0; y < height; y++) {
    for (let i = runs.rows[y]!; i < runs.rows[y + 1]!; i++) {
      for (let x = runs.starts[i]!; x < runs.ends[i]!; x++) {
        if (latest[x] !== y - 1) {
          end(x);
          began[x] = y;
        }
        latest[x] = y;
      }
    }
  }
  for (let x = 0; x < width; x++) end(x);
  // By columns; within one they were met from the top down.
  const rows = new Int32Array(width + 1);
  for (const x of columns) rows[x + 1]!++;
  for (let x = 0; x < width; x++) rows[x + 1]! += rows[x]!;
  const next = rows.slice(0, width);
  const starts = new Int32Array(columns.length);
  const ends = new Int32Array(columns.length);
  for (let i = 0; i < columns.length; i++) {
    const at = next[columns[i]!]!++;
    starts[at] = tops[i]!;
    ends[at] = bottoms[i]!;
  }
  return { width: height, height: width, count: columns.length, rows, starts, ends };
}

function segments(runs: Runs, isLevel: boolean, shortest: number, thickest: number): Rule[] {
  const { labels, list } = componentsOfRuns(runs);
  const isThin = list.map(({ box, area }) => {
    const thickness = area / box.width;
    return box.width >= shortest && thickness <= thickest && box.width >= SLENDER * thickness;
  });
  const edges = list.map(({ box }, i) =>
    isThin[i] ? { first: new Int32Array(box.width).fill(-1), last: new Int32Array(box.width) } : null,
  );
  for (let row = 0; row < runs.height; row++) {
    for (let i = runs.rows[row]!; i < runs.rows[row + 1]!; i++) {
      const label = labels[i]! - 1;
      const edge = edges[label];
      if (!edge) continue;
      const { x } = list[label]!.box;
      for (let at = runs.starts[i]! - x; at < runs.ends[i]! - x; at++) {
        if (edge.first[at]! < 0) edge.first[at] = row;
        edge.last[at] = row;
      }
    }
  }
  const rules: Rule[] = [];
  for (const [i, edge] of edges.entries()) {
    if (!edge) continue;
    const { box } = list[i]!;
    const thickness = medianThickness(edge.first, edge.last);
    if (thickness > thickest || box.width < SLENDER * thickness) continue;
    rules.push({
      isLevel,
      from: box.x,
      to: box.x + box.width,
      middles: middlesOf(edge.first, edge.last, thickness),
      thickness,
    });
  }
  return rules;
}

function medianThickness(first: Int32Array, last: Int32Array): number {
  const all = first.map((row, i) => last[i]! - row + 1);
  all.sort();
  return all[all.length >> 1]!;
}

/** Middles where the line is about as thick as it mostly is; between, where writing joins it, on the straight way; all smoothed. */
function middlesOf(first: Int32Array, last: Int32Array, thickness: number): Float64Array {
  const n = first.length;
  const middles = new Float64Array(n);
  let known = -1;
  for (let i = 0; i < n; i++) {
    if (last[i]! - first[i]! + 1 > 1.6 * thickness + 1) continue;
    middles[i] = (first[i]! + last[i]! + 1) / 2;
    for (let j = known + 1; j < i; j++) {
      const part = known < 0 ? 1 : (j - known) / (i - known);
      middles[j] = middles[i]! * part + (known < 0 ? 0 : middles[known]! * (1 - part));
    }
    known = i;
  }
  for (let j = known + 1; j < n; j++) middles[j] = middles[Math.max(0, known)]!;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + middles[i]!;
  return middles.map((_, i) => {
    const reach = Math.min(SMOOTH, i, n - 1 - i);
    return (sums[i + reach + 1]! - sums[i - reach]!) / (2 * reach + 1);
  });
}

/** Where the rule, gone on with straight beyond its ends, lies at a position. */
export function middleAt({ from, to, middles }: Rule, position: number): number {
  const n = to - from;
  const i = Math.round(position - from - 0.5);
  if (i >= 0 && i < n) return middles[i]!;
  const reach = Math.min(n - 1, 60);
  if (i < 0) return middles[0]! + (reach > 0 ? ((middles[0]! - middles[reach]!) / reach) * -i : 0);
  const end = middles[n - 1]!;
  return end + (reach > 0 ? ((end - middles[n - 1 - reach]!) / reach) * (i - n + 1) : 0);
}
