/** Contrast → ink: how dark the pen is, what is noise, which pixels are the digit's. */
import { components } from '../image/components.js';
import { histogram, percentile } from '../image/histogram.js';
import { dilate } from '../image/morphology.js';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import { strokeWidth } from '../image/stroke-width.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { removeEdgeLines } from './edge-lines.js';
import { digitParts, union } from './parts.js';

/** Absorbed light, of 255, below which nothing is ink. */
export const FAINTEST = 14;
/** Where one pixel of ink in twenty is this dark the pen is fully dark, and its gray levels are kept. */
const DARK = 225;

export interface Ink {
  /** The digit alone: 255 full ink, everything else 0. */
  readonly image: GrayImage;
  readonly box: Box;
  /** Stroke width in its pixels. */
  readonly pen: number;
}

/** Below this side the ink of a digit may fill a third of the image, and the spread of all pixels says little of the paper. */
const SMALL = 48;

/**
 * Mean and spread of the paper's contrast, robust against the ink: the median, and the median deviation as a standard deviation. In small
 * images not more than twice what neighbors differ by, `σ = 1.4826 / √2 · median |x − x'|`, where the ink counts by its edges only.
 */
export function paperNoise(contrast: GrayImage): { level: number; sigma: number } {
  const counts = histogram(contrast.data);
  const level = percentile(counts, 0.5);
  const deviations = new Uint32Array(256);
  for (let i = 0; i < 256; i++) deviations[Math.abs(i - level)]! += counts[i]!;
  const sigma = 1.4826 * percentile(deviations, 0.5);
  if (Math.min(contrast.width, contrast.height) >= SMALL) return { level, sigma };
  const differences = contrast.data.map((value, i, data) => (i === 0 ? 0 : Math.abs(value - data[i - 1]!)));
  return { level, sigma: Math.min(sigma, 2 * 1.05 * percentile(histogram(differences), 0.5)) };
}

/**
 * The ink of one digit from the contrast with the paper (0 … 255); null where there is none.
 * The pen's darkness is measured on what is left when lines at the border are gone, so that a faint pencil in a dark printed box
 * comes out as full ink.
 */
export function extractInk(contrast: GrayImage): Ink | null {
  const { level, sigma } = paperNoise(contrast);
  const floor = level + Math.max(FAINTEST, 4.5 * sigma);
  const anything = above(contrast, floor);
  const free = removeEdgeLines(anything);
  const full = penDarkness(contrast, free);
  if (full === 0) return null;
  const mask = removeLike(above(contrast, Math.max(floor, level + 0.35 * (full - level))), free);
  const found = components(mask);
  if (found.list.length === 0) return null;
  const pen = strokeWidth(masked(contrast, mask, full, level));
  const parts = digitParts(found, pen);
  const labels = new Set(parts.map((part) => part.label));
  const digit: Mask = {
    ...mask,
    data: mask.data.map((value, i) => (value && labels.has(found.labels[i]!) ? 1 : 0)),
  };
  // The soft edge of a stroke lies one pixel around its mask.
  const soft = removeLike(dilate(digit, 1), free, anything);
  const box = parts.map((part) => part.box).reduce(union);
  return { image: masked(contrast, soft, full, sigma > 0 ? level : 0), box, pen };
}

/** 1 where the value is above the threshold. */
export function above({ width, height, data }: GrayImage, threshold: number): Mask {
  const out = new Uint8Array(data.length);
  const least = Math.floor(threshold) + 1; // comparing whole numbers is several times as fast
  for (let i = 0; i < data.length; i++) if (data[i]! >= least) out[i] = 1;
  return { width, height, data: out };
}

/** `mask` without what `anything` had and `free` has no more; without `anything`, what `free` does not have. */
function removeLike(mask: Mask, free: Mask, anything?: Mask): Mask {
  return {
    ...mask,
    data: mask.data.map((value, i) => (value && (free.data[i] || (anything && !anything.data[i])) ? 1 : 0)),
  };
}

/** The contrast of full ink: the upper quartile over the large parts of a mask, or 255 where the pen is fully dark; 0 for no ink. */
export function penDarkness(contrast: GrayImage, mask: Mask): number {
  const runs = runsOf(mask);
  const { labels, list } = componentsOfRuns(runs);
  const largest = list.reduce((most, part) => Math.max(most, part.area), 0);
  const counts = new Uint32Array(256);
  for (let y = 0; y < runs.height; y++) {
    const row = y * runs.width;
    for (let run = runs.rows[y]!; run < runs.rows[y + 1]!; run++) {
      if (list[labels[run]! - 1]!.area < largest / 8) continue;
      for (let at = row + runs.starts[run]!; at < row + runs.ends[run]!; at++) counts[contrast.data[at]!]!++;
    }
  }
  return percentile(counts, 0.95) >= DARK ? 255 : percentile(counts, 0.75);
}

/** Contrast from `level` to `full` stretched over 0 … 255 under a mask, 0 elsewhere. */
export function masked(
  { width, height, data }: GrayImage,
  mask: Mask,
  full: number,
  level: number,
): GrayImage {
  const out = new Uint8Array(data.length);
  const span = Math.max(1, full - level);
  const stretched = Uint8ClampedArray.from({ length: 256 }, (_, value) =>
    Math.round((255 * (value - level)) / span),
  );
  for (let i = 0; i < data.length; i++) if (mask.data[i]) out[i] = stretched[data[i]!]!;
  return { width, height, data: out };
}
