/** On which map of the page most landmarks agree, however many of them are alike. */
import { createRandom } from '@digitry/engine';
import { applyHomography, type Homography, type Point } from '../image/warp.js';
import { tryHomography } from './fit.js';
import { DESCRIPTOR, type Landmarks } from './landmarks.js';
import { commonShifts, QUARTERS } from './shifts.js';

export interface Consensus {
  readonly homography: Homography;
  /** Landmarks that agree with it. */
  readonly support: number;
}

/** Least correlation of two descriptors that may be of one place. */
const ALIKE = 0.6;
/** Pairs of matches tried. */
const TRIALS = 400;
/** Landmarks by which a trial is judged. */
const JUDGES = 160;
/** Distance at which a landmark is met at all, in parts of the page, when trials are judged; then while the best are fitted. */
const TOLERANCE = 0.02;
const FITTING = [0.02, 0.014, 0.01, 0.007, 0.006, 0.006];
/** Shifts tried besides, and the least correlation of those that vote for them. */
const SHIFTS = 3;
const SURELY_ALIKE = 0.75;
/** Maps that are fitted. */
const FITTED = 5;

/**
 * The maps from `points` to the picture on which most landmarks agree, the best first; none with fewer than `least`. Random sample consensus
 * (Fischler and Bolles 1981), the most distinctive landmarks first (Chum and Matas 2005): pairs of matches give a turn, scale and shift, each is
 * judged by how many landmarks have one that looks alike where it puts them, and the best are widened to homographies.
 * @param descriptors of the points, turned by `quarters`. Pairs that turn the page by more than 20° besides are passed over.
 * @param size of the page: its longer side in pixels.
 */
export function findConsensus(
  points: readonly Point[],
  descriptors: Float64Array,
  picture: Landmarks,
  quarters: number,
  size: number,
  least: number,
): Consensus[] {
  if (picture.points.length < least) return [];
  const likeness = compare(descriptors, picture.descriptors);
  const near = neighborhood(picture.points, TOLERANCE * size);
  const matches = distinctive(likeness, points.length, picture.points.length);
  if (matches.length < 4) return [];
  const random = createRandom(points.length);
  const judges = random.shuffle(points.map((_, i) => i)).slice(0, JUDGES);
  const turn = QUARTERS[quarters % 4]!;
  const best: { readonly map: Homography; readonly score: number }[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    const pool = Math.min(matches.length, 8 + Math.floor((trial * matches.length) / (0.6 * TRIALS)));
    const a = matches[random.int(pool)]!;
    const b = matches[random.int(pool)]!;
    const map = similarity(
      [points[a.landmark]!, points[b.landmark]!],
      [picture.points[a.to]!, picture.points[b.to]!],
      turn,
      0.15 * size,
    );
    if (map) judge(map);
  }
  const shifts = commonShifts(points, picture.points, likeness, SURELY_ALIKE, quarters, SHIFTS);
  for (const { map } of shifts) judge(map);
  return best
    .map(({ map }) => fit(map))
    .filter((each) => each !== null)
    .sort((p, q) => q.support - p.support);

  function judge(map: Homography): void {
    const agreed = agreeing(map, judges, TOLERANCE * size);
    const score = agreed.reduce((sum, { worth }) => sum + worth, 0);
    if (best.length < FITTED || score > best.at(-1)!.score) insert(best, map, score, size);
  }

  function agreeing(map: Homography, which: readonly number[], tolerance: number): Agreed[] {
    const agreed: Agreed[] = [];
    const limit = tolerance * tolerance;
    for (const i of which) {
      const [x, y] = applyHomography(map, points[i]!);
      let to = -1;
      let worth = 0;
      near(x, y, (j) => {
        const [u, v] = picture.points[j]!;
        const off = ((x - u) * (x - u) + (y - v) * (y - v)) / limit;
        if (off >= 1 || off >= 1 - worth || likeness[i * picture.points.length + j]! < ALIKE) return;
        worth = 1 - off;
        to = j;
      });
      if (to >= 0) agreed.push({ landmark: i, to, worth });
    }
    return agreed;
  }

  function fit(start: Homography): Consensus | null {
    let map = start;
    let support = 0;
    const all = points.map((_, i) => i);
    for (const part of FITTING) {
      const agreed = agreeing(map, all, part * size);
      support = agreed.length;
      const fitted =
        support < least
          ? null
          : tryHomography(
              agreed.map(({ landmark }) => points[landmark]!),
              agreed.map(({ to }) => picture.points[to]!),
            );
      if (!fitted) return null;
      map = fitted;
    }
    return { homography: map, support };
  }
}

interface Agreed {
  readonly landmark: number;
  readonly to: number;
  /** 1 where it is met, less the farther it is off. */
  readonly worth: number;
}

