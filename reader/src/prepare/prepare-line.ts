/** Any image of one line of writing → the strip that line networks read, or the reason why not. Pure: the same bytes in Node and in the browser. */
import { type Components, components } from '../image/components.js';
import { median3 } from '../image/denoise.js';
import { eraseRules } from '../image/erase-rules.js';
import { toGray } from '../image/gray.js';
import { histogram, percentile } from '../image/histogram.js';
import { contrast, paperLevel } from '../image/illumination.js';
import { dilate } from '../image/morphology.js';
import { findRules, type Rule } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import { strokeWidth } from '../image/stroke-width.js';
import type { Box, GrayImage, Mask, Pixels } from '../image/types.js';
import { fitLine, LINE_HEIGHT } from './fit-line.js';
import { above, FAINTEST, masked, paperNoise, penDarkness } from './ink.js';
import { lineParts } from './line-parts.js';
import { hasMoreInk } from './more-ink.js';
import { union } from './parts.js';
import { invert, isInkLight } from './polarity.js';
import { type Reason, reason } from './reasons.js';
import { cut, withoutScanMargins } from './scan-margins.js';
import { sheared, slopeOf } from './skew.js';

/** Changes whenever any line may come out differently: models are trained for one version. */
export const LINE_PREPARATION_VERSION = 'line-1';

/** Larger pictures are reduced to about so many pixels first. */
const WORKING_AREA = 1_500_000;
/** Pixels at which the light on the paper is estimated. */
const PAPER_AREA = 8000;
/** Lines lower than this, in pixels, are on evenly lit paper: a stroke is as high as a shadow. */
const LOWEST_SHADED = 20;
/** Writing lower than this, in pixels of the original, is refused. */
const SMALLEST_LINE = 6;
/** Noise of the paper, in levels of contrast, from which on a median quiets it. */
const NOISY = 8;
/** No pattern on the paper has more than this share of the darkest pixels' contrast. */
const PATTERN_PART = 0.55;
/** A rule is so long against the picture: no stroke of a digit is, even where it fills the picture. */
const RULE_PART = 0.5;
const RULE_HEIGHTS = 1.2;
/** A frame's upright is so long against the picture. */
const UPRIGHT_PART = 0.6;
/** Of a rule with writing on it this share of the ink is writing, or more. */
const WRITING = 0.35;
/** Ink has at least this share of the pen's contrast. */
const FAINT_PART = 0.3;

export interface PreparedLine {
  /** What the network sees: 32 rows, its own width, 255 is full ink. Empty (32 × 32 of 0) where no ink was found. */
  readonly seen: GrayImage;
  /** Where the line is, in pixels of the original image; null where no ink was found. */
  readonly box: Box | null;
  readonly status: 'ok' | 'unusable';
  readonly reasons: readonly Reason[];
  /** The original's columns at the left end of `seen` and for one of its pixels: where a character of it was. */
  readonly columns: { readonly left: number; readonly each: number };
}

export interface PrepareLineOptions {
  /** Dark ink alone on even white paper, as lines are cut out of pages: neither light, polarity, borders nor rules are looked for. */
  readonly isCut?: boolean;
}

/**
 * Finds the ink of one line and fits it as {@link fitLine} does: gray, scanner borders, polarity, light, noise, rules, skew.
 * Gray levels stay: a network tells a faint stroke from a pattern better than a threshold does.
 * @throws RangeError where `image` is not decoded pixels.
 */
export function prepareLine(image: Pixels, { isCut = false }: PrepareLineOptions = {}): PreparedLine {
  const factor = Math.max(1, Math.ceil(Math.sqrt((image.width * image.height) / WORKING_AREA)));
  const whole = toGray(image, factor);
  const range = histogram(whole.data);
  const brightest = percentile(range, 0.995);
  if (brightest < 50 && brightest - percentile(range, 0.005) < 40 && brightest > 0)
    return refused('too-dark');
  const inner = isCut ? { x: 0, y: 0, width: whole.width, height: whole.height } : withoutScanMargins(whole);
  const line = isCut ? findLine(invert(whole), false) : findLine(evened(cut(whole, inner)), true);
  if (!line) return refused('blank');
  const { image: strip, scale, left } = fitLine(line.ink, line.box);
  const { x, y, width, height } = line.box;
  const box = {
    x: (x + inner.x) * factor,
    y: (y + inner.y) * factor,
    width: Math.min(image.width - (x + inner.x) * factor, width * factor),
    height: Math.min(image.height - (y + inner.y) * factor, height * factor),
  };
  const columns = { left: (left + inner.x) * factor, each: factor / scale };
  const isSmall = Math.max(box.height, box.width / 4) < SMALLEST_LINE;
  const reasons = [...(isSmall ? [reason('too-small')] : []), ...(line.hasMore ? [reason('more-ink')] : [])];
  return { seen: strip, box, status: isSmall ? 'unusable' : 'ok', reasons, columns };
}

