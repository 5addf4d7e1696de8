/** What is printed all over the paper under the writing, lighter than it: security paper's waves, screens and rosettes. */
import { components } from '../image/components.js';
import { otsu } from '../image/histogram.js';
import { dilate } from '../image/morphology.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { above } from './ink.js';

/** Writing is this much darker than a pattern: the difference of the means by the writing's contrast with the paper. */
const DARKER = 0.4;
/** A pattern has so many times the writing's area away from the writing: faint strokes have less. */
const APART = 1.5;
/** Soft edges of strokes lie within so many pixels. */
const EDGE = 2;
/** The picture is looked at in so many columns and rows; a pattern is in this share of the tiles. */
const TILES = [8, 4] as const;
const ALL_OVER = 0.8;
/** A bar goes over this share of a side, and is so thin against its length. */
const ACROSS = 0.9;
const THIN = 0.2;
/** What is darker than the rest is print, not writing, where bars have this share of it. */
const BARS = 0.6;
/** Fewer pixels of ink than this share of the picture are no writing. */
const LEAST_WRITING = 0.004;

/**
 * The contrast that parts the writing from a pattern printed under it (Otsu 1979, over the ink alone); null where there is no pattern:
 * where what is lighter lies at the edges of the strokes, or in one part of the picture, and where what is darker is a rule.
 * @param ink where the contrast is above some level.
 * @param level contrast of the paper.
 */
export function patternContrast(contrast: GrayImage, ink: Mask, level: number): number | null {
  const { width, height, data } = contrast;
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at++) if (ink.data[at]) counts[data[at]!]!++;
  const threshold = otsu(counts);
  const pattern = classOf(counts, 0, threshold);
  const writing = classOf(counts, threshold + 1, 255);
  if (writing.mean - pattern.mean < DARKER * (writing.mean - level)) return null;
  if (writing.area < LEAST_WRITING * data.length || pattern.area < APART * writing.area) return null;
  const dark = above(contrast, threshold);
  if (barsOf(dark) > BARS * writing.area) return null;
  const near = dilate(dark, EDGE).data;
  const [columns, rows] = TILES;
  const tiles = new Uint32Array(columns * rows);
  let apart = 0;
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++, at++) {
      if (!ink.data[at] || near[at]) continue;
      apart++;
      tiles[row + Math.floor((x * columns) / width)]!++;
    }
  }
  const found = tiles.filter((count) => count > 0).length;
  return apart >= APART * writing.area && found >= ALL_OVER * tiles.length ? threshold : null;
}

/** Pixels of rules, folds and edges that run through the picture. */
function barsOf(mask: Mask): number {
  const isBar = ({ width, height }: Box): boolean =>
    (height >= ACROSS * mask.height && width < THIN * height) ||
    (width >= ACROSS * mask.width && height < THIN * width);
  return components(mask).list.reduce((sum, { box, area }) => (isBar(box) ? sum + area : sum), 0);
}

/** How many pixels have a level from the first to the last, and their mean level. */
function classOf(counts: Uint32Array, first: number, last: number): { area: number; mean: number } {
  let area = 0;
  let sum = 0;
  for (let value = first; value <= last; value++) {
    area += counts[value]!;
    sum += value * counts[value]!;
  }
  return { area, mean: sum / Math.max(1, area) };
}
