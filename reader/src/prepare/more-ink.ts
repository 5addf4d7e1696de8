/** Whether something that looks like writing stands beside what was taken for the line. */
import type { Component, Components } from '../image/components.js';
import type { Box } from '../image/types.js';
import { surrounds } from './parts.js';

/** Room between it and the line, in heights of the line. */
const NEAR = 1.2;
/** It fills so many of the line's rows, and is so wide, in heights of the line. */
const TALL = 0.5;
const BROAD = 0.3;
/** A rule, a corner or a curve has about one stroke width of ink for each pixel of its box's half outline; a character has more. */
const DENSE = 1.15;

/**
 * Digits that hang together with a rule, a fold or the border are not told from it, and a number without its first digit is a number
 * as well. Frames and rings around the line are not meant.
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
    if (mine.has(label) || area < pen * height * TALL || surrounds(box, band)) return false;
    const shared = Math.min(box.y + box.height, y + height) - Math.max(box.y, y);
    const gap = Math.max(box.x - band.x - band.width, band.x - box.x - box.width);
    return shared >= TALL * height && gap <= NEAR * height && isWriting(label, box);
  });

  /** What of a component lies in the line's rows, near to the line. */
  function isWriting(label: number, box: Box): boolean {
    const from = Math.max(box.x, Math.floor(band.x - NEAR * height));
    const to = Math.min(box.x + box.width, Math.ceil(band.x + band.width + NEAR * height));
    let [left, right, ink, rows] = [to, from - 1, 0, 0];
    for (let v = Math.max(box.y, y); v < Math.min(box.y + box.height, y + height); v++) {
      const before = ink;
      for (let x = from; x < to; x++) {
        if (labels[v * width + x] !== label) continue;
        ink++;
        if (x < left) left = x;
        if (x > right) right = x;
      }
      if (ink > before) rows++;
    }
    const across = right - left + 1;
    return across >= BROAD * height && rows >= TALL * height && ink >= DENSE * pen * (across + rows);
  }
}
