/** Where the line is in the contrast of a picture: its ink alone, without paper, noise, rules, frames and neighbors. */
import { type Component, type Components, components } from '../image/components.js';
import { dilate } from '../image/morphology.js';
import { findRules, type Rule } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import { strokeWidth } from '../image/stroke-width.js';
import { trackAt } from '../image/tracks.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { framing, isBeside, UPRIGHT_PART } from './frames.js';
import { hasMoreDigits, rulesBeside } from './hanging.js';
import { masked } from './ink.js';
import { findInk, type InkMap, without } from './line-ink.js';
import { isPart, linesOf } from './line-parts.js';
import { hasMoreInk } from './more-ink.js';
import { surrounds, union } from './parts.js';
import { sheared, slopeOf } from './skew.js';

/** A rule is so long against the picture: no stroke of a digit is, even where it fills the picture. */
const RULE_PART = 0.5;
const RULE_HEIGHTS = 1.2;
/** One with a free end is so long against the picture. */
const FREE_PART = 0.85;
/** So near its end an upright of a frame meets a level rule, as a share of its length. */
const CORNER = 0.2;
/** A box is found to so many pixels. */
const SOFT = 2;
/** Of a rule with writing on it this share of the ink is writing, or more. */
const WRITING = 0.2;

export interface FoundLine {
  /** The ink of its parts alone. */
  readonly ink: GrayImage;
  /** The same with all that is too faint for ink: paper, patterns and the strokes that are no darker. */
  readonly gray: GrayImage;
  readonly box: Box;
  /** Whether something like writing stands beside it. */
  readonly hasMore: boolean;
  /** Its components, and the box around them before the line was straightened. */
  readonly parts: readonly Component[];
  readonly band: Box;
  /** The line with the second most ink, where there is one. */
  readonly other?: () => FoundLine;
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
  if (!hasRules) return line;
  return withinFrame(all, found, line) ?? (line && withHanging(all, found, line));
}

/** The line inside of a frame that a stroke of it ran into; null where there is no such frame. */
function withinFrame(all: InkMap, found: Components, line: FoundLine | null): FoundLine | null {
  const frame = framing(all.mask, found);
  if (frame.length === 0) return null;
  const within = lineWithout(frame, all);
  const isFramed = ({ band }: FoundLine): boolean => frame.some((rule) => isBeside(band, rule));
  if (!within || !isFramed(within)) return null;
  // A line that was found beside the frame is only replaced by more of the same.
  return line && isFramed(line) && !isMoreOf(within, line) ? null : within;
}

/** The line with the digits that hang on rules beside it, where there are such digits. */
function withHanging(all: InkMap, found: Components, line: FoundLine): FoundLine {
  const rules = rulesBeside(found, line.parts, line.band);
  const freed = rules.length > 0 ? lineWithout(rules, all) : null;
  return freed && isMoreOf(freed, line) ? freed : line;
}

const isMoreOf = (freed: FoundLine, line: FoundLine): boolean =>
  surrounds(freed.band, line.band, SOFT) && hasMoreDigits(freed, line);

/** Print may be darker than the pen: without it, what is ink is asked again. */
function lineWithout(rules: readonly Rule[], all: InkMap): FoundLine | null {
  const bare = findInk(without(rules, all).quiet);
  return bare && lineOf(bare, components(bare.mask), true);
}

function lineOf(all: InkMap, found: Components, hasRules: boolean): FoundLine | null {
  const { quiet, mask, full, level } = all;
  const near = dilate(mask, 1);
  const ink = masked(quiet, near, full, level);
  const pen = strokeWidth(ink);
  const lineFrom = (parts: readonly Component[]): FoundLine => {
    const band = parts.map((part) => part.box).reduce(union);
    const line = { hasMore: hasMoreInk(found, parts, band, pen), parts, band };
    // The soft edge of a stroke lies one pixel around its mask.
    const isAll = parts.length === found.list.length;
    const own = isAll ? near : dilate(maskOf(parts, found), 1);
    const alone = isAll ? ink : masked(quiet, own, full, level);
    const gray = masked(quiet, shown(own, foreign(parts, found, pen), found), full, level);
    const slope = slopeOf(parts);
    if (slope === 0) return { ...line, ink: alone, gray, box: band };
    const straight = sheared(alone, slope);
    return { ...line, ink: straight, gray: sheared(gray, slope), box: tightened(straight) ?? band };
  };
  const [parts, others] = linesOf(found, pen, hasRules ? writingOnRules(all, found) : new Set());
  if (!parts) return null;
  return { ...lineFrom(parts), ...(others ? { other: () => lineFrom(others) } : {}) };
}

/** Neither the line's nor specks, which may be what is left of a faint stroke. */
function foreign(own: readonly Component[], { list }: Components, pen: number): Component[] {
  const mine = new Set(own);
  return list.filter((part) => isPart(part, pen) && !mine.has(part));
}

/** Everything but these components and their soft edges. */
function shown(own: Mask, others: readonly Component[], found: Components): Mask {
  const data = new Uint8Array(own.data.length).fill(1);
  if (others.length > 0) {
    const hidden = dilate(maskOf(others, found), 1).data;
    for (let at = 0; at < data.length; at++) if (hidden[at] && !own.data[at]) data[at] = 0;
  }
  return { ...own, data };
}

function maskOf(parts: readonly Component[], { labels, list, width, height }: Components): Mask {
  const isOf = new Uint8Array(list.length + 1);
  for (const { label } of parts) isOf[label] = 1;
  const data = new Uint8Array(labels.length);
  for (let at = 0; at < data.length; at++) data[at] = isOf[labels[at]!]!;
  return { width, height, data };
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
  if (levels.length === 0) return [];
  const uprights = longer(found.upright, upright);
  return [
    ...levels,
    ...uprights.filter((rule) => rule.to - rule.from >= FREE_PART * height || isHeld(rule, levels, height)),
  ];
}

/** Whether it meets a level rule or the picture's border at both ends; the stem of a digit on a rule has a free end. */
function isHeld({ from, to, middles }: Rule, levels: readonly Rule[], height: number): boolean {
  const reach = CORNER * (to - from);
  const isMet = (x: number, least: number, most: number): boolean =>
    levels.some((rule) => {
      const y = trackAt(rule, x);
      return x >= rule.from && x < rule.to && y >= least && y <= most;
    });
  return (
    (from <= SOFT || isMet(middles[0]!, from - reach, from + reach)) &&
    (to >= height - SOFT || isMet(middles.at(-1)!, to - reach, to + reach))
  );
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