/** The contrast of the ink against the paper, whichever is lighter. */
function evened(raw: GrayImage): GrayImage {
  const gray = isInkLight(raw) ? invert(raw) : raw;
  return contrast(gray, paperLevel(gray, paperSide(gray), LOWEST_SHADED));
}

/** Light is estimated on a small picture: of about {@link PAPER_AREA} pixels, whatever its shape. */
function paperSide({ width, height }: GrayImage): number {
  const aspect = Math.max(width, height) / Math.min(width, height);
  return Math.round(Math.sqrt(PAPER_AREA * aspect));
}

function refused(code: 'blank' | 'too-dark'): PreparedLine {
  const seen = { width: LINE_HEIGHT, height: LINE_HEIGHT, data: new Uint8Array(LINE_HEIGHT * LINE_HEIGHT) };
  return { seen, box: null, status: 'unusable', reasons: [reason(code)], columns: { left: 0, each: 1 } };
}

interface FoundLine {
  readonly ink: GrayImage;
  readonly box: Box;
  /** Whether something like writing stands beside it. */
  readonly hasMore: boolean;
}

/**
 * The ink of the line alone, straightened, and the box around it; null where there is none.
 * @param hasRules whether there may be rules with writing on them.
 */
function findLine(noisy: GrayImage, hasRules: boolean): FoundLine | null {
  const first = paperNoise(noisy);
  const quiet =
    first.sigma >= NOISY && Math.min(noisy.width, noisy.height) >= LINE_HEIGHT ? median3(noisy) : noisy;
  const { level, sigma } = quiet === noisy ? first : paperNoise(quiet);
  // A printed pattern spreads the levels as noise does, but ink is darker than the pattern.
  const darkest = percentile(histogram(quiet.data), 0.985);
  const floor = level + Math.max(FAINTEST, Math.min(4 * sigma, PATTERN_PART * (darkest - level)));
  const full = penDarkness(quiet, above(quiet, floor));
  if (full === 0) return null;
  const mask = above(quiet, Math.max(floor, level + FAINT_PART * (full - level)));
  const found = components(mask);
  const ink = masked(quiet, dilate(mask, 1), full, level);
  const pen = strokeWidth(ink);
  const parts = lineParts(found, pen, hasRules ? writingOnRules(quiet, mask, found) : new Set());
  if (parts.length === 0) return null;
  const labels = new Uint8Array(found.list.length + 1);
  for (const { label } of parts) labels[label] = 1;
  const own: Mask = { ...mask, data: new Uint8Array(mask.data.length) };
  for (let at = 0; at < own.data.length; at++) own.data[at] = labels[found.labels[at]!]!;
  // The soft edge of a stroke lies one pixel around its mask, and is nobody else's ink.
  const soft = dilate(own, 1);
  const alone = { ...ink, data: new Uint8Array(ink.data.length) };
  for (let at = 0; at < own.data.length; at++) {
    if (mask.data[at] ? own.data[at] : soft.data[at]) alone.data[at] = ink.data[at]!;
  }
  const box = parts.map((part) => part.box).reduce(union);
  const hasMore = hasMoreInk(found, parts, box, pen);
  const slope = slopeOf(parts);
  if (slope === 0) return { ink: alone, box, hasMore };
  const straight = sheared(alone, slope);
  return { ink: straight, box: tightened(straight) ?? box, hasMore };
}

/** Numbers of the components that are a rule with writing on it: without the rule there is much left of them. */
function writingOnRules(contrast: GrayImage, mask: Mask, { labels, list }: Components): Set<number> {
  const rules = longRules(mask);
  if (rules.length === 0) return new Set();
  const bare: Mask = { ...mask, data: mask.data.slice() };
  eraseRules({ ...contrast, data: contrast.data.slice() }, bare, rules);
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
