/** Where the line is in the contrast of a picture: its ink alone, without paper, noise, rules, frames and neighbors. */
import { type Component, type Components, components } from '../image/components.js';
import { median3 } from '../image/denoise.js';
import { eraseRules } from '../image/erase-rules.js';
import { histogram, percentile } from '../image/histogram.js';
import { dilate } from '../image/morphology.js';
import { findRules, type Rule } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import { strokeWidth } from '../image/stroke-width.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { LINE_HEIGHT } from './fit-line.js';
import { framing, isBeside, UPRIGHT_PART } from './frames.js';
import { above, FAINTEST, masked, paperNoise, penDarkness } from './ink.js';
import { lineParts } from './line-parts.js';
import { hasMoreInk } from './more-ink.js';
import { surrounds, union } from './parts.js';
import { patternContrast } from './pattern.js';
import { sheared, slopeOf } from './skew.js';

/** Noise of the paper, in levels of contrast, from which on a median quiets it. */
const NOISY = 8;
/** No pattern on the paper has more than this share of the darkest pixels' contrast. */
const PATTERN_PART = 0.55;
/** A rule is so long against the picture: no stroke of a digit is, even where it fills the picture. */
const RULE_PART = 0.5;
const RULE_HEIGHTS = 1.2;
/** A box is found to so many pixels. */
const SOFT = 2;
/** Of a rule with writing on it this share of the ink is writing, or more. */
const WRITING = 0.35;
/** Ink has at least this share of the pen's contrast. */
const FAINT_PART = 0.3;

export interface FoundLine {
  readonly ink: GrayImage;
  readonly box: Box;
  /** Whether something like writing stands beside it. */
  readonly hasMore: boolean;
}

/**
 * The ink of the line alone, straightened, and the box around it; null where there is none.
 * @param hasRules whether there may be rules with writing on them.
 */
export function findLine(noisy: GrayImage, hasRules: boolean): FoundLine | null {
  const all = findInk(noisy);
  if (!all) return null;
  const found = components(all.mask);
  const line = lineOf(all, found, hasRules);
  const frame = hasRules ? framing(all.mask, found) : [];
  if (frame.length === 0) return line;
  // The frame's print may be darker than the pen: what is ink is asked again.
  const bare = findInk(without(frame, all).quiet);
  const within = bare && lineOf(bare, components(bare.mask), hasRules);
  const isFramed = ({ box }: FoundLine): boolean => frame.some((rule) => isBeside(box, rule));
  if (!within || !isFramed(within)) return line;
  // A line that was found beside the frame is only replaced by more of the same.
  return line && isFramed(line) && !surrounds(within.box, line.box, SOFT) ? line : within;
}

/** All ink of a picture. */
interface InkMap {
  /** Contrast with the paper. */
  readonly quiet: GrayImage;
  readonly mask: Mask;
  /** Contrast of full ink, and of the paper. */
  readonly full: number;
  readonly level: number;
}

function findInk(noisy: GrayImage): InkMap | null {
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

function lineOf(all: InkMap, found: Components, hasRules: boolean): FoundLine | null {
  const { quiet, mask, full, level } = all;
  const ink = masked(quiet, dilate(mask, 1), full, level);
  const pen = strokeWidth(ink);
  const parts = lineParts(found, pen, hasRules ? writingOnRules(all, found) : new Set());
  if (parts.length === 0) return null;
  const alone = parts.length === found.list.length ? ink : onlyOf(parts, all.mask, found, ink);
  const box = parts.map((part) => part.box).reduce(union);
  const hasMore = hasMoreInk(found, parts, box, pen);
  const slope = slopeOf(parts);
  if (slope === 0) return { ink: alone, box, hasMore };
  const straight = sheared(alone, slope);
  return { ink: straight, box: tightened(straight) ?? box, hasMore };
}

/** The ink of these components; the soft edge of a stroke lies one pixel around its mask, and is nobody else's ink. */
function onlyOf(
  parts: readonly Component[],
  mask: Mask,
  { labels, list }: Components,
  ink: GrayImage,
): GrayImage {
  const isOwn = new Uint8Array(list.length + 1);
  for (const { label } of parts) isOwn[label] = 1;
  const own: Mask = { ...mask, data: new Uint8Array(mask.data.length) };
  for (let at = 0; at < own.data.length; at++) own.data[at] = isOwn[labels[at]!]!;
  const soft = dilate(own, 1);
  const alone = { ...ink, data: new Uint8Array(ink.data.length) };
  for (let at = 0; at < own.data.length; at++) {
    if (mask.data[at] ? own.data[at] : soft.data[at]) alone.data[at] = ink.data[at]!;
  }
  return alone;
}

/** The strokes that a rule crossed are mended. */
function without(rules: readonly Rule[], { quiet, mask, ...levels }: InkMap): InkMap {
  const bare = {
    quiet: { ...quiet, data: quiet.data.slice() },
    mask: { ...mask, data: mask.data.slice() },
  };
  eraseRules(bare.quiet, bare.mask, rules);
  return { ...levels, ...bare };
}

/** Numbers of the components that are a rule with writing on it: without the rule there is much left of them. */
function writingOnRules(all: InkMap, { labels, list }: Components): Set<number> {
  const rules = longRules(all.mask);
  if (rules.length === 0) return new Set();
  const bare = without(rules, all).mask;
  const left = new Int32Array(list.length + 1);
  for (let at = 0; at < labels.length; at++) if (bare.data[at]) left[labels[at]!]!++;
  return new Set(list.filter(({ label, area }) => left[label]! >= WRITING * area).map(({ label }) => label));
}

/** Level rules that run past the writing, under it, through it, or a frame's; with them the uprights of frames. None where there is no level one. */
function longRules(mask: Mask): Rule[] {
  const { width, height } = mask;
  const level = Math.max(RULE_PART * width, RULE_HEIGHTS * height);
  if (level > width) return [];
  const upright = UPRIGHT_PART * height;
  const found = findRules(mask, runsOf(mask), Math.min(level, upright));
  const longer = (rules: readonly Rule[], least: number): Rule[] =>
    rules.filter(({ from, to }) => to - from >= least);
  const levels = longer(found.level, level);
  return levels.length === 0 ? [] : [...levels, ...longer(found.upright, upright)];
}

/** The box around all clear ink. */
function tightened({ width, height, data }: GrayImage): Box | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let at = 0; at < data.length; at++) {
    if (data[at]! < 64) continue;
    const y = Math.floor(at / width);
    const x = at - y * width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
