/** How far a page is turned: the slope at which its lines of writing and its rules fall into the fewest rows. */
import type { Mask } from '../image/types.js';

/** Largest slope that is looked for: the tangent of 15°. */
const STEEPEST = 0.27;
/** Steps of the first look and of the second. */
const STEP = 1 / 128;
const FINE_STEP = 1 / 1024;
/** Edges that are counted at most. */
const EDGES = 8000;
/** Fewer edges, each of two numbers, are no writing. */
const FEWEST = 200;
/** The best slope must beat the usual one by this factor, or there is nothing that lies in rows. */
const CLEAR = 1.12;

/**
 * Pixels down for one to the right, 0 where it cannot be told. Sharpness of the projection profiles, `Σ n²` over rows of lower edges and
 * columns of right edges (after Bloomberg, Kopec, Dasari 1995).
 */
export function slopeOfPage(mask: Mask): number {
  const lower = edges(mask, true);
  const right = edges(mask, false);
  if (lower.length + right.length < FEWEST) return 0;
  const size = mask.width + mask.height;
  const bins = new Uint32Array(2 * size + 2);
  const score = (slope: number): number =>
    sharpness(lower, -slope, bins, size) + sharpness(right, slope, bins, size);
  let best = 0;
  let most = -1;
  const all: number[] = [];
  for (let i = -Math.floor(STEEPEST / STEP); i <= STEEPEST / STEP; i++) {
    const value = score(i * STEP);
    all.push(value);
    if (value > most) {
      most = value;
      best = i * STEP;
    }
  }
  all.sort((a, b) => a - b);
  if (most < CLEAR * all[all.length >> 1]!) return 0;
  const around = best;
  for (let i = -10; i <= 10; i++) {
    const value = score(around + i * FINE_STEP);
    if (value <= most) continue;
    most = value;
    best = around + i * FINE_STEP;
  }
  return best;
}

/** Pairs of a coordinate across the profile and one along it, in turn; of many every second, third, … */
function edges({ width, height, data }: Mask, lower: boolean): Int32Array {
  const beyond = lower ? width : 1;
  let count = 0;
  for (let y = 0; y + 1 < height; y++)
    for (let at = y * width, end = at + width - 1; at < end; at++) count += data[at]! & ~data[at + beyond]!;
  const step = Math.max(1, Math.ceil(count / EDGES));
  const out = new Int32Array(2 * Math.ceil(count / step));
  let n = 0;
  let next = 0;
  for (let y = 0; y + 1 < height && n < out.length; y++) {
    for (let x = 0, at = y * width; x + 1 < width; x++, at++) {
      if (!data[at] || data[at + beyond] || next-- > 0) continue;
      next = step - 1;
      out[n++] = lower ? y : x;
      out[n++] = lower ? x : y;
    }
  }
  return out;
}

function sharpness(points: Int32Array, slope: number, bins: Uint32Array, offset: number): number {
  bins.fill(0);
  for (let i = 0; i < points.length; i += 2)
    bins[Math.round(points[i]! + slope * points[i + 1]!) + offset]!++;
  let sum = 0;
  for (let i = 0; i < bins.length; i++) sum += bins[i]! * bins[i]!;
  return sum;
}
