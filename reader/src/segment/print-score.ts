/** Print or handwriting? Printed characters stand on one line and end at one height; a hand's do not. */
import type { Point } from '../image/warp.js';
import { fittedLine } from './quads.js';
import type { TextLine } from './text-lines.js';

/** Printed characters are this close to their lines, in heights and in pixels. */
const CLOSE = 0.03;
const CLOSE_PIXELS = 0.7;
/** Shares of characters on the base line that mean handwriting for sure and print for sure. */
const HAND = 0.4;
const PRINT = 0.8;
/** Fewer characters say nothing. */
const FEWEST = 4;
/** … and more than this say nothing new. */
const MOST = 32;

/** 0 for handwriting, 1 for print; 0.5 where it cannot be told. */
export function printScore({ parts, height }: TextLine): number {
  const all = parts.filter(({ box }) => box.height >= 0.6 * height && box.height <= 1.6 * height);
  if (all.length < FEWEST) return 0.5;
  const step = Math.ceil(all.length / MOST);
  const tall = all.filter((_, i) => i % step === 0);
  const tolerance = CLOSE * height + CLOSE_PIXELS;
  // Two points are on their line whatever they are.
  const onLine = (points: readonly Point[]): number =>
    ((fittedLine(points, tolerance)?.inliers ?? 2) - 2) / (points.length - 2);
  const bottoms = onLine(tall.map(({ box }) => [box.x + box.width / 2, box.y + box.height]));
  const tops = onLine(tall.map(({ box }) => [box.x + box.width / 2, box.y]));
  // Small letters end at another height, figures do not: the base line counts more.
  const share = 0.7 * bottoms + 0.3 * tops;
  return Math.min(1, Math.max(0, (share - HAND) / (PRINT - HAND)));
}
