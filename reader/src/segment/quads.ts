/** Four-sided figures around sets of points: hull, largest quadrilateral, lines fitted to sides, corners. */
import type { Point, Quad } from '../image/warp.js';

/** `a x + b y = c` with a² + b² = 1. */
export interface Line {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** The corners of the convex hull, counterclockwise in a picture (y down); points on its sides are left out (Andrew 1979). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  if (sorted.length < 3) return sorted;
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length >= 2 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Twice the signed area of a triangle. */
function cross(o: Point, a: Point, b: Point): number {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

/** The quadrilateral of greatest area among a hull's corners; null for fewer than four. */
export function largestQuad(hull: readonly Point[]): Quad | null {
  const corners = hull.length > 80 ? thinned(hull, 80) : hull;
  const n = corners.length;
  if (n < 4) return null;
  let best = 0;
  let quad: Quad | null = null;
  for (let i = 0; i < n - 2; i++) {
    for (let k = i + 2; k < n; k++) {
      // The farthest on either side of the diagonal.
      let j = -1;
      let one = 0;
      for (let m = i + 1; m < k; m++) {
        const area = Math.abs(cross(corners[i]!, corners[k]!, corners[m]!));
        if (area > one) {
          one = area;
          j = m;
        }
      }
      let l = -1;
      let other = 0;
      for (let m = k + 1; m < n + i; m++) {
        const area = Math.abs(cross(corners[i]!, corners[k]!, corners[m % n]!));
        if (area > other) {
          other = area;
          l = m % n;
        }
      }
      if (j < 0 || l < 0 || one + other <= best) continue;
      best = one + other;
      quad = [corners[i]!, corners[j]!, corners[k]!, corners[l]!];
    }
  }
  return quad && upright(quad);
}

function thinned(points: readonly Point[], count: number): Point[] {
  return Array.from({ length: count }, (_, i) => points[Math.floor((i * points.length) / count)]!);
}

/** The same corners, clockwise in a picture, from the one that lies most to the top left. */
export function upright(quad: Quad): Quad {
  const turn = cross(quad[0], quad[1], quad[2]) + cross(quad[0], quad[2], quad[3]);
  const corners = turn < 0 ? [quad[0], quad[3], quad[2], quad[1]] : [...quad];
  const x = corners.reduce((sum, corner) => sum + corner[0], 0) / 4;
  const y = corners.reduce((sum, corner) => sum + corner[1], 0) / 4;
  // The first side is the one that points most to the right.
  let first = 0;
  let most = -Infinity;
  for (let i = 0; i < 4; i++) {
    const from = corners[i]!;
    const to = corners[(i + 1) % 4]!;
    const right = (to[0] - from[0]) / Math.max(1e-9, distance(from, to));
    const above = y - (from[1] + to[1]) / 2 > 0 || Math.abs(x - (from[0] + to[0]) / 2) < 1e-9 ? 1 : 0;
    if (right + 1e-6 * above > most) {
      most = right + 1e-6 * above;
      first = i;
    }
  }
  return [0, 1, 2, 3].map((i) => corners[(first + i) % 4]!) as unknown as Quad;
}

export function distance(p: Point, q: Point): number {
  return Math.sqrt((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]));
}

/** Twice-signed area halved: positive for corners that run clockwise in a picture. */
export function areaOf(quad: Quad): number {
  return (cross(quad[0], quad[1], quad[2]) + cross(quad[0], quad[2], quad[3])) / 2;
}

/**
 * The line that most of the points lie on (within `tolerance`), fitted to those: pairs of points are tried in a fixed order (RANSAC without
 * chance), then least squares over the inliers; null for fewer than two points.
 */
export function fittedLine(
  points: readonly Point[],
  tolerance: number,
): { line: Line; inliers: number } | null {
  const n = points.length;
  if (n < 2) return null;
  let best: Line | null = null;
  let most = -1;
  const step = Math.max(1, Math.floor(n / 24));
  for (let i = 0; i < n; i += step) {
    for (let j = i + Math.max(1, n >> 2); j < n; j += step) {
      const line = lineThrough(points[i]!, points[j]!);
      if (!line) continue;
      let inliers = 0;
      for (const point of points) if (Math.abs(offsetFrom(line, point)) <= tolerance) inliers++;
      if (inliers > most) {
        most = inliers;
        best = line;
      }
    }
  }
  if (!best) return null;
  const near = best;
  const inliers = points.filter((point) => Math.abs(offsetFrom(near, point)) <= tolerance);
  return { line: leastSquaresLine(inliers) ?? best, inliers: inliers.length };
}

export function lineThrough(p: Point, q: Point): Line | null {
  const length = distance(p, q);
  if (length < 1e-9) return null;
  const a = (q[1] - p[1]) / length;
  const b = (p[0] - q[0]) / length;
  return { a, b, c: a * p[0] + b * p[1] };
}

/** The signed distance of a point from a line. */
export function offsetFrom({ a, b, c }: Line, [x, y]: Point): number {
  return a * x + b * y - c;
}

/** The line with the least sum of squared distances. */
function leastSquaresLine(points: readonly Point[]): Line | null {
  const n = points.length;
  if (n < 2) return null;
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point[0] / n;
    y += point[1] / n;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const point of points) {
    xx += (point[0] - x) * (point[0] - x);
    xy += (point[0] - x) * (point[1] - y);
    yy += (point[1] - y) * (point[1] - y);
  }
  if (xx + yy === 0) return null;
  // The direction (1, t) or (t, 1) of the greatest spread, without an angle.
  const root = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
  const spread = (xx + yy + root) / 2;
  const direction: Point = xx >= yy ? [spread - yy, xy] : [xy, spread - xx];
  return lineThrough([x, y], [x + direction[0], y + direction[1]]);
}

/** Where two lines meet; null where they are all but parallel. */
export function meeting(p: Line, q: Line): Point | null {
  const determinant = p.a * q.b - q.a * p.b;
  if (Math.abs(determinant) < 0.1) return null;
  return [(p.c * q.b - q.c * p.b) / determinant, (p.a * q.c - q.a * p.c) / determinant];
}
