/** A closer look at lines whose characters are small against what stands over and under them: the rest of a rule, a bracket, a stroke of the line above. */
import { components } from '../image/components.js';
import { median } from '../image/median.js';
import type { Box, GrayImage } from '../image/types.js';
import { fitLine, INK_HEIGHT, LINE_HEIGHT, type LineInk } from './fit-line.js';
import { above } from './ink.js';

/** Ink of a strip, of 255. */
const INK = 100;
/** Parts lower than this, in rows of the strip, are no characters. */
const LOWEST = 6;
/** Characters are small if half of the parts are lower than this share of the ink's height. */
const SMALL = 0.7;
/** Rows that are looked at, in heights of such a part. */
const ROWS = 1.3;

/**
 * @param line and `box`: what the strip was fitted from.
 * @returns the rows of the characters alone, fitted; null where they fill the strip already.
 */
export function closerLook(line: LineInk, box: Box): GrayImage | null {
  const strip = fitLine({ ink: line.ink }, box).image;
  const tall = components(above(strip, INK)).list.filter((part) => part.box.height >= LOWEST);
  if (tall.length < 2) return null;
  const height = median(tall.map((part) => part.box.height));
  if (height > SMALL * INK_HEIGHT) return null;
  const middle = median(tall.map((part) => part.box.y + part.box.height / 2));
  const each = box.height / INK_HEIGHT;
  const center = box.y + (middle - (LINE_HEIGHT - INK_HEIGHT) / 2) * each;
  const reach = (ROWS / 2) * height * each;
  const y = Math.max(0, Math.round(center - reach));
  const bottom = Math.min(line.ink.height, Math.round(center + reach));
  return fitLine(line, { ...box, y, height: bottom - y }).image;
}
