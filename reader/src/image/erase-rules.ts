/** Takes rules out of a page and mends the strokes that they crossed. */

import { type Track, trackAt } from './tracks.js';
import type { GrayImage, Mask } from './types.js';

/** Around a line lies its soft edge, so many pixels wide on either side. */
const SOFT = 1.2;
/** Ink on a line's side that is thinner than this is a rest of the line. */
const REST = 3;
/** A stroke may run so many pixels along the line for each one across it. */
const SLANT = 1.3;

/** A piece of a rule to take out: positions along it and where it lies across, as in {@link Track}. */
export type Erased = Pick<Track, 'isLevel' | 'from' | 'middles' | 'thickness'>;

/**
 * Erases the lines from a contrast image and its mask, in place. Where ink lies on both sides of a line, near enough to each other to be
 * one stroke, the stroke is drawn through it; ink on one side only is carried on to the line's middle.
 */
export function eraseRules(contrast: GrayImage, mask: Mask, rules: readonly Erased[]): void {
  for (const rule of rules) eraseRule(contrast, mask, rule);
}

/** A run of ink beside a line: positions along it, the last one excluded. */
interface Stroke {
  readonly from: number;
  readonly to: number;
}

function eraseRule(contrast: GrayImage, mask: Mask, rule: Erased): void {
  const { width, height } = mask;
  const along = rule.isLevel ? 1 : width;
  const across = rule.isLevel ? width : 1;
  const depth = rule.isLevel ? height : width;
  const n = rule.middles.length;
  // First and last line across that go, for each position.
  const tops = new Int32Array(n);
  const bottoms = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const middle = rule.middles[i]!;
    const half = rule.thickness / 2 + SOFT;
    const at = (rule.from + i) * along;
    let top = Math.max(0, Math.floor(middle - half));
    let bottom = Math.min(depth - 1, Math.ceil(middle + half) - 1);
    const restAbove = restBeside(mask.data, at, across, top - 1, -1, depth);
    const restBelow = restBeside(mask.data, at, across, bottom + 1, 1, depth);
    top -= restAbove;
    bottom += restBelow;
    tops[i] = top;
    bottoms[i] = bottom;
  }
  const above = strokes(mask.data, rule.from, along, across, tops, -1, depth);
  const below = strokes(mask.data, rule.from, along, across, bottoms, 1, depth);
  const mended = pairs(above, below, tops, bottoms);
  const drawn = mended.map(([a, b]) => drawing(contrast, rule, along, across, depth, tops, bottoms, a, b));
  for (let i = 0; i < n; i++) {
    for (let d = Math.max(0, tops[i]!); d <= Math.min(depth - 1, bottoms[i]!); d++) {
      const at = (rule.from + i) * along + d * across;
      contrast.data[at] = 0;
      mask.data[at] = 0;
    }
  }
  for (const points of drawn) {
    for (let i = 0; i < points.length; i += 2) {
      const at = points[i]!;
      contrast.data[at] = Math.max(contrast.data[at]!, points[i + 1]!);
      mask.data[at] = 1;
    }
  }
}

/** How many pixels of ink follow outwards, if they are too few to be a stroke; else 0. */
function restBeside(
  data: Uint8Array,
  at: number,
  across: number,
  first: number,
  step: 1 | -1,
  depth: number,
): number {
  let count = 0;
  for (let d = first; d >= 0 && d < depth && count <= REST && data[at + d * across]; d += step) count++;
  return count <= REST ? count : 0;
}

/** Runs of ink just outside of the line on one side. */
function strokes(
  data: Uint8Array,
  from: number,
  along: number,
  across: number,
  edges: Int32Array,
  step: 1 | -1,
  depth: number,
): Stroke[] {
  const found: Stroke[] = [];
  let start = -1;
  for (let i = 0; i <= edges.length; i++) {
    const d = i < edges.length ? edges[i]! + step : -1;
    const isInk = d >= 0 && d < depth && data[(from + i) * along + d * across] !== 0;
    if (isInk && start < 0) start = i;
    if (!isInk && start >= 0) {
      found.push({ from: start, to: i });
      start = -1;
    }
  }
  return found;
}

/** Strokes that go on on the other side, each with the nearest; null for the other where there is none. */
function pairs(
  above: readonly Stroke[],
  below: readonly Stroke[],
  tops: Int32Array,
  bottoms: Int32Array,
): [Stroke | null, Stroke | null][] {
  const middle = ({ from, to }: Stroke): number => (from + to) / 2;
  const out: [Stroke | null, Stroke | null][] = [];
  const taken = new Set<Stroke>();
  for (const a of above) {
    const reach = (bottoms[a.from]! - tops[a.from]! + 1) * SLANT + 2;
    let best: Stroke | null = null;
    for (const b of below) {
      const apart = Math.max(0, b.from - a.to, a.from - b.to);
      if (apart > reach) continue;
      if (!best || Math.abs(middle(b) - middle(a)) < Math.abs(middle(best) - middle(a))) best = b;
    }
    if (best) taken.add(best);
    out.push([a, best]);
  }
  for (const b of below) if (!taken.has(b)) out.push([null, b]);
  return out;
}

/** The pixels of a stroke through the line: address and contrast in turn. */
function drawing(
  { data }: GrayImage,
  rule: Erased,
  along: number,
  across: number,
  depth: number,
  tops: Int32Array,
  bottoms: Int32Array,
  a: Stroke | null,
  b: Stroke | null,
): number[] {
  const points: number[] = [];
  const one = a ?? b!;
  const other = b ?? a!;
  const middle = Math.min(tops.length - 1, (one.from + one.to + other.from + other.to) >> 2);
  const top = Math.max(0, tops[middle]!);
  const bottom = Math.min(depth - 1, bottoms[middle]!);
  // Without a stroke on the other side it ends in the middle of the line.
  const first = a ? top : (top + bottom + 1) >> 1;
  const last = b ? bottom : (top + bottom) >> 1;
  const value = (stroke: Stroke, edges: Int32Array, step: number, share: number): number => {
    const i = Math.min(stroke.to - 1, Math.floor(stroke.from + share * (stroke.to - stroke.from)));
    const d = Math.min(depth - 1, Math.max(0, edges[i]! + step));
    return data[(rule.from + i) * along + d * across]!;
  };
  for (let d = first; d <= last; d++) {
    const part = (d - top + 1) / (bottom - top + 2);
    const from = Math.round(one.from + (other.from - one.from) * part);
    const to = Math.round(one.to + (other.to - one.to) * part);
    for (let i = Math.max(0, from); i < Math.min(tops.length, to); i++) {
      const share = (i + 0.5 - from) / Math.max(1, to - from);
      const upper = a ? value(a, tops, -1, share) : value(b!, bottoms, 1, share);
      const lower = b ? value(b, bottoms, 1, share) : upper;
      points.push((rule.from + i) * along + d * across, Math.round(upper + (lower - upper) * part));
    }
  }
  return points;
}

/** The part of a track between two others, with the whole of the corners. */
export function between(track: Track, first: Track, last: Track): Erased {
  const middle = track.middles[track.middles.length >> 1]!;
  const start = Math.floor(trackAt(first, middle) - first.thickness / 2 - 1);
  const end = Math.ceil(trackAt(last, middle) + last.thickness / 2 + 1);
  const [top, bottom] = track.drawn ?? [start, end];
  const from = Math.max(track.from, start, top);
  const to = Math.min(track.from + track.middles.length, end, bottom);
  return {
    ...track,
    from,
    middles: track.middles.subarray(from - track.from, Math.max(to, from) - track.from),
  };
}
