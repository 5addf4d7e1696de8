/** Whether something that looks like writing stands beside what was taken for the line. */
import { columnsBetween, rowsShared } from '../image/boxes.js';
import type { Component, Components } from '../image/components.js';
import type { Box } from '../image/types.js';
import { surrounds } from './parts.js';

/** Room between it and the line, in heights of the line. */
const NEAR = 1.2;
/** It fills so many of the line's rows, and is so wide, in heights of the line. */
const TALL = 0.5;
const BROAD = 0.3;
/** Share of the line's rows that is looked at inside of a frame. */
const INNER = 0.8;
/** A rule, a corner or a curve has about one stroke width of ink for each pixel of half the outline of its box, less its ends; a character has more. */
const DENSE = 1;

/**
 * Digits that hang together with a rule, a frame, a fold or the border are not told from it, and a number without its first digit is a number
 * as well.
 * @param own the parts of the line.
 * @param band the box around them.
 * @param pen stroke width in pixels.
 */
export function hasMoreInk(
  { list, labels, width }: Components,
  own: readonly Component[],
  band: Box,
  pen: number,
): boolean {
  const mine = new Set(own.map(({ label }) => label));
  const { y, height } = band;
  return list.some(({ label, box, area }) => {
    if (mine.has(label) || area < pen * height * TALL) return false;
    if (rowsShared(box, band) < TALL * height || columnsBetween(box, band) > NEAR * height) return false;
    // Around the line lies a frame or a ring: what hangs on it is looked for above the rule that a line stands on.
    return surrounds(box, band) ? isWriting(label, box, INNER) : isWriting(label, box, 1);
  });

  /** Whether some columns of a component, near to the line and in the upper part of its rows, hold as much ink as a character. */
  function isWriting(label: number, box: Box, part: number): boolean {
    const from = Math.max(box.x, Math.floor(band.x - NEAR * height));
    const to = Math.min(box.x + box.width, Math.ceil(band.x + band.width + NEAR * height));
    const top = Math.max(box.y, y);
    const bottom = Math.min(box.y + box.height, Math.ceil(y + part * height));
    const rows = new Uint8Array(Math.max(0, bottom - top));
    let [left, ink] = [from, 0];
    for (let x = from; x <= to; x++) {
      let here = 0;
      for (let v = top; x < to && v < bottom; v++) {
        if (labels[v * width + x] !== label) continue;
        rows[v - top] = 1;
        here++;
      }
      ink += here;
      if (here > 0) continue;
      const across = x - left;
      if (across >= BROAD * height) {
        const tall = rows.reduce((sum, row) => sum + row, 0);
        if (tall >= TALL * height && ink >= DENSE * pen * (across + tall)) return true;
      }
      [left, ink] = [x + 1, 0];
      rows.fill(0);
    }
    return false;
  }
}
