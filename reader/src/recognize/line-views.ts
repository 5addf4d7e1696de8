/** The same strip drawn at other sizes: what a network reads otherwise there, it did not read well. */
import type { GrayImage } from '../image/types.js';
import { scaleAndShift, warp } from '../image/warp.js';
import { LINE_HEIGHT, LONGEST_LINE } from '../prepare/fit-line.js';

/** Smaller, and wider; within what lines are drawn like in training. */
const SIZES = [
  { across: 0.87, down: 0.87 },
  { across: 1.15, down: 1 },
] as const;

/** Those of the views that fit a strip's greatest width. */
export function viewsOfStrip(strip: GrayImage): GrayImage[] {
  return SIZES.map(({ across, down }) => ({ across, down, width: Math.round(strip.width * across) }))
    .filter(({ width }) => width >= 1 && width <= LONGEST_LINE)
    .map(({ across, down, width }) => {
      const top = (LINE_HEIGHT * (1 - down)) / 2;
      return warp(strip, scaleAndShift(1 / across, 1 / down, 0, -top / down), width, LINE_HEIGHT, 0);
    });
}
