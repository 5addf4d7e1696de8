/** Finds bits of a printed box along the image borders, free or touching the digit, and takes them out. */

import { type Component, type Components, components } from '../image/components.js';
import { median } from '../image/median.js';
import type { Box, Mask } from '../image/types.js';

/** How far from its border a line may run, as a fraction of the image across it. */
const DEPTH = 0.16;
/** How thick a line may be, likewise. */
const THICKNESS = 0.07;
/** The part of its border that a line touching the digit must follow. */
const COVERAGE = 0.6;
/** Images with a shorter side than this are cut around the digit; a straight stroke at the border is the digit's. */
const SMALLEST = 24;

type Side = 'top' | 'bottom' | 'left' | 'right';
const SIDES: readonly Side[] = ['top', 'bottom', 'left', 'right'];

/** A mask seen from one side: `along` runs with the border, `deep` away from it. */
interface View {
  readonly along: number;
  readonly deep: number;
  at(along: number, deep: number): number;
}

function view({ width, height }: Mask, side: Side): View {
  switch (side) {
    case 'top':
      return { along: width, deep: height, at: (a, d) => d * width + a };
    case 'bottom':
      return { along: width, deep: height, at: (a, d) => (height - 1 - d) * width + a };
    case 'left':
      return { along: height, deep: width, at: (a, d) => a * width + d };
    case 'right':
      return { along: height, deep: width, at: (a, d) => a * width + (width - 1 - d) };
  }
}

/**
 * The mask without lines along its borders; empty for a box with nothing in it. What looks like a line but may be the digit itself stays: a lone
 * line is not removed where that would leave no digit, and a line that touches the digit goes only where the rest stands clear of the other borders, so that the bar
 * of a tightly cropped 7 or the foot of a 1 is kept.
 * @param mask 1 is ink.
 */
export function removeEdgeLines(mask: Mask): Mask {
  if (Math.min(mask.width, mask.height) < SMALLEST) return mask;
  return withoutFreeBits(withoutTouchingLines(mask));
}

/** Components that hug a border: short bits, straight pieces along it, corners and frames. */
function withoutFreeBits(mask: Mask): Mask {
  const found = components(mask);
  const bits = borderBits(found);
  if (bits.size === 0) return mask;
  const longest = found.list.reduce(
    (most, { label, box }) => (bits.has(label) ? Math.max(most, extent(box)) : most),
    0,
  );
  const main = largestBut(found, bits);
  // The digit must be among what remains: a lone 1 at the border is no line, neither is one beside a speck.
  if (!main || extent(main.box) < Math.max(longest / 5, Math.min(mask.width, mask.height) / 8)) return mask;
  // A digit that touches two sides is tightly cropped: what lies along the others may be its own loose bar.
  if (SIDES.filter((side) => marginAt(main.box, side, mask) < 0.02).length >= 2) return mask;
  return { ...mask, data: mask.data.map((value, i) => (value && bits.has(found.labels[i]!) ? 0 : value)) };
}

/** The component with the largest area that is none of `bits`. */
function largestBut({ list }: Components, bits: ReadonlySet<number>): Component | null {
  return list.reduce<Component | null>(
    (best, part) => (bits.has(part.label) || (best && best.area >= part.area) ? best : part),
    null,
  );
}

function extent(box: Box): number {
  return Math.max(box.width, box.height);
}

/** The labels of all components that look like bits of a box. */
function borderBits({ width, height, labels, list }: Components): Set<number> {
  const across = Math.ceil(DEPTH * width);
  const down = Math.ceil(DEPTH * height);
  const inner = new Uint32Array(list.length + 1);
  for (let y = down; y < height - down; y++) {
    for (let x = across; x < width - across; x++) inner[labels[y * width + x]!]!++;
  }
  const isBit = ({ label, box, area }: Component): boolean => {
    const marginX = Math.min(box.x, width - box.x - box.width);
    const marginY = Math.min(box.y, height - box.y - box.height);
    const nearX = marginX <= Math.max(1, 0.03 * width);
    const nearY = marginY <= Math.max(1, 0.03 * height);
    const upright = marginX + box.width <= across && box.height >= 2.5 * box.width;
    const level = marginY + box.height <= down && box.width >= 2.5 * box.height;
    const small = (nearX || nearY) && extent(box) <= Math.min(across, down);
    const corner = nearX && nearY && inner[label]! <= 0.02 * area && area <= 0.3 * box.width * box.height;
    return upright || level || small || corner;
  };
  return new Set(list.filter(isBit).map((part) => part.label));
}

