/** What may be a printed character in a photo: connected parts of dark ink, of light ink, and of raised or sunk relief. */

import { boxMean } from '../image/integral.js';
import { close, dilate, erode } from '../image/morphology.js';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { invert } from '../prepare/polarity.js';
import { inkMap } from '../segment/ink-map.js';

/** Lowest character that is looked for, pixels. */
const LOWEST = 8;
/** And the tallest, as a share of the picture's height. */
const TALLEST = 0.7;
/** A 1 or an I is this much of its height wide, a W or two characters that touch this much … */
const WIDTHS: readonly [least: number, most: number] = [0.1, 1.9];
/** … and the relief of a whole group, whose edges run into each other. */
const GROUP = 5.5;
/** Of raised characters, in heights. */
const PITCH = 0.8;
/** Ink covers at least this share of a character's box. */
const FILLED = 0.12;
/** An edge changes by at least so many levels, and by so many times what is usual within so many pixels. */
const CHANGE = 12;
const EDGE = 1.5;
const AROUND = 40;
/** Pictures of leaves or gravel have more parts than anybody needs. */
const MOST = 4000;

export type Ink = 'dark' | 'light' | 'relief';

export interface Mark {
  readonly box: Box;
  /** The middle of its box. */
  readonly x: number;
  readonly y: number;
  /** Characters, 1 or more. */
  readonly count: number;
}

/** The marks of each kind of ink. */
export function marksOf(gray: GrayImage): Readonly<Record<Ink, readonly Mark[]>> {
  return {
    dark: marksIn(inkMap(gray).mask, WIDTHS[1]),
    light: marksIn(inkMap(invert(gray)).mask, WIDTHS[1]),
    relief: marksIn(reliefMask(gray), GROUP),
  };
}

/** Where levels change within a pixel or two, more than around, closed over the strokes that lie between such edges. */
function reliefMask(gray: GrayImage): Mask {
  const [upper, lower] = [dilate(gray, 1).data, erode(gray, 1).data];
  const change = { ...gray, data: upper.map((value, i) => value - lower[i]!) };
  const usual = boxMean(change, AROUND);
  const data = change.data.map((value, i) => (value > Math.max(CHANGE, EDGE * usual[i]!) ? 1 : 0));
  return close({ ...gray, data }, 1);
}

function marksIn(mask: Mask, widest: number): Mark[] {
  const { list } = componentsOfRuns(runsOf(mask));
  const found: Mark[] = [];
  for (const { box, area } of list) {
    const { width, height } = box;
    if (height < LOWEST || height > TALLEST * mask.height) continue;
    if (width < WIDTHS[0] * height || width > widest * height || area < FILLED * width * height) continue;
    const count = Math.max(1, Math.round(width / (PITCH * height)));
    found.push({ box, x: box.x + width / 2, y: box.y + height / 2, count: widest > WIDTHS[1] ? count : 1 });
  }
  if (found.length <= MOST) return found;
  return found.toSorted((a, b) => b.box.height - a.box.height).slice(0, MOST);
}
