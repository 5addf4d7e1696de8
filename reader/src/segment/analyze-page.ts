/** A picture of a page → where its lines of writing, its fields and its grids are. Pure: the same in Node and in the browser. */
import type { Component } from '../image/components.js';
import { joinRules } from '../image/curves.js';
import { eraseRules } from '../image/erase-rules.js';
import { toGray } from '../image/gray.js';
import { histogram, percentile } from '../image/histogram.js';
import { findRules } from '../image/rules.js';
import { componentsOfRuns, type Runs, runsOf } from '../image/runs.js';
import { channelsOf, type GrayImage, type Pixels } from '../image/types.js';
import { type Homography, IDENTITY, multiply, scaleAndShift } from '../image/warp.js';
import { invert } from '../prepare/polarity.js';
import { type Reason, reason } from '../prepare/reasons.js';
import { cutGrid, type GridRegion } from './cells.js';
import { characterHeight } from './characters.js';
import { findFields } from './fields.js';
import {
  type Coarse,
  coarseOf,
  hasLightInk,
  type InkMap,
  inkMap,
  type Noise,
  roughness,
  warpInk,
} from './ink-map.js';
import { findStructures } from './lattices.js';
import { findLines, type LineRegion } from './line-regions.js';
import { findUpright } from './straighten.js';

/** Larger pictures are reduced to at most so many pixels first: an A4 page at 300 dpi has 8.7 million. */
const WORKING_AREA = 9_500_000;
/** A page with a shorter side below this holds nothing that could be read. */
const SMALLEST_SIDE = 12;
/** A row of pixels crosses a character, or several that touch, at most so many times in the mean. */
const CROSSINGS = 10;
/** Segments of rules are at least so many characters long; and so many pixels. */
const SEGMENT = 0.8;
const SHORTEST_SEGMENT = 24;

export interface PageLayout {
  /** Of the original image, in pixels. */
  readonly width: number;
  readonly height: number;
  /** From pixels of `gray` to pixels of the original image. */
  readonly toOriginal: Homography;
  /** The page straightened, its light evened out: 255 is paper, rules are gone. */
  readonly gray: GrayImage;
  /** From top to bottom; what stands side by side from left to right. */
  readonly lines: readonly LineRegion[];
  readonly grids: readonly GridRegion[];
  /** Why there is nothing to find, or what makes it doubtful. */
  readonly reasons: readonly Reason[];
}

/**
 * Straightens a page (its frame, its sheet or its lines decide), evens out the light, takes out rules and boxes, and finds lines of
 * writing, rows of digit boxes, and grids. Upside-down and sideways pages are not turned.
 * @throws RangeError where `pixels` are not decoded pixels.
 */
export function analyzePage(pixels: Pixels): PageLayout {
  channelsOf(pixels);
  const { width, height } = pixels;
  const factor = Math.max(1, Math.ceil(Math.sqrt((width * height) / WORKING_AREA)));
  const gray = toGray(pixels, factor);
  if (Math.min(gray.width, gray.height) < SMALLEST_SIDE) return nothing(pixels, gray, factor, 'too-small');
  const coarse = coarseOf(gray);
  const range = histogram(coarse.image.data);
  const brightest = percentile(range, 0.995);
  const isDark = brightest < 50 && brightest - percentile(range, 0.005) < 40;
  if (isDark) return nothing(pixels, gray, factor, brightest > 0 ? 'too-dark' : 'blank');
  const { contrast, mask, noise, toWorking } = straightened(gray, coarse);
  const toOriginal = multiply(scaleAndShift(factor, factor, 0, 0), toWorking);
  const runs = runsOf(mask);
  const unit = characterHeight(charactersAmong(runs, noise), mask.width, mask.height);
  const rules = findRules(mask, runs, Math.max(SHORTEST_SEGMENT, SEGMENT * unit));
  const structures = findStructures(joinRules(rules.level), joinRules(rules.upright), contrast);
  const fields = findFields(structures, mask, unit);
  eraseRules(contrast, mask, fields.erased);
  const grids = fields.grids.map((lattice) => cutGrid(lattice, contrast, toOriginal));
  const lines = findLines({ contrast, mask, noise }, fields, toOriginal);

  const isBlank = lines.length === 0 && grids.every(({ cells }) => cells.every((cell) => cell.isEmpty));
  return {
    width,
    height,
    toOriginal,
    gray: invert(contrast),
    lines,
    grids,
    reasons: isBlank ? [reason('blank')] : [],
  };
}

function nothing(
  { width, height }: Pixels,
  gray: GrayImage,
  factor: number,
  code: 'blank' | 'too-small' | 'too-dark',
): PageLayout {
  const toOriginal = scaleAndShift(factor, factor, 0, 0);
  return { width, height, toOriginal, gray, lines: [], grids: [], reasons: [reason(code)] };
}

/** The contrast of the ink on the upright page and its mask, and where they lie in the picture. */
function straightened(gray: GrayImage, coarse: Coarse): InkMap & { toWorking: Homography } {
  const isLight = hasLightInk(coarse);
  const dark: Coarse = isLight ? { ...coarse, image: invert(coarse.image) } : coarse;
  const map = inkMap(isLight ? invert(gray) : gray, dark);
  const upright = findUpright(dark, map.mask);
  if (!upright) return { ...map, toWorking: IDENTITY };
  return { ...warpInk(map, upright), toWorking: upright.toSource };
}

/** Parts that are no texture and no grid: a row of pixels crosses a character a few times. */
function charactersAmong(runs: Runs, noise: Noise): Component[] {
  const { labels, list } = componentsOfRuns(runs);
  const counts = new Uint32Array(list.length + 1);
  for (const label of labels) counts[label]!++;
  const isRough = roughness(noise);
  return list.filter(({ label, box }) => counts[label]! <= CROSSINGS * box.height && !isRough(box));
}
