/** Combs without a top: a line to write on with short ticks at even distances, the first and the last at its ends. */

import { type Curve, curveAt } from '../image/curves.js';
import { straightTrack, type Track, trackOf } from '../image/tracks.js';
import type { Mask } from '../image/types.js';
import type { Lattice } from './lattices.js';

/** Cells of a comb, at least and at most. */
const FEWEST = 3;
const MOST = 30;
/** Width of a cell, pixels. */
const NARROWEST = 14;
/** A tick is at least so many pixels high, at most so wide, and at most so many pixels off its place. */
const LOWEST = 5;
const WIDEST = 8;
const OFF = 4;
/** This share of the ticks must be seen; writing may cover the others. */
const SEEN = 0.75;
/** Ticks differ in height by this share of the usual and so many pixels. */
const UNEVEN = 0.2;
const UNEVEN_PIXELS = 3;
/** Digits stand as high over the line as this many cells are wide, at least. */
const TALL = 1.5;

interface Tick {
  readonly x: number;
  readonly height: number;
}

/** One row of cells over the line; null where it has no ticks. */
export function openComb(line: Curve, mask: Mask): Lattice | null {
  const length = line.to - line.from;
  if (length < FEWEST * NARROWEST || line.covered < 0.9 * length) return null;
  const ticks = ticksOn(line, mask, length / 2);
  const isEnd = (x: number): boolean => ticks.some((tick) => Math.abs(tick.x - x) <= OFF);
  const [from, to] = [line.from + line.thickness / 2, line.to - line.thickness / 2];
  if (ticks.length < FEWEST + 1 || !isEnd(from) || !isEnd(to)) return null;
  for (let cells = Math.min(MOST, Math.floor((to - from) / NARROWEST)); cells >= FEWEST; cells--) {
    const places = Array.from({ length: cells + 1 }, (_, i) => from + ((to - from) * i) / cells);
    const own = places.map((x) => ticks.filter((tick) => Math.abs(tick.x - x) <= OFF));
    const heights = own.flatMap((some) => some.map(({ height }) => height)).sort((a, b) => a - b);
    // Writing that stands on a tick makes it higher, nothing makes it lower.
    const usual = heights[Math.floor(heights.length / 3)] ?? 0;
    const isTick = ({ height }: Tick): boolean => Math.abs(height - usual) <= UNEVEN * usual + UNEVEN_PIXELS;
    const seen = own.filter((some) => some.some(isTick)).length;
    if (seen >= SEEN * places.length && seen >= FEWEST + 1) return latticeOf(line, places, usual);
  }
  return null;
}

/** Narrow ink that stands on a line, as high as it goes up to `limit`. */
function ticksOn(line: Curve, { width, data }: Mask, limit: number): Tick[] {
  const found: Tick[] = [];
  let start = -1;
  let highest = 0;
  for (let x = line.from; x <= line.to; x++) {
    let height = 0;
    if (x < line.to) {
      const top = Math.floor(curveAt(line, x) - line.thickness / 2) - 2;
      while (height < limit && top >= height && data[(top - height) * width + x]) height++;
    }
    if (height >= LOWEST) {
      if (start < 0) start = x;
      highest = Math.max(highest, height);
    } else if (start >= 0) {
      if (x - start <= WIDEST) found.push({ x: (start + x) / 2, height: highest });
      start = -1;
      highest = 0;
    }
  }
  return found;
}

function latticeOf(line: Curve, places: readonly number[], tick: number): Lattice {
  const left = Math.max(0, Math.floor(places[0]!) - OFF);
  const right = Math.ceil(places.at(-1)!) + OFF;
  const base = trackOf(line, left, right);
  const y = base.middles[base.middles.length >> 1]!;
  const pitch = (places.at(-1)! - places[0]!) / (places.length - 1);
  const top = Math.max(0, Math.floor(y - Math.max(tick, TALL * pitch)));
  const bottom = Math.ceil(y) + OFF;
  // What is drawn of an upright line is its tick alone.
  const upright = places.map((x): Track => {
    const whole = straightTrack(false, top, bottom, x);
    return { ...whole, thickness: line.thickness, drawn: [Math.floor(y - tick) - 2, bottom] };
  });
  return { level: [straightTrack(true, left, right, top), base], upright };
}
