/** Forms whose rows are divided each in its own way: every row, or rows divided alike, is a grid of its own. */
import { type Curve, coveredBetween, curveAt } from '../image/curves.js';
import { type Track, trackAt, trackOf } from '../image/tracks.js';
import type { Lattice } from './lattices.js';

/** An upright line divides a row if it runs along this share of the row's height … */
const COVERED = 0.85;
/** … and leans by at most this share of it, and so many pixels. */
const LEAN = 0.04;
const LEAN_PIXELS = 2;
/** It is so many pixels away from other lines. */
const APART = 8;

/** A table with more upright lines that run through is one table. */
const MOST_UPRIGHT = 4;
/** Strokes of a pen from line to line are thicker than the lines, by this factor and so many pixels. */
const THICKER = 1.4;
const THICKER_PIXELS = 0.7;

/** The lattice itself where its rows have no lines of their own. */
export function strips(lattice: Lattice, uprights: readonly Curve[]): Lattice[] {
  const { level, upright } = lattice;
  const rows = level.length - 1;
  if (upright.length > MOST_UPRIGHT) return [lattice];
  const least = upright.length === 2 ? 1 : 2;
  const own = Array.from({ length: rows }, (_, row) => {
    const extra = dividers(level[row]!, level[row + 1]!, upright, uprights);
    return extra.length >= least ? extra : [];
  });
  if (own.every((extra) => extra.length === 0)) return [lattice];
  const out: Lattice[] = [];
  for (let row = 0; row < rows; ) {
    let end = row + 1;
    while (end < rows && isAlike(own[row]!, own[end]!)) end++;
    const columns = [...upright, ...own[row]!].sort((a, b) => a.middles[0]! - b.middles[0]!);
    out.push({ level: level.slice(row, end + 1), upright: columns });
    row = end;
  }
  return out;
}

function dividers(above: Track, below: Track, known: readonly Track[], uprights: readonly Curve[]): Track[] {
  const found: Track[] = [];
  const thickest =
    THICKER * Math.max(...[above, below, ...known].map((track) => track.thickness)) + THICKER_PIXELS;
  for (const curve of uprights) {
    if (curve.thickness > thickest) continue;
    const x = curveAt(curve, (curve.from + curve.to) / 2);
    const top = trackAt(above, x);
    const bottom = trackAt(below, x);
    const height = bottom - top;
    const middle = (top + bottom) / 2;
    const at = curveAt(curve, middle);
    if (x < trackAt(known[0]!, middle) || x > trackAt(known.at(-1)!, middle)) continue;
    if (coveredBetween(curve, top, bottom) < COVERED * height) continue;
    const lean = Math.abs(curveAt(curve, top + 0.15 * height) - curveAt(curve, bottom - 0.15 * height));
    if (lean > LEAN * height + LEAN_PIXELS) continue;
    const isNew = [...known, ...found].every((track) => Math.abs(trackAt(track, middle) - at) >= APART);
    if (isNew) found.push(trackOf(curve, Math.floor(top), Math.ceil(bottom)));
  }
  return found.sort((a, b) => a.middles[0]! - b.middles[0]!);
}

function isAlike(a: readonly Track[], b: readonly Track[]): boolean {
  return (
    a.length === b.length && a.every((track, i) => Math.abs(track.middles[0]! - b[i]!.middles[0]!) < APART)
  );
}
