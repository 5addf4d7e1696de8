/** All ink of a picture with a line: the contrast from which on something is ink, over the paper's noise and patterns. */
import { median3 } from '../image/denoise.js';
import { type Erased, eraseRules } from '../image/erase-rules.js';
import { histogram, percentile } from '../image/histogram.js';
import type { GrayImage, Mask } from '../image/types.js';
import { LINE_HEIGHT } from './fit-line.js';
import { above, FAINTEST, paperNoise, penDarkness } from './ink.js';
import { patternContrast } from './pattern.js';

/** Noise of the paper, in levels of contrast, from which on a median quiets it. */
const NOISY = 12;
/** No pattern on the paper has more than this share of the darkest pixels' contrast. */
const PATTERN_PART = 0.4;
/** Ink has at least this share of the pen's contrast. */
const FAINT_PART = 0.3;

export interface InkMap {
  /** Contrast with the paper. */
  readonly quiet: GrayImage;
  readonly mask: Mask;
  /** Contrast of full ink, and of the paper. */
  readonly full: number;
  readonly level: number;
}

/** Null where there is none. */
export function findInk(noisy: GrayImage): InkMap | null {
  const first = paperNoise(noisy);
  const quiet =
    first.sigma >= NOISY && Math.min(noisy.width, noisy.height) >= LINE_HEIGHT ? median3(noisy) : noisy;
  const { level, sigma } = quiet === noisy ? first : paperNoise(quiet);
  // A printed pattern spreads the levels as noise does, but ink is darker than the pattern.
  const darkest = percentile(histogram(quiet.data), 0.985);
  const least = level + Math.max(FAINTEST, Math.min(4 * sigma, PATTERN_PART * (darkest - level)));
  const anything = above(quiet, least);
  const pattern = patternContrast(quiet, anything, level);
  const floor = pattern ?? least;
  const full = penDarkness(quiet, pattern === null ? anything : above(quiet, floor));
  if (full === 0) return null;
  const mask = above(quiet, Math.max(floor, level + FAINT_PART * (full - level)));
  return { quiet, mask, full, level };
}

/** The ink without these rules; the strokes that they crossed are mended. */
export function without(rules: readonly Erased[], { quiet, mask, ...levels }: InkMap): InkMap {
  const bare = {
    quiet: { ...quiet, data: quiet.data.slice() },
    mask: { ...mask, data: mask.data.slice() },
  };
  eraseRules(bare.quiet, bare.mask, rules);
  return { ...levels, ...bare };
}
