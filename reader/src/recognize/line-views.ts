/** The same line drawn at other sizes: what a network reads otherwise there, it did not read well. */
import type { GrayImage } from '../image/types.js';
import { scaleAndShift, warp } from '../image/warp.js';
import { LINE_HEIGHT, LONGEST_LINE } from '../prepare/fit-line.js';

/** Smaller, and wider; within what lines are drawn like in training. */
const SIZES = [
  { across: 0.87, down: 0.87 },
  { across: 1.15, down: 1 },
] as const;

export const VIEWS = SIZES.length;

/** A line as networks read it: 32 rows, 255 is ink. */
export interface LineLooks {
  readonly seen: GrayImage;
  /** The same drawn larger, where its characters are small. */
  readonly closer: GrayImage | null;
}

/** @returns the view of this number, 0 … `VIEWS` − 1, where there is a closer one that first; null where it does not fit a strip's greatest width */
export function viewOf({ seen, closer }: LineLooks, view: number): GrayImage | null {
  if (closer && view === 0) return closer;
  const { across, down } = SIZES[closer ? view - 1 : view]!;
  const width = Math.max(1, Math.round(seen.width * across));
  if (width > LONGEST_LINE) return null;
  const top = (LINE_HEIGHT * (1 - down)) / 2;
  return warp(seen, scaleAndShift(1 / across, 1 / down, 0, -top / down), width, LINE_HEIGHT, 0);
}
