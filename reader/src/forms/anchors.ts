/** Patches of print on the blank that are found again in a picture to a fraction of a pixel. */
import { integral, sumOver } from '../image/integral.js';
import type { GrayImage } from '../image/types.js';
import {
  applyHomography,
  bilinear,
  type Homography,
  multiply,
  type Point,
  scaleAndShift,
  warp,
} from '../image/warp.js';

/** Square patches around points of the blank at one scale. */
export interface Anchors {
  /** Pixels of the blank that one pixel of a patch is wide. */
  readonly step: number;
  /** Pixels of a patch along one side; odd. */
  readonly side: number;
  /** How far from where they are expected patches are looked for, in pixels of a patch. */
  readonly reach: number;
  /** Middles, in pixels of the blank. */
  readonly points: readonly Point[];
  /** `side²` numbers a patch, mean 0, sum of squares 1. */
  readonly patches: Float64Array;
}

/** A picture at one resolution. */
export interface Level {
  readonly image: GrayImage;
  /** Pixels of the picture as it is that one pixel of `image` is wide. */
  readonly factor: number;
}

/** Cuts patches around points out of the blank; points whose patch has hardly any print are left out. */
export function cutAnchors(
  blank: GrayImage,
  points: readonly Point[],
  { step, side, reach }: Pick<Anchors, 'step' | 'side' | 'reach'>,
): Anchors {
  const kept: Point[] = [];
  const patches = new Float64Array(points.length * side * side);
  // Reduced first, so that thin lines are not sampled but averaged.
  const size = [Math.ceil(blank.width / step), Math.ceil(blank.height / step)] as const;
  const reduced = step >= 2 ? warp(blank, scaleAndShift(step, step, 0, 0), ...size) : blank;
  const scale = step >= 2 ? 1 / step : 1;
  for (const point of points) {
    const toReduced = multiply(scaleAndShift(scale, scale, 0, 0), toPage(point, side, step));
    const patch = bilinear(reduced, toReduced, side, side, 255).data;
    if (normalize(patch, patches.subarray(kept.length * side * side, (kept.length + 1) * side * side)))
      kept.push(point);
  }
  return { step, side, reach, points: kept, patches: patches.subarray(0, kept.length * side * side) };
}

/** From pixels of a patch to those of the page. */
const toPage = ([x, y]: Point, side: number, step: number): Homography =>
  scaleAndShift(step, step, x - (step * side) / 2, y - (step * side) / 2);

/** Least standard deviation of the gray levels of a patch. */
const FAINT = 6;

function normalize(patch: Uint8Array, out: Float64Array): boolean {
  let sum = 0;
  let squares = 0;
  for (const value of patch) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / patch.length;
  const energy = squares - sum * mean;
  if (energy < FAINT * FAINT * patch.length) return false;
  const norm = Math.sqrt(energy);
  for (let i = 0; i < patch.length; i++) out[i] = (patch[i]! - mean) / norm;
  return true;
}

/** Where an anchor was found. */
export interface Found {
  /** Index of the anchor. */
  readonly anchor: number;
  /** In pixels of the blank. */
  readonly from: Point;
  /** In pixels of the picture. */
  readonly to: Point;
  /** Where the picture has it beside where the map expects it, in pixels of the blank. */
  readonly offset: Point;
  /** Normalized cross-correlation, −1 … 1. */
  readonly likeness: number;
}

/** Least likeness of a patch that is found. */
const FOUND = 0.55;

/** Looks for each anchor around where `toPicture` puts it: the place of greatest normalized cross-correlation, between pixels by a parabola. */
export function findAnchors(anchors: Anchors, { image, factor }: Level, toPicture: Homography): Found[] {
  const { step, side, reach, points, patches } = anchors;
  const wide = side + 2 * reach;
  const places = 2 * reach + 1;
  const scores = new Float64Array(places * places);
  const found: Found[] = [];
  const toImage = multiply(scaleAndShift(1 / factor, 1 / factor, 0, 0), toPicture);
  points.forEach((from, anchor) => {
    const [px, py] = applyHomography(toImage, from);
    if (!(px >= 0 && py >= 0 && px < image.width && py < image.height)) return;
    const seen = bilinear(image, multiply(toImage, toPage(from, wide, step)), wide, wide, 255).data;
    correlate(seen, wide, patches, anchor * side * side, side, scores);
    let best = 0;
    for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
    const likeness = scores[best]!;
    const column = best % places;
    const row = (best - column) / places;
    if (likeness < FOUND || column === 0 || row === 0 || column === places - 1 || row === places - 1) return;
    const x = column - reach + vertex(scores[best - 1]!, likeness, scores[best + 1]!);
    const y = row - reach + vertex(scores[best - places]!, likeness, scores[best + places]!);
    const offset: Point = [x * step, y * step];
    const to = applyHomography(toPicture, [from[0] + offset[0], from[1] + offset[1]]);
    found.push({ anchor, from, to, offset, likeness });
  });
  return found;
}

/** Where the parabola through three values at −1, 0, 1 is greatest. */
function vertex(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}

/** The normalized cross-correlation of a patch with each place of a window; 0 where there is nothing to compare. */
function correlate(
  window: Uint8Array,
  wide: number,
  patches: Float64Array,
  from: number,
  side: number,
  scores: Float64Array,
): void {
  const count = side * side;
  const places = wide - side + 1;
  const values = Float64Array.from(window);
  const sums = integral({ width: wide, height: wide, data: window });
  const squares = integral({ width: wide, height: wide, data: window }, 2);
  for (let v = 0; v < places; v++) {
    for (let u = 0; u < places; u++) {
      const sum = sumOver(sums, u, v, u + side, v + side);
      const energy = sumOver(squares, u, v, u + side, v + side) - (sum * sum) / count;
      scores[v * places + u] =
        energy < 0.1 * FAINT * FAINT * count
          ? 0
          : productOf(values, v * wide + u, wide, patches, from, side) / Math.sqrt(energy);
    }
  }
}

/** `Σ values · patch`, in four sums beside each other: additions need not wait for each other. */
function productOf(
  values: Float64Array,
  start: number,
  wide: number,
  patches: Float64Array,
  from: number,
  side: number,
): number {
  const whole = side & ~3;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let y = 0, p = from; y < side; y++) {
    let at = start + y * wide;
    for (const end = at + whole; at < end; at += 4, p += 4) {
      a += values[at]! * patches[p]!;
      b += values[at + 1]! * patches[p + 1]!;
      c += values[at + 2]! * patches[p + 2]!;
      d += values[at + 3]! * patches[p + 3]!;
    }
    for (let rest = whole; rest < side; rest++, at++, p++) a += values[at]! * patches[p]!;
  }
  return a + b + c + d;
}
