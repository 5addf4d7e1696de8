/** The lines of a grid as dense curves over its whole width or height, and lines too faint for the mask that must lie between them. */

import { type Curve, curveAt } from './curves.js';
import type { GrayImage } from './types.js';

/** A line of a grid: for each position from `from` on where it lies across. */
export interface Track {
  readonly isLevel: boolean;
  readonly from: number;
  readonly middles: Float64Array;
  /** 0 for a side that is not drawn. */
  readonly thickness: number;
  /** From which position to which it is drawn, where not along all of it. */
  readonly drawn?: readonly [from: number, to: number];
}

/** A faint line is looked for within this share of the room that it would leave on either side. */
const SEARCH = 0.14;
/** Its ink is averaged over so many positions, of which every second is looked at. */
const BLOCK = 12;
const STEP = 2;
/** It is there where it is so many levels of contrast darker than what lies so far on either side; nearer for sharp lines, farther for blurred ones. */
const RIDGE = 5;
const BESIDE = [5, 10] as const;
/** Share of the blocks in which it must be there: strokes in a column of figures fill less of it, for the room between two rows of them. */
const PRESENT = 0.75;
/** … and so many times as often as beside it, where noise alone is. */
const CLEAR = 2;
/** A faint line has at most this contrast in the mean. */
const DARKEST = 48;
/** A line ends where it has this share of its contrast left. */
const EDGE = 0.15;
/** Contrast beyond this is writing or another line and counts no more. */
const FAINT = 72;

export function trackOf(curve: Curve, from: number, to: number): Track {
  const middles = new Float64Array(to - from);
  for (let i = 0; i < middles.length; i++) middles[i] = curveAt(curve, from + i + 0.5);
  return { isLevel: curve.isLevel, from, middles, thickness: curve.thickness };
}

/** A straight line where none is drawn: the open side of a table. */
export function straightTrack(isLevel: boolean, from: number, to: number, across: number): Track {
  return { isLevel, from, middles: new Float64Array(to - from).fill(across), thickness: 0 };
}

export function trackAt({ from, middles }: Track, position: number): number {
  const i = Math.floor(position) - from;
  return middles[Math.min(Math.max(i, 0), middles.length - 1)]!;
}

/**
 * The line with its middle and breadth as they are in the contrast image, soft edges and blur included: the median over the places along
 * it of what lies so many pixels across, up to `reach`.
 */
export function measured(track: Track, contrast: GrayImage, reach: number): Track {
  const { isLevel, from, middles } = track;
  const half = Math.max(3, Math.min(24, Math.floor(reach)));
  const width = 2 * half + 1;
  const places = Math.min(200, middles.length);
  const values = Array.from({ length: width }, () => new Float64Array(places));
  const row = new Float64Array(width);
  for (let i = 0; i < places; i++) {
    const at = Math.floor(((i + 0.5) * middles.length) / places);
    row.fill(0);
    sample(contrast, isLevel, from + at, Math.floor(middles[at]!) - half, row, 0, width);
    for (let d = 0; d < width; d++) values[d]![i] = row[d]!;
  }
  const profile = values.map((column) => column.sort()[places >> 1]!);
  const base = (profile[0]! + profile[width - 1]!) / 2;
  const center = Math.max(2, Math.ceil(track.thickness / 2));
  const peak = Math.max(...profile.slice(Math.max(0, half - center), half + center + 1));
  if (peak - base < RIDGE) return track;
  const limit = base + Math.max(3, EDGE * (peak - base));
  let first = profile.indexOf(peak, Math.max(0, half - center));
  let last = first;
  while (first > 0 && profile[first - 1]! > limit) first--;
  while (last < width - 1 && profile[last + 1]! > limit) last++;
  const shift = (first + last) / 2 - half;
  return {
    isLevel,
    from,
    middles: middles.map((m) => Math.floor(m) + 0.5 + shift),
    thickness: last - first + 1,
  };
}

/** Where a level and an upright line meet. */
export function crossing(level: Track, upright: Track): [x: number, y: number] {
  let x = trackAt(upright, level.middles[level.middles.length >> 1]!);
  let y = trackAt(level, x);
  for (let round = 0; round < 2; round++) {
    x = trackAt(upright, y);
    y = trackAt(level, x);
  }
  return [x, y];
}

/**
 * The faint lines that divide the room between two lines into `parts` equal ones; null unless all of them are there along most of their
 * way. A row of digits is not: it has ink in some places only, and none near the lines across.
 * @param places where these cross, ascending.
 */
