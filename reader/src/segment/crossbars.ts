/** Tells the bars of digits that run into each other, as of 44 or 77, from a short rule. */
import type { Curve } from '../image/curves.js';
import type { Mask } from '../image/types.js';

/** A longer rule is one, in characters. */
const LONGEST = 6;
/** How far above and below its edges strokes that cross it are looked for, in characters. */
const AWAY = 0.12;
/** Bars have a stroke that crosses them in so many characters of their length. */
const PITCH = 1.6;

/** True for a level line with strokes on both sides all along: a printed one has digits above it, and below it next to nothing. */
export function isCrossbars({ isLevel, from, to, parts }: Curve, mask: Mask, unit: number): boolean {
  if (!isLevel || to - from > LONGEST * unit) return false;
  const strokes = (side: -1 | 1): number => {
    let count = 0;
    let wasInk = false;
    for (const { from: start, middles, thickness } of parts) {
      for (const [i, middle] of middles.entries()) {
        const isInk = hasInk(mask, start + i, Math.floor(middle + side * (thickness / 2 + AWAY * unit)));
        if (isInk && !wasInk) count++;
        wasInk = isInk;
      }
    }
    return count;
  };
  const crossing = Math.min(strokes(-1), strokes(1));
  return crossing >= 2 && to - from <= PITCH * crossing * unit;
}

const hasInk = ({ width, height, data }: Mask, x: number, y: number): boolean =>
  x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 1;
