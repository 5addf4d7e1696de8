/** What is distinctive on a blank page, computed once, so that the page is found in many pictures. */
import type { GrayImage } from '../image/types.js';
import {
  applyHomography,
  type Homography,
  IDENTITY,
  invert,
  multiply,
  type Point,
  scaleAndShift,
  warp,
} from '../image/warp.js';
import { type Anchors, cutAnchors, findAnchors } from './anchors.js';
import { findTwins } from './consensus.js';
import { distance, fitPairs } from './fit.js';
import { findCorners, findLandmarks, type Landmarks, turnDescriptors } from './landmarks.js';

/** A blank, ready to be found. */
export interface Target {
  readonly width: number;
  readonly height: number;
  /** From pixels of the blank to the coarse picture in which landmarks are looked for. */
  readonly toCoarse: Homography;
  readonly landmarks: Landmarks;
  /** The landmarks' descriptors, turned by 0 … 3 quarters. */
  readonly turned: readonly Float64Array[];
  /** Maps of the blank that bring most of it to where it looks the same: by a row of a table, upside down. */
  readonly twins: readonly Homography[];
  /** What is elsewhere on the twins of the page. */
  readonly judges: Anchors;
  /** True where the page cannot be told from itself upside down. */
  readonly isSymmetric: boolean;
  /** Patches to find it by, at a quarter of the full resolution and at the full one. */
  readonly rough: Anchors;
  readonly fine: Anchors;
}

/** Pixels along the longer side of the coarse picture: A4 at 66 dpi. */
export const COARSE = 768;
/** Pixels along the longer side at which fine anchors are cut: A4 at 200 dpi. */
const FINE = 2339;
/** Less print cannot say where a page is. */
export const LEAST_ANCHORS = 8;

/** Pixels of the blank that one pixel of the finest patches is wide. */
export const fineStep = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  Math.max(0.5, Math.max(width, height) / FINE);

/** Looks for what is distinctive on a blank: dark print on white. */
export function createTarget(blank: GrayImage): Target {
  const { width, height } = blank;
  const scale = COARSE / Math.max(width, height);
  const toCoarse = scaleAndShift(scale, scale, 0, 0);
  const landmarks = findLandmarks(negative(reduced(blank, 1 / scale)), 12, 16, 4);
  const turned = [0, 1, 2, 3].map((quarters) => turnDescriptors(landmarks.descriptors, quarters));
  const step = fineStep(blank);
  const corners = anchorPoints(blank, 2 * step);
  const half = { step: 2 * step, side: 21, reach: 3 };
  const twins = twinsOf(
    blank,
    cutAnchors(blank, corners, half),
    findTwins(landmarks, turned).map((twin) => multiply(invert(toCoarse), multiply(twin, toCoarse))),
  );
  const many = cornersOf(blank, 2 * step, twins.length > 0 ? 10 : 0);
  return {
    width,
    height,
    toCoarse,
    landmarks,
    turned,
    twins,
    ...judge(blank, twins, cutAnchors(blank, many, half)),
    rough: cutAnchors(blank, corners, { step: 4 * step, side: 17, reach: 3 }),
    fine: cutAnchors(blank, corners, { step, side: 33, reach: 4 }),
  };
}

const reduced = (image: GrayImage, step: number): GrayImage =>
  warp(
    image,
    scaleAndShift(step, step, 0, 0),
    Math.max(1, Math.round(image.width / step)),
    Math.max(1, Math.round(image.height / step)),
  );

const negative = ({ width, height, data }: GrayImage): GrayImage => ({
  width,
  height,
  data: data.map((value) => 255 - value),
});

/** Corners all over the blank; where there is little print, more of what there is. */
function anchorPoints(blank: GrayImage, step: number): Point[] {
  const spread = cornersOf(blank, step, 1);
  return spread.length < 60 ? cornersOf(blank, step, 4) : spread;
}

const cornersOf = (blank: GrayImage, step: number, perCell: number): Point[] =>
  findCorners(reduced(blank, step), 10, 14, perCell).map(([x, y]): Point => [x * step, y * step]);

/** The part of the anchors that a twin of the page has, and how many twins are kept. */
const IN_COMMON = 0.3;
const TWINS = 24;

/** Those of the maps that are true of a good part of the page, and what the truest lead to one after the other, made exact; the truest first. */
function twinsOf(blank: GrayImage, anchors: Anchors, maps: readonly Homography[]): Homography[] {
  const least = Math.max(LEAST_ANCHORS, IN_COMMON * anchors.points.length);
  const kept: { readonly map: Homography; readonly count: number }[] = [];
  const isKnown = (map: Homography): boolean =>
    [IDENTITY, ...kept.map((each) => each.map)].some(
      (other) => distance(applyHomography(map, [0, 0]), applyHomography(other, [0, 0])) < 4,
    );
  const tryOut = (map: Homography): void => {
    const found = findAnchors(anchors, { image: blank, factor: 1 }, map);
    const exact = found.length < least ? null : fitPairs(found, least);
    if (exact && !isKnown(exact)) kept.push({ map: exact, count: found.length });
    kept.sort((a, b) => b.count - a.count);
  };
  for (const map of maps) tryOut(map);
  for (let round = 0; round < ROUNDS; round++) {
    const truest = kept.slice(0, LED_FROM).map(({ map }) => map);
    for (const a of truest) for (const b of truest) if (!isKnown(multiply(a, b))) tryOut(multiply(a, b));
  }
  return kept.slice(0, TWINS).map(({ map }) => map);
}

/** Twins of which pairs are put together, and how often. */
const LED_FROM = 8;
const ROUNDS = 2;

/** A twin differs from the page where it shows less than this likeness; so many of these places judge it. */
const UNLIKE = 0.85;
const JUDGES = 10;
/** A page is its own twin where no larger part of its corners differs. */
const SAME = 0.01;

/** Chooses for each twin some corners that it does not have. */
function judge(
  blank: GrayImage,
  twins: readonly Homography[],
  all: Anchors,
): Pick<Target, 'judges' | 'isSymmetric'> {
  const chosen = new Set<number>();
  let isSymmetric = false;
  for (const twin of twins) {
    const found = findAnchors(all, { image: blank, factor: 1 }, twin);
    const alike = new Set(found.filter(({ likeness }) => likeness >= UNLIKE).map(({ anchor }) => anchor));
    const unlike = all.points.map((_, i) => i).filter((i) => !alike.has(i));
    if (unlike.length <= SAME * all.points.length && twin[0] < 0) isSymmetric = true;
    const skip = Math.max(1, unlike.length / JUDGES);
    for (let i = 0; i < unlike.length; i += skip) chosen.add(unlike[Math.floor(i)]!);
  }
  const points = [...chosen].map((i) => all.points[i]!);
  return { judges: cutAnchors(blank, points, all), isSymmetric };
}
