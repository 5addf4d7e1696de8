/** Whether a part of the ink belongs to a line of writing: beside it, hanging from it, or broken off. */
import { columnsBetween, rowsShared } from '../image/boxes.js';
import type { Box } from '../image/types.js';
import { union } from './parts.js';

/** A part this far within the band of the line, as a share of its own height, belongs to it. */
const WITHIN = 0.45;
/** Room between the parts of a line, in heights of it: words, columns of an amount, boxes. */
const REACH = 2.5;
/** Parts of less than this share of the line's height in both directions are dots; they need less room … */
const DOT = 0.3;
/** … in heights. */
const DOT_REACH = 0.8;
/** A comma is less than so high and wide, and hangs so far below the writing at most; in heights of it. */
const COMMA = 0.5;
const COMMA_DROP = 0.4;
/** A digit close by shares so much of its height with the line, or more. */
const STEP = 0.2;
/** It is so near, in heights of the line, and so high against it. */
const STEP_REACH = 0.6;
const STEP_HEIGHTS = [0.6, 1.6] as const;
/** A broken stroke goes on after so much paper; the larger of two parts of a digit has so much of its height. */
const BREAK = 0.1;
const REST = 0.4;
/** A bar above the writing is so far from it, and so long, at most; in heights of it. */
const BAR_ROOM = 0.35;
const BAR_LENGTH = 1.3;

/**
 * @param band the box around what the line has so far.
 * @param atBorder whether the picture may have cut the part off: such a one must lie further within.
 */
export function belongs(box: Box, band: Box, atBorder: boolean): boolean {
  const shared = rowsShared(box, band);
  const gap = Math.max(0, columnsBetween(box, band));
  const isDot = Math.max(box.width, box.height) < DOT * band.height;
  if (isDot) {
    const below = box.y - band.y - band.height;
    return gap <= DOT_REACH * band.height && below <= 0.15 * band.height && box.y + box.height > band.y;
  }
  if (!atBorder && (isComma(box, band, gap) || isRest(box, band, gap))) return true;
  if (box.height > 2.2 * band.height && atBorder) return false;
  // A lone upright taller than the writing is a rest of a rule, not a 1.
  const isUpright = box.height > 4 * box.width;
  if (isUpright && box.height > 1.3 * band.height && gap > 0.8 * band.height) return false;
  if (isUpright && box.height > 1.6 * band.height && gap > 0.3 * band.height) return false;
  if (!atBorder && isStepped(box, band, shared, gap)) return true;
  // A dash or an underline has little height of its own: where it lies counts.
  if (box.height < DOT * band.height) {
    const middle = box.y + box.height / 2 - band.y;
    if (middle <= 0) return !atBorder && isBarAbove(box, band, gap);
    return middle < band.height && gap <= REACH * band.height;
  }
  return (
    shared >= (atBorder ? 0.6 : WITHIN) * Math.min(box.height, band.height) && gap <= REACH * band.height
  );
}

/** The bar of a 5, which the pen was lifted for: close above the writing and no longer than that is high. */
function isBarAbove(box: Box, band: Box, gap: number): boolean {
  const room = band.y - box.y - box.height;
  return isNear(Math.max(0, room), gap, BAR_ROOM * band.height) && box.width <= BAR_LENGTH * band.height;
}

/** A comma hangs below the writing from its lower half, and close to it. */
function isComma(box: Box, band: Box, gap: number): boolean {
  const foot = band.y + band.height;
  return (
    Math.max(box.width, box.height) < COMMA * band.height &&
    gap <= COMMA * band.height &&
    box.y > band.y + band.height / 2 &&
    box.y < foot &&
    box.y + box.height - foot <= COMMA_DROP * band.height
  );
}

/** The rest of a digit whose stroke is broken, or that is written in two: close to what is one character by itself. */
function isRest(box: Box, band: Box, gap: number): boolean {
  const whole = union(box, band);
  const room = Math.max(0, -rowsShared(box, band));
  return (
    isNear(room, gap, BREAK * whole.height) &&
    whole.width <= whole.height &&
    Math.max(box.height, band.height) >= REST * whole.height
  );
}

/** A digit beside the writing that hangs below it or stands above it, as in old-style numerals and where lines rise. */
function isStepped(box: Box, band: Box, shared: number, gap: number): boolean {
  const ratio = box.height / band.height;
  const [lowest, highest] = STEP_HEIGHTS;
  return (
    shared >= STEP * Math.min(box.height, band.height) &&
    gap <= STEP_REACH * band.height &&
    ratio >= lowest &&
    ratio <= highest
  );
}

/** Squares: a root's last bit is the same on every machine, that of `Math.hypot` is not. */
const isNear = (down: number, across: number, most: number): boolean =>
  down * down + across * across <= most * most;
