/** Which connected parts of the ink are one line of writing: rules, borders, specks and the neighbors above and below are not. */
import type { Component, Components } from '../image/components.js';
import type { Box } from '../image/types.js';
import { belongs } from './belongs.js';
import { surrounds, union } from './parts.js';

/** A part longer than this many times its breadth is no character but may be a 1, a dash or a rule. */
const ELONGATED = 6;
/** Rules and frames are so many heights of a character long. */
const RULE_LENGTH = 2.5;
/** Their thickness, in stroke widths. */
const RULE_THICKNESS = 2.5;
/** What goes from border to border and is so many heights long is the edge of a sheet, or its shadow, up to twice that thickness. */
const EDGE_LENGTH = 4;
/** Bits in one column that together are so many heights long are a broken rule or a perforation. */
const PERFORATION_LENGTH = 3;
/** … unless one of them has more than this share of their heights: a 1 with specks above or below. */
const PERFORATION_PART = 0.55;
/** What runs through this share of the picture, with ink in at most the other share of its box, is no character beside smaller ones. */
const THROUGH = 0.8;
const HOLLOW = 0.2;
/** So many parts are looked at, the largest; a line has a hundred. */
const MOST_PARTS = 1000;
/** So many of the heaviest parts are tried as the beginning of a line. */
const SEEDS = 6;
/** An upright at the border is a 1 up to so many heights of the digits. */
const BORDER_ONE = 1.2;
/** … where its free end is no further from theirs, in heights; if both ends are cut, so is what has so much of the picture's height. */
const ALIGNED = 0.2;
const FILLED = 0.95;

/**
 * The parts of the line that most of the ink belongs to, from left to right; empty where there is nothing but specks.
 * @param pen stroke width in pixels.
 * @param written numbers of components that have writing in them, however long they are.
 */
export function lineParts(found: Components, pen: number, written?: ReadonlySet<number>): Component[] {
  return linesOf(found, pen, written)[0] ?? [];
}

/**
 * The lines of a picture, each as {@link lineParts}, the one with the most ink first; none has parts of another. From a heavy part on, those beside it are taken in
 * while they lie in the same band.
 */
export function linesOf(
  { list, width, height }: Components,
  pen: number,
  written: ReadonlySet<number> = new Set(),
): Component[][] {
  const clear = largest(list.filter((part) => isPart(part, pen)));
  const strokes = withoutRules(clear, { width, height, pen, written });
  const weight = (part: Component): number => weightOf(part, width, height);
  const seeds = strokes.toSorted((a, b) => weight(b) - weight(a));
  const lines: { parts: Component[]; total: number }[] = [];
  const seen = new Set<Component>();
  for (const seed of seeds.slice(0, SEEDS)) {
    if (seen.has(seed)) continue;
    const parts = grown(seed, strokes, width, height);
    // Squares, so that a number counts for more than a caption of many small letters.
    const total = parts.reduce((sum, part) => sum + weight(part) ** 2, 0);
    for (const part of parts) seen.add(part);
    lines.push({ parts, total });
  }
  lines.sort((a, b) => b.total - a.total);
  const taken = new Set<Component>();
  return lines
    .filter(({ parts }) => {
      const isFree = !parts.some((part) => taken.has(part));
      for (const part of parts) taken.add(part);
      return isFree;
    })
    .map(({ parts }) => parts.sort((a, b) => a.box.x - b.box.x));
}

/** Not a speck. */
export const isPart = ({ area }: Pick<Component, 'area'>, pen: number): boolean => area >= 0.4 * pen * pen;

/** Noise and patterns have parts by the ten thousand, and each is compared with each. */
function largest(parts: readonly Component[]): readonly Component[] {
  if (parts.length <= MOST_PARTS) return parts;
  const least = parts.map(({ area }) => area).sort((a, b) => b - a)[MOST_PARTS]!;
  return parts.filter(({ area }) => area > least);
}

/** The line that a part stands in. */
function grown(seed: Component, strokes: readonly Component[], width: number, height: number): Component[] {
  const kept = new Set([seed]);
  let band = seed.box;
  for (let found = true; found; ) {
    found = false;
    for (const part of strokes) {
      if (kept.has(part) || !belongs(part.box, band, isAtBorder(part.box, width, height))) continue;
      kept.add(part);
      band = union(band, part.box);
      found = true;
    }
  }
  return [...kept];
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pen: number;
  readonly written: ReadonlySet<number>;
}