/** All products of two descriptors: a row for each of the first. */
function compare(a: Float64Array, b: Float64Array): Float32Array {
  const rows = a.length / DESCRIPTOR;
  const columns = b.length / DESCRIPTOR;
  const out = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      // Additions need not wait for each other.
      let first = 0;
      let second = 0;
      let third = 0;
      let fourth = 0;
      for (let p = i * DESCRIPTOR, q = j * DESCRIPTOR, end = p + DESCRIPTOR; p < end; p += 4, q += 4) {
        first += a[p]! * b[q]!;
        second += a[p + 1]! * b[q + 1]!;
        third += a[p + 2]! * b[q + 2]!;
        fourth += a[p + 3]! * b[q + 3]!;
      }
      out[i * columns + j] = first + second + third + fourth;
    }
  }
  return out;
}

/** The best match of each landmark and the next best, those first that are least like any other. */
function distinctive(
  likeness: Float32Array,
  rows: number,
  columns: number,
): { readonly landmark: number; readonly to: number }[] {
  const matches: { readonly landmark: number; readonly to: number; readonly lead: number }[] = [];
  for (let landmark = 0; landmark < rows; landmark++) {
    let first = -1;
    let second = -1;
    let best = ALIKE;
    let next = 0;
    for (let j = 0; j < columns; j++) {
      const value = likeness[landmark * columns + j]!;
      if (value > best) {
        next = first < 0 ? next : best;
        second = first;
        best = value;
        first = j;
      } else if (value > next) {
        next = value;
        second = j;
      }
    }
    if (first >= 0) matches.push({ landmark, to: first, lead: best - next });
    if (second >= 0 && next > ALIKE) matches.push({ landmark, to: second, lead: next - best });
  }
  return matches.sort((p, q) => q.lead - p.lead || p.landmark - q.landmark);
}

/** Visits the points in the squares of `side` pixels around a place. */
function neighborhood(
  points: readonly Point[],
  side: number,
): (x: number, y: number, visit: (index: number) => void) => void {
  const columns = 1 + Math.floor(Math.max(...points.map(([x]) => x)) / side);
  const rows = 1 + Math.floor(Math.max(...points.map(([, y]) => y)) / side);
  const cells: number[][] = Array.from({ length: columns * rows }, () => []);
  points.forEach(([x, y], i) => cells[Math.floor(y / side) * columns + Math.floor(x / side)]!.push(i));
  return (x, y, visit) => {
    // Maps bring points anywhere, infinity too.
    const left = Math.max(0, Math.floor(x / side) - 1);
    const right = Math.min(columns - 1, Math.floor(x / side) + 1);
    const top = Math.max(0, Math.floor(y / side) - 1);
    const bottom = Math.min(rows - 1, Math.floor(y / side) + 1);
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++)
        for (const i of cells[row * columns + column]!) visit(i);
  };
}

/** The turn, scale and shift that bring two points to two others; null for points nearer each other than `apart` or a change too great. */
function similarity(
  [a, b]: readonly [Point, Point],
  [p, q]: readonly [Point, Point],
  turn: readonly [number, number],
  apart: number,
): Homography | null {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  if (length < apart * apart) return null;
  const c = (dx * (q[0] - p[0]) + dy * (q[1] - p[1])) / length;
  const s = (dx * (q[1] - p[1]) - dy * (q[0] - p[0])) / length;
  const along = c * turn[0] + s * turn[1];
  const across = s * turn[0] - c * turn[1];
  if (along < 0.65 || along > 1.5 || Math.abs(across) > 0.36 * along) return null;
  return [c, -s, p[0] - c * a[0] + s * a[1], s, c, p[1] - s * a[0] - c * a[1], 0, 0, 1];
}

/** Keeps the best maps that differ: of those that put the page at one place only the best stays. */
function insert(
  best: { readonly map: Homography; readonly score: number }[],
  map: Homography,
  score: number,
  size: number,
): void {
  const corners: readonly Point[] = [
    [0, 0],
    [size, size],
  ];
  const isSame = (other: Homography): boolean =>
    corners.every((corner) => {
      const [x, y] = applyHomography(map, corner);
      const [u, v] = applyHomography(other, corner);
      return Math.abs(x - u) + Math.abs(y - v) < 0.02 * size;
    });
  const same = best.findIndex((each) => isSame(each.map));
  if (same >= 0) {
    if (best[same]!.score >= score) return;
    best.splice(same, 1);
  }
  best.push({ map, score });
  best.sort((p, q) => q.score - p.score);
  best.length = Math.min(best.length, FITTED);
}

/** The part of the landmarks that votes for a twin of the page, and how many twins are thought of for each turn. */
const IN_COMMON = 0.2;
const TWINS = 32;

/** Maps of a page that may bring much of it to where it looks the same, roughly: by a row of a table, by a half turn. */
export function findTwins({ points }: Landmarks, turned: readonly Float64Array[]): Homography[] {
  return [0, 2].flatMap((quarters) =>
    commonShifts(points, points, compare(turned[quarters]!, turned[0]!), ALIKE, quarters, TWINS)
      .filter(({ votes }) => votes >= IN_COMMON * points.length)
      .map(({ map }) => map),
  );
}