/** A straight run of ink followed along a border: for each position its first and last depth, −1 where there is none. */
interface Line {
  readonly side: Side;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function withoutTouchingLines(mask: Mask): Mask {
  const lines = SIDES.map((side) => follow(mask, side)).filter((line) => line !== null);
  if (lines.length === 0) return mask;
  const data = mask.data.slice();
  for (const line of lines) erase(data, mask, line);
  const rest: Mask = { ...mask, data };
  const main = largestInside(rest);
  // Two or more sides of a box and nothing of a digit's size in it: an empty box.
  if (!main) return lines.length >= 2 ? { ...mask, data: new Uint8Array(data.length) } : mask;
  const lined = lines.map((line) => line.side);
  return SIDES.every((side) => lined.includes(side) || marginAt(main.box, side, mask) >= 0.01) ? rest : mask;
}

/** The largest part that is no bit of a line, if it has a digit's size. */
function largestInside(mask: Mask): Component | null {
  const found = components(mask);
  const main = largestBut(found, borderBits(found));
  return main && extent(main.box) >= Math.min(mask.width, mask.height) / 6 ? main : null;
}

/** Paper between a box and a side, as a fraction of the image. */
function marginAt(box: Box, side: Side, { width, height }: Mask): number {
  switch (side) {
    case 'top':
      return box.y / height;
    case 'bottom':
      return (height - box.y - box.height) / height;
    case 'left':
      return box.x / width;
    case 'right':
      return (width - box.x - box.width) / width;
  }
}

/** The straight line along a side, if its ink covers enough of it and reaches both ends of the image or of the lines beside. */
function follow(mask: Mask, side: Side): Line | null {
  const { along, deep, at } = view(mask, side);
  const limit = Math.ceil(DEPTH * deep);
  const thickest = Math.max(2, Math.round(THICKNESS * deep));
  const start = new Int32Array(along).fill(-1);
  const end = new Int32Array(along).fill(-1);
  for (let a = 0; a < along; a++) {
    let d = 0;
    while (d < limit && !mask.data[at(a, d)]) d++;
    if (d === limit) continue;
    start[a] = d;
    while (d < deep && mask.data[at(a, d)]) d++;
    end[a] = d - 1;
  }
  const fit = straightFit(start, end, thickest);
  if (!fit) return null;
  const from = new Int32Array(along).fill(-1);
  const to = new Int32Array(along).fill(-1);
  let covered = 0;
  let first = along;
  let last = -1;
  for (let a = 0; a < along; a++) {
    const expected = fit.offset + fit.slope * a;
    if (start[a]! < 0 || Math.abs(start[a]! - expected) > fit.tolerance) continue;
    covered++;
    if (a < first) first = a;
    last = a;
    from[a] = start[a]!;
    // Where a stroke of the digit crosses, the run is longer than the line is thick: it stays.
    to[a] = end[a]! - start[a]! < 1.7 * fit.thickness + 1 ? end[a]! : -1;
  }
  const reach = Math.max(1, Math.round(0.02 * along));
  const complete = first <= reach && last >= along - 1 - reach;
  const corner = Math.ceil(DEPTH * along);
  const almost =
    first <= corner && last >= along - 1 - corner && (first <= reach || last >= along - 1 - reach);
  if (!(complete ? covered >= COVERAGE * along : almost && covered >= 0.75 * along)) return null;
  return { side, from, to };
}

/** Median thickness and the median line (Theil 1950, Sen 1968, on pairs half the length apart); null where it is too thick or too slanted. */
function straightFit(
  start: Int32Array,
  end: Int32Array,
  thickest: number,
): { offset: number; slope: number; thickness: number; tolerance: number } | null {
  const present: number[] = [];
  for (let a = 0; a < start.length; a++) if (start[a]! >= 0) present.push(a);
  if (present.length < COVERAGE * start.length) return null;
  const thickness = median(present.map((a) => end[a]! - start[a]! + 1));
  if (thickness > thickest) return null;
  const half = present.length >> 1;
  const slopes: number[] = [];
  for (let i = 0; i + half < present.length; i++) {
    const a = present[i]!;
    const b = present[i + half]!;
    slopes.push((start[b]! - start[a]!) / (b - a));
  }
  const slope = median(slopes);
  if (Math.abs(slope) > 0.12) return null;
  const offset = median(present.map((a) => start[a]! - slope * a));
  return { offset, slope, thickness, tolerance: Math.max(1.5, thickness) };
}

function erase(data: Uint8Array, mask: Mask, { side, from, to }: Line): void {
  const { along, at } = view(mask, side);
  for (let a = 0; a < along; a++) {
    if (to[a]! < 0) continue;
    for (let d = from[a]!; d <= to[a]!; d++) data[at(a, d)] = 0;
  }
}
