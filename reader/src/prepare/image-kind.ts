/** What an image shows: one digit, one line, or a page with more than that. For those who are given images without being told. */
import { type Component, components } from '../image/components.js';
import { median3 } from '../image/denoise.js';
import { reductionFactor, toGray } from '../image/gray.js';
import { contrast, paperLevel } from '../image/illumination.js';
import { strokeWidth } from '../image/stroke-width.js';
import type { Box, GrayImage, Pixels } from '../image/types.js';
import { removeEdgeLines } from './edge-lines.js';
import { above, FAINTEST, masked, paperNoise, penDarkness } from './ink.js';
import { lineParts } from './line-parts.js';
import { union } from './parts.js';
import { invert, isInkLight } from './polarity.js';
import { cut, withoutScanMargins } from './scan-margins.js';

export type ImageKind = 'digit' | 'line' | 'page';

/** With a shorter side of so many pixels an image is a page: a strip of 100 lines an inch that tall is 15 cm of paper. */
export const PAGE_SIDE = 600;
/** Writing with this share of the image's shorter side is a close-up. */
const CLOSE_UP = 0.2;
/** Longer side at which is looked, pixels. */
const WORKING_SIDE = 960;
/** Noise of the paper, in levels of contrast, from which on a median quiets it. */
const NOISY = 8;
/** Parts of less than this share of the line's height say nothing: dots, dashes, underlines. */
const TALL = 0.4;
/** Ink above or below the line makes a page from this share of the line's own on. */
const OTHER_ROW = 0.5;
/** A part in which so many others lie is a frame or a grid … */
const WITHIN = 3;
/** … if they have this share of its height. */
const FRAMED = 0.06;
/** … and are no comb of boxes, this much wider than tall. */
const FLAT = 3;
/** A part this much wider than tall is several digits that touch. */
const WIDE = 1.2;
/** A rest of an upright rule is so much longer than wide. */
const UPRIGHT = 6;

/**
 * Images of {@link PAGE_SIDE} pixels and more on both sides are pages, unless all their ink is writing as large as nobody writes on a
 * page: a close photo of one number. Of smaller ones the ink decides: rows above each other or a grid
 * make a page, parts beside each other a line; what shows one part, or no ink at all, is a digit.
 * @throws RangeError where `image` is not decoded pixels.
 */
export function imageKind(image: Pixels): ImageKind {
  const isLarge = Math.min(image.width, image.height) >= PAGE_SIDE;
  const gray = toGray(image, reductionFactor(image, WORKING_SIDE));
  const { parts, line } = inkOf(gray);
  if (line.length === 0) return isLarge ? 'page' : 'digit';
  if (parts.some((part) => isGrid(part, parts))) return 'page';
  const band = line.map(({ box }) => box).reduce(union);
  if (isLarge && band.height < CLOSE_UP * Math.min(gray.width, gray.height)) return 'page';
  const heights = line.map(({ box }) => box.height).toSorted((a, b) => a - b);
  const isTall = ({ box }: Component): boolean => box.height >= TALL * heights[heights.length >> 1]!;
  const others = parts.filter(
    (part) =>
      !line.includes(part) &&
      isTall(part) &&
      part.box.height < UPRIGHT * part.box.width &&
      !isBeside(part.box, band),
  );
  const inkOfAll = (some: readonly Component[]): number => some.reduce((sum, { area }) => sum + area, 0);
  if (inkOfAll(others) >= OTHER_ROW * inkOfAll(line)) return 'page';
  const groups = sideBySide(line.filter(isTall).map(({ box }) => box));
  if (groups.length > 1) return 'line';
  return groups.some(({ width, height }) => width > WIDE * height) ? 'line' : 'digit';
}

/** All parts of the ink, and those of the line that has most of it. */
function inkOf(whole: GrayImage): { parts: readonly Component[]; line: readonly Component[] } {
  const inner = withoutScanMargins(whole);
  // Dark on all four sides is dark paper, and the white ink on it must not be taken for the paper.
  const isPaper =
    inner.width < whole.width - inner.x && inner.height < whole.height - inner.y && inner.x * inner.y > 0;
  const raw = isPaper ? whole : cut(whole, inner);
  const gray = isInkLight(raw) ? invert(raw) : raw;
  const noisy = contrast(gray, paperLevel(gray));
  // A median takes thin pens with it.
  const quiet = paperNoise(noisy).sigma >= NOISY ? median3(noisy) : noisy;
  const { level, sigma } = paperNoise(quiet);
  const floor = level + Math.max(FAINTEST, 4.5 * sigma);
  const free = removeEdgeLines(above(quiet, floor));
  const full = penDarkness(quiet, free);
  if (full === 0) return { parts: [], line: [] };
  const ink = above(quiet, Math.max(floor, level + 0.35 * (full - level)));
  const mask = { ...ink, data: ink.data.map((value, i) => value & free.data[i]!) };
  const found = components(mask);
  const pen = strokeWidth(masked(quiet, mask, full, level));
  return { parts: found.list, line: lineParts(found, pen) };
}

/** A frame with writing in it, or a table: more than one or two specks within. */
function isGrid({ box }: Component, parts: readonly Component[]): boolean {
  const inside = parts.filter(
    ({ box: other }) =>
      other.height >= FRAMED * box.height &&
      other.x > box.x &&
      other.y > box.y &&
      other.x + other.width < box.x + box.width &&
      other.y + other.height < box.y + box.height,
  );
  return inside.length >= WITHIN && box.width <= FLAT * box.height;
}

const isBeside = (box: Box, band: Box): boolean =>
  shared([box.y, box.y + box.height], [band.y, band.y + band.height]) >= 0.5;

/** Boxes of which one lies over half of the other from left to right, one box for all of them. */
function sideBySide(boxes: readonly Box[]): Box[] {
  const out: Box[] = [];
  for (const box of boxes.toSorted((a, b) => a.x - b.x)) {
    const last = out.at(-1);
    if (last && shared([last.x, last.x + last.width], [box.x, box.x + box.width]) >= 0.5)
      out[out.length - 1] = union(last, box);
    else out.push(box);
  }
  return out;
}

/** What two ranges have in common, as a share of the shorter one. */
const shared = (a: readonly [number, number], b: readonly [number, number]): number =>
  (Math.min(a[1], b[1]) - Math.max(a[0], b[0])) / Math.min(a[1] - a[0], b[1] - b[0]);
