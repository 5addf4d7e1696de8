/** The simplest map of a page that explains where its points were found. */
import { median } from '../image/median.js';
import { applyHomography, type Homography, homographyFrom, type Point } from '../image/warp.js';

/** A point of the blank and where the picture has it. */
export interface Pair {
  readonly from: Point;
  readonly to: Point;
}

/** Rounds of fitting and leaving out what is far off. */
const ROUNDS = 4;
/** How much farther off the points may be, as a factor and in pixels, for a turn, scale and shift to be preferred to a homography. */
const NEARLY = [1.3, 0.25] as const;

/**
 * The map through most pairs, null where fewer than `least` agree: least squares, again without the pairs that are more than two and a half
 * medians off. A turn, scale and shift where that fits nearly as well as a homography, which goes astray where there are few points or
 * all are in one corner.
 */
export function fitPairs(pairs: readonly Pair[], least: number): Homography | null {
  let kept = pairs;
  let map: Homography | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    if (kept.length < least) return null;
    map = simplest(kept);
    if (!map) return null;
    const fitted = map;
    const distances = pairs.map((pair) => distanceOf(fitted, pair));
    const limit = Math.max(0.75, 2.5 * median(kept.map((pair) => distanceOf(fitted, pair))));
    kept = pairs.filter((_, i) => distances[i]! <= limit);
  }
  return map;
}

function simplest(pairs: readonly Pair[]): Homography | null {
  const from = pairs.map((pair) => pair.from);
  const to = pairs.map((pair) => pair.to);
  const similar = similarityFrom(from, to);
  const general = tryHomography(from, to);
  if (!general || !similar) return general ?? similar;
  return spread(similar, pairs) <= NEARLY[0] * spread(general, pairs) + NEARLY[1] ? similar : general;
}

/** Root of the mean squared distance. */
function spread(map: Homography, pairs: readonly Pair[]): number {
  return Math.sqrt(pairs.reduce((sum, pair) => sum + distanceOf(map, pair) ** 2, 0) / pairs.length);
}

/** How far the pair is off, in pixels of the picture. */
export const distanceOf = (map: Homography, { from, to }: Pair): number =>
  distance(applyHomography(map, from), to);

export const distance = (a: Point, b: Point): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** As `homographyFrom`; null where the points lie in a line. */
export function tryHomography(from: readonly Point[], to: readonly Point[]): Homography | null {
  try {
    const map = homographyFrom(from, to);
    return map.every(Number.isFinite) ? map : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The turn, scale and shift with the least sum of squared distances (Umeyama 1991, in the plane); null where all points are one. */
export function similarityFrom(from: readonly Point[], to: readonly Point[]): Homography | null {
  const [px, py] = middle(from);
  const [qx, qy] = middle(to);
  let c = 0;
  let s = 0;
  let energy = 0;
  for (let i = 0; i < from.length; i++) {
    const x = from[i]![0] - px;
    const y = from[i]![1] - py;
    const u = to[i]![0] - qx;
    const v = to[i]![1] - qy;
    c += x * u + y * v;
    s += x * v - y * u;
    energy += x * x + y * y;
  }
  if (!(energy > 0)) return null;
  c /= energy;
  s /= energy;
  return [c, -s, qx - c * px + s * py, s, c, qy - s * px - c * py, 0, 0, 1];
}

const middle = (points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
];
