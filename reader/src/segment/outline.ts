/** The outline of a connected part and the four straight sides along it. */
import type { Runs } from '../image/runs.js';
import type { Mask } from '../image/types.js';
import type { Point, Quad } from '../image/warp.js';
import { areaOf, distance, fittedLine, type Line, meeting } from './quads.js';

/** Places along a side at which its ink is looked for … */
const PLACES = 80;
/** … within this share of its length. */
const REACH = 0.04;
/** Share of the places that must lie on the straight line. */
const COVERED = 0.7;
/** A side may bend by this share of its length: paper curls. */
const BEND = 0.012;
/** Opposite sides differ in length by less than this factor. */
const STEEPEST = 2.2;

/** The first and last pixel of a component in each of its rows. */
export function outlineOf({ height, rows, starts, ends }: Runs, labels: Int32Array, label: number): Point[] {
  const points: Point[] = [];
  for (let y = 0; y < height; y++) {
    let left = -1;
    let right = -1;
    for (let i = rows[y]!; i < rows[y + 1]!; i++) {
      if (labels[i] !== label) continue;
      if (left < 0) left = starts[i]!;
      right = ends[i]! - 1;
    }
    if (left >= 0) points.push([left, y], [right, y]);
  }
  return points;
}

/** A component alone. */
export function onlyOf({ width, height, rows, starts, ends }: Runs, labels: Int32Array, label: number): Mask {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let i = rows[y]!; i < rows[y + 1]!; i++)
      if (labels[i] === label) data.fill(1, y * width + starts[i]!, y * width + ends[i]!);
  }
  return { width, height, data };
}

/** The quadrilateral of the lines along which a component's outermost ink lies; null where a side is not straight or not there. */
export function refined(rough: Quad, mask: Mask): Quad | null {
  const lines: Line[] = [];
  for (let side = 0; side < 4; side++) {
    const line = sideLine(rough[side]!, rough[(side + 1) % 4]!, mask);
    if (!line) return null;
    lines.push(line);
  }
  const corners = [0, 1, 2, 3].map((i) => meeting(lines[(i + 3) % 4]!, lines[i]!));
  if (corners.some((corner) => corner === null)) return null;
  const quad = corners as unknown as Quad;
  return isPlausible(quad) ? quad : null;
}

/** From outside inwards along a side, the first ink at each of its places, and the straight line through most of it. */
function sideLine(from: Point, to: Point, { width, height, data }: Mask): Line | null {
  const length = distance(from, to);
  if (length < 8) return null;
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  // Corners run clockwise in the picture, so inside is to the right of the way.
  const inwards: Point = [-along[1], along[0]];
  const reach = Math.max(3, REACH * length);
  const points: Point[] = [];
  for (let i = 0; i < PLACES; i++) {
    const t = (length * (0.03 + (0.94 * i) / (PLACES - 1))) as number;
    for (let d = -reach; d <= reach; d += 0.5) {
      const x = from[0] + along[0] * t + inwards[0] * d;
      const y = from[1] + along[1] * t + inwards[1] * d;
      const u = Math.floor(x + 0.5);
      const v = Math.floor(y + 0.5);
      if (u < 0 || v < 0 || u >= width || v >= height || !data[v * width + u]) continue;
      points.push([x + 0.5, y + 0.5]);
      break;
    }
  }
  const fitted = fittedLine(points, Math.max(1.2, BEND * length));
  return fitted && fitted.inliers >= COVERED * PLACES ? fitted.line : null;
}

/** No angle or pair of sides that a flat sheet does not show to a camera. */
export function isPlausible(quad: Quad): boolean {
  const lengths = quad.map((corner, i) => distance(corner, quad[(i + 1) % 4]!));
  const ratio = (a: number, b: number): number => Math.max(a, b) / Math.max(1e-9, Math.min(a, b));
  if (ratio(lengths[0]!, lengths[2]!) > STEEPEST || ratio(lengths[1]!, lengths[3]!) > STEEPEST) return false;
  for (let i = 0; i < 4; i++) {
    const [a, b, c] = [quad[(i + 3) % 4]!, quad[i]!, quad[(i + 1) % 4]!];
    const p: Point = [a[0] - b[0], a[1] - b[1]];
    const q: Point = [c[0] - b[0], c[1] - b[1]];
    const cosine = (p[0] * q[0] + p[1] * q[1]) / (distance(a, b) * distance(c, b));
    if (!(Math.abs(cosine) < 0.7)) return false;
  }
  return areaOf(quad) > 0;
}
