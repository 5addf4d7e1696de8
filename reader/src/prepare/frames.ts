/** Printed frames that a stroke of the writing ran into, told from digits whose stem is as straight. */
import type { Components } from '../image/components.js';
import { findRules, type Rule } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import type { Box, Mask } from '../image/types.js';

/** A frame's upright is so long against the picture. */
export const UPRIGHT_PART = 0.6;
/** One that writing ran into is only told from the stem of a digit where it goes from border to border, but for this share. */
const BORDER = 0.04;
/** What covers this share of the picture's width and height fills it. */
const FILLED = 0.9;
/** A digit has no more straight strokes than these, level and upright: a 4. */
const MOST_STRAIGHT = 2;
/** A part that covers less than this share of its box is two lines that meet, or a stroke that meets one. */
const HOLLOW = 0.2;
/** A frame is so many times as long as the writing in it is high; where it is longer than that many times, what is left is a speck. */
const SHORTEST = 2;
const LONGEST = 8;
/** It stands so much over the writing at both ends, in heights of that: no stem of a digit does over what hangs on it. */
const ROOM = 0.25;
/** It stands so far from the middle of the writing, in widths of that. */
const ASIDE = 0.3;

/** Lines from end to end of the picture, upright and level, where ink hangs on one of them: a frame that a stroke ran into. */
export function framing(mask: Mask, { list }: Components): Rule[] {
  const { width, height } = mask;
  const joined = list.filter(
    ({ box, area }) => box.height >= UPRIGHT_PART * height && area < HOLLOW * box.width * box.height,
  );
  if (joined.length === 0) return [];
  const found = findRules(mask, runsOf(mask), UPRIGHT_PART * Math.min(width, height));
  const uprights = found.upright.filter(
    ({ from, to }) => from <= BORDER * height && height - to <= BORDER * height,
  );
  if (uprights.length === 0) return [];
  const rules = [...uprights, ...found.level.filter(({ from, to }) => to - from >= UPRIGHT_PART * width)];
  // What fills the picture from side to side too may be a digit cut out closely.
  const isFilled = joined.every(({ box }) => box.height >= FILLED * height && box.width >= FILLED * width);
  return isFilled && rules.length <= MOST_STRAIGHT ? [] : rules;
}

/** Whether a frame's upright stands at a side of the writing and over it: the stem of a 7 goes through its bar, that of a 9 ends with its loop. */
export function isBeside(box: Box, { isLevel, from, to, middles }: Rule): boolean {
  if (isLevel || to - from < SHORTEST * box.height || to - from > LONGEST * box.height) return false;
  const room = ROOM * box.height;
  if (box.y - from < room || to - box.y - box.height < room) return false;
  const middle = middles[Math.round(box.y + box.height / 2) - from]!;
  return Math.abs(middle - box.x - box.width / 2) >= ASIDE * box.width;
}
