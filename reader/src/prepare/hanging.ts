/** Digits that hang on straight rules beside a line: on a frame, a table's rule or a fold that a stroke ran into. */
import { columnsBetween, rowsShared } from '../image/boxes.js';
import type { Component, Components } from '../image/components.js';
import { findRules, type Rule } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import type { Box, Mask } from '../image/types.js';

/** A component that shares so much of the line's height and is so near to it, in heights of the line, may hold writing of it. */
const SHARED = 0.4;
const NEAR = 1.2;
/** A rule is so long, in heights of the line: no stroke of a character that hangs on it is. */
const LEVEL = 2;
const UPRIGHT = 1.3;
/** Of the parts of a line those with this share of its height are digits; the rests of a rule are not. */
const DIGIT = 0.5;
/** With the digits that hung on rules a line is not higher than so many times: else it took in more than digits. */
const HIGHER = 1.4;

/**
 * The rules among the components that are none of the line's.
 * @param own the parts of the line.
 * @param band the box around them.
 */
export function rulesBeside(
  { list, labels, width, height }: Components,
  own: readonly Component[],
  band: Box,
): Rule[] {
  const isOther = new Uint8Array(list.length + 1);
  for (const { label, box } of list) if (isLong(box, band) && isNear(box, band)) isOther[label] = 1;
  for (const { label } of own) isOther[label] = 0;
  if (!isOther.includes(1)) return [];
  const mask: Mask = { width, height, data: new Uint8Array(labels.length) };
  for (let at = 0; at < labels.length; at++) mask.data[at] = isOther[labels[at]!]!;
  const { level, upright } = findRules(mask, runsOf(mask), UPRIGHT * band.height);
  return [...level.filter(({ from, to }) => to - from >= LEVEL * band.height), ...upright];
}

const isLong = ({ width, height }: Box, band: Box): boolean =>
  width >= LEVEL * band.height || height >= UPRIGHT * band.height;

const isNear = (box: Box, band: Box): boolean =>
  rowsShared(box, band) >= SHARED * band.height && columnsBetween(box, band) <= NEAR * band.height;

/** A line's components, and the box around them. */
interface Parts {
  readonly parts: readonly Component[];
  readonly band: Box;
}

/** Whether the line without rules has more digits than with them, in about the same rows. */
export function hasMoreDigits(freed: Parts, { parts, band }: Parts): boolean {
  const digits = (of: readonly Component[]): number =>
    of.filter(({ box }) => box.height >= DIGIT * band.height).length;
  return freed.band.height <= HIGHER * band.height && digits(freed.parts) > digits(parts);
}