export function faintLines(
  a: Track,
  b: Track,
  parts: number,
  places: readonly number[],
  contrast: GrayImage,
): Track[] | null {
  const found: Track[] = [];
  for (let k = 1; k < parts; k++) {
    const line = faintLine(a, b, k / parts, parts, places, contrast);
    if (!line) return null;
    found.push(line);
  }
  return found;
}

function faintLine(
  a: Track,
  b: Track,
  share: number,
  parts: number,
  places: readonly number[],
  contrast: GrayImage,
): Track | null {
  const { isLevel, from } = a;
  const length = a.middles.length;
  const expected = a.middles.map((middle, i) => middle + (b.middles[i]! - middle) * share);
  const room = Math.abs(b.middles[length >> 1]! - a.middles[length >> 1]!) / parts;
  const reach = Math.max(3, Math.min(24, Math.round(SEARCH * room)));
  const beside = room >= 5 * BESIDE[1] ? BESIDE : BESIDE.slice(0, 1);
  const widest = beside.at(-1)!;
  const half = reach + widest + 1;
  const width = 2 * half + 1;
  const blocks = Math.floor(length / BLOCK);
  if (blocks < 4 || room < 3 * BESIDE[0]) return null;
  const profile = new Float64Array(blocks * width);
  for (let block = 0; block < blocks; block++) {
    for (let i = block * BLOCK; i < (block + 1) * BLOCK; i += STEP)
      sample(contrast, isLevel, from + i, Math.floor(expected[i]!) - half, profile, block * width, width);
  }
  const near = blocksNear(places, from, blocks);
  const nearCount = near.reduce((sum, isNear) => sum + isNear, 0);
  let best = 0;
  let most = 0;
  for (const away of beside) {
    // The share of the blocks in which it is there, for each offset; and of those near the lines across.
    const shares = new Float64Array(width - 2 * widest - 2);
    const sharesNear = new Float64Array(shares.length);
    const darkness = new Float64Array(shares.length);
    for (let i = 0; i < shares.length; i++) {
      for (let block = 0, at = i + widest + 1; block < blocks; block++, at += width) {
        const sides = Math.max(profile[at - away]!, profile[at + away]!);
        const middle = Math.max(profile[at - 1]!, profile[at]!, profile[at + 1]!);
        if (middle - sides < (RIDGE * BLOCK) / STEP) continue;
        shares[i]! += 1 / blocks;
        darkness[i]! += ((middle - sides) * STEP) / BLOCK / blocks;
        if (near[block]) sharesNear[i]! += 1 / nearCount;
      }
    }
    const usual = [...shares].sort((p, q) => p - q)[shares.length >> 1]!;
    for (let i = 0; i < shares.length; i++) {
      if (shares[i]! < PRESENT || shares[i]! < CLEAR * usual || shares[i]! <= most) continue;
      // Dark lines are in the mask; what is dark and was not found there is writing.
      if (darkness[i]! > DARKEST * shares[i]!) continue;
      if (nearCount > 0 && sharesNear[i]! < 0.7 * shares[i]!) continue;
      most = shares[i]!;
      best = i + widest + 1;
    }
  }
  if (most === 0) return null;
  const middles = expected.map((middle) => Math.floor(middle) + best - half + 0.5);
  return { isLevel, from, middles, thickness: 2 };
}

/** 1 for each block beside a line across: behind its soft edge, and before writing begins. */
function blocksNear(places: readonly number[], from: number, blocks: number): Uint8Array {
  const near = new Uint8Array(blocks);
  for (let i = 0; i + 1 < places.length; i++) {
    const room = places[i + 1]! - places[i]!;
    const inset = Math.max(0.1 * room, BLOCK / 2 + 3);
    if (room < 5 * BLOCK) continue;
    for (const place of [places[i]! + inset, places[i + 1]! - inset]) {
      const block = Math.floor((place - from) / BLOCK);
      if (block >= 0 && block < blocks) near[block] = 1;
    }
  }
  return near;
}

/** Adds the contrast of `count` pixels across a line, from `first` on, at one position along it. */
function sample(
  { width, height, data }: GrayImage,
  isLevel: boolean,
  position: number,
  first: number,
  sums: Float64Array,
  at: number,
  count: number,
): void {
  const limit = isLevel ? height : width;
  if (position < 0 || position >= (isLevel ? width : height)) return;
  for (let i = 0; i < count; i++) {
    const across = first + i;
    if (across < 0 || across >= limit) continue;
    const value = data[isLevel ? across * width + position : position * width + across]!;
    sums[at + i]! += value < FAINT ? value : FAINT;
  }
}