/** Without what is long against the characters; a 1 alone in its crop is long against nothing and stays. */
function withoutRules(parts: readonly Component[], picture: Picture): readonly Component[] {
  const { width, height, pen } = picture;
  const characters = parts.filter(
    ({ box, area }) =>
      box.height >= 3 * pen &&
      box.height < ELONGATED * box.width &&
      box.width < ELONGATED * box.height &&
      area > 0.08 * box.width * box.height &&
      // A frame has writing in it, a character has not.
      !parts.some((other) => surrounds(box, other.box) && other.box.height >= 4 * pen) &&
      !isCorner({ box, area }, parts, picture),
  );
  const weights = characters.map((part) => weightOf(part, width, height));
  const main = characters[weights.indexOf(Math.max(...weights))];
  if (!main) return parts;
  const tall = main.box.height;
  const strokes = parts.filter(
    (part) => picture.written.has(part.label) || !isRule(part, tall, characters, picture),
  );
  return strokes.filter((part) => !isPerforation(part, parts, tall, pen));
}

/** Two rules that meet at the border and run past the writing. */
function isCorner(
  { box, area }: Pick<Component, 'box' | 'area'>,
  parts: readonly Component[],
  { width, height, pen }: Picture,
): boolean {
  const runsThrough = box.height >= THROUGH * height || box.width >= THROUGH * width;
  const isThin = area <= RULE_THICKNESS * pen * (box.width + box.height);
  if (!runsThrough || !isThin || area > HOLLOW * box.width * box.height) return false;
  return parts.some(
    ({ box: other }) =>
      !isAtBorder(other, width, height) &&
      other.height >= 3 * pen &&
      other.height < ELONGATED * other.width &&
      other.height * RULE_LENGTH <= Math.max(box.width, box.height),
  );
}

/** Long and thin: a rule, a frame or a corner of one. */
function isRule(
  { box, area }: Component,
  tall: number,
  characters: readonly Component[],
  { width, height, pen }: Picture,
): boolean {
  const long = Math.max(box.width, box.height);
  const across = Math.min(box.width, box.height);
  const isLong = long >= RULE_LENGTH * tall || (box.width >= 0.6 * width && box.width >= 2 * tall);
  if (!isLong) {
    if (!isAtBorder(box, width, height) || across > RULE_THICKNESS * pen || long < 0.8 * tall) return false;
    return !characters.some((other) => other.box !== box && isBorderOne(box, other.box, height));
  }
  const isEdge = long >= EDGE_LENGTH * tall && (long === box.height ? long >= height : long >= width);
  if (area / (long + across) > (isEdge ? 2 : 1) * RULE_THICKNESS * pen) return false;
  if (box.height >= RULE_LENGTH * tall) return true;
  // Characters on a rule are as tall as characters; a frame is taller.
  return (
    (long >= ELONGATED * across && across < 0.6 * tall) ||
    (across >= 1.6 * tall && area < 0.2 * box.width * box.height)
  );
}

/** A 1 that the picture ends at is as high as another digit, and ends where that does; a rest of a frame goes on, to a corner or past it. */
function isBorderOne(box: Box, digit: Box, height: number): boolean {
  if (box.height < box.width || box.height > BORDER_ONE * digit.height) return false;
  const isCutAbove = box.y <= 0;
  const isCutBelow = box.y + box.height >= height;
  if (isCutAbove && isCutBelow) return digit.height >= FILLED * height;
  if (!isCutAbove && !isCutBelow) return true;
  const off = isCutAbove ? box.y + box.height - digit.y - digit.height : box.y - digit.y;
  return Math.abs(off) <= ALIGNED * digit.height;
}

function isPerforation(
  { box }: Component,
  strokes: readonly Component[],
  tall: number,
  pen: number,
): boolean {
  if (box.width > RULE_THICKNESS * pen + 1) return false;
  let top = box.y;
  let bottom = box.y + box.height;
  let count = 0;
  let heights = 0;
  for (const { box: other } of strokes) {
    const isBeside = Math.abs(other.x + other.width / 2 - box.x - box.width / 2) <= 1.5 * pen + 1;
    if (!isBeside || other.width > RULE_THICKNESS * pen + 1) continue;
    count++;
    heights += other.height;
    top = Math.min(top, other.y);
    bottom = Math.max(bottom, other.y + other.height);
  }
  const isOneOfMany = count >= 2 && box.height <= PERFORATION_PART * heights;
  return isOneOfMany && bottom - top >= PERFORATION_LENGTH * tall;
}

/** Large parts in the middle are what the picture was cut out for; what the border cuts belongs to others. */
function weightOf({ box, area }: Component, width: number, height: number): number {
  const off = Math.abs(box.y + box.height / 2 - height / 2) / height;
  const upright = Math.min(box.height, 3 * box.width);
  const flat = box.width > 2 * box.height ? 0.5 : 1; // a flourish, an underline
  return flat * upright * Math.sqrt(area) * (1 - off) * (isAtBorder(box, width, height) ? 0.4 : 1);
}

function isAtBorder(box: Box, width: number, height: number): boolean {
  return box.x <= 0 || box.y <= 0 || box.x + box.width >= width || box.y + box.height >= height;
}
