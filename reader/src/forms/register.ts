/** Finds a blank page in a picture of it, filled in, scanned or photographed, however it lies. */

import { median } from '../image/median.js';
import type { GrayImage } from '../image/types.js';
import {
  applyHomography,
  bilinear,
  type Homography,
  invert,
  multiply,
  type Point,
  scaleAndShift,
  warp,
} from '../image/warp.js';
import { findAnchors, type Level } from './anchors.js';
import { findConsensus } from './consensus.js';
import { distance, fitPairs } from './fit.js';
import { findLandmarks } from './landmarks.js';
import { levelOf, roughInk, type Scan } from './scan.js';
import { sheetViews, type View } from './sheet-views.js';
import { uprightAxes } from './skew.js';
import { COARSE, LEAST_ANCHORS, type Target } from './target.js';

export interface Registration {
  /** From pixels of the blank to those of the picture. */
  readonly homography: Homography;
  /** The share of the blank's anchors that the picture has where the map puts them, 0 … 1. */
  readonly quality: number;
  /** How far off half of the anchors are at most, in pixels of the blank. */
  readonly residual: number;
  /** Where the page lies beside what the homography says, as paper is not flat: shifts in pixels of the blank, at points of it. */
  readonly bends: readonly Bend[];
}

export interface Bend {
  readonly at: Point;
  readonly shift: Point;
}

/** A picture at the two resolutions at which pages are looked for. */
interface Picture {
  readonly rough: Level;
  readonly fine: Level;
}

/** How large the page may be, in parts of filling the picture. */
const PARTS = [1, 0.75, 0.56, 0.42, 1.33];
/** With a registration as good as this the page is not looked for in other sizes. */
const GOOD_QUALITY = 0.6;
/** Maps with a smaller part of the best one's support are no rivals to it; so many rivals are looked at. */
const RIVAL = 0.7;
const RIVALS = 5;
/** Landmarks that must agree, as a part of all. */
const SUPPORT = 0.06;
/** A page with fewer pixels along its longer side is too small to be read. */
const SMALLEST = 200;
/** Landmarks are looked for in squares of so many pixels, in at most so many, so many in each. */
const SPACING = 48;
const MOST_SQUARES = 700;
const PER_SQUARE = 5;
/** Rounds of looking for a better twin. */
const MOST_TWINS = 8;
/** Anchors farther off than this many pixels at 200 dpi do not count as found. */
const NEAR = 2.5;

/** The least quality of a registration that is one: the fewer anchors, the more of them must be found. */
export const leastQuality = ({ fine }: Target): number => Math.min(0.9, 0.4 + 7 / fine.points.length);

/** The best registration there is, however poor ({@link leastQuality}); null where none comes near. */
export function register(target: Target, scan: Scan): Registration | null {
  if (target.fine.points.length < LEAST_ANCHORS) return null;
  const { gray, rough } = scan;
  const ratio = fillingScale(target, gray);
  if (ratio * Math.max(target.width, target.height) < SMALLEST) return null;
  const picture = { rough, fine: levelOf(gray, Math.max(1, Math.round(0.75 * ratio))) };
  const ink = roughInk(scan);
  const axes = uprightAxes(ink);
  const [toCoarse] = target.toCoarse;
  const ways: readonly (() => readonly View[])[] = [
    () => sheetViews(scan, ink, toCoarse * target.width, toCoarse * target.height),
    ...PARTS.map((part) => () => [upright(ink, axes, (part * ratio) / toCoarse / rough.factor)]),
  ];
  let best: Flat | null = null;
  for (const way of ways) {
    const found = bestOf(target, picture, way());
    if (found && found.quality > (best?.quality ?? 0)) best = found;
    if (best && best.quality >= GOOD_QUALITY) return bent(target, picture, bestTwin(target, picture, best));
  }
  return best && bent(target, picture, best);
}

/** The best registration that some views of the picture show; null where none does. */
function bestOf(target: Target, picture: Picture, views: readonly View[]): Flat | null {
  const { factor } = picture.rough;
  const all = views.flatMap(({ image, toInk }) => {
    const toPicture = multiply(scaleAndShift(factor, factor, 0, 0), toInk);
    return candidates(target, image).map((map) =>
      refine(target, picture, multiply(toPicture, multiply(map, target.toCoarse))),
    );
  });
  return all.reduce((best, each) => ((each?.quality ?? 0) > (best?.quality ?? 0) ? each : best), null);
}

/** With the bends of the paper: as fine anchors show them, and rough ones where those are out of reach. */
function bent(target: Target, picture: Picture, flat: Flat): Registration {
  const fine = findAnchors(target.fine, picture.fine, flat.homography);
  const known = new Set(fine.map(({ from }) => `${from}`));
  const rough = findAnchors(target.rough, picture.rough, flat.homography);
  const all = [...fine, ...rough.filter(({ from }) => !known.has(`${from}`))];
  return { ...flat, bends: all.map(({ from, offset }) => ({ at: from, shift: offset })) };
}

type Flat = Omit<Registration, 'bends'>;

/** Pixels of the picture to one of the blank, if the page fills the picture. */
function fillingScale(target: Target, { width, height }: GrayImage): number {
  return Math.min(
    Math.max(width, height) / Math.max(target.width, target.height),
    Math.min(width, height) / Math.min(target.width, target.height),
  );
}

/** The whole picture, turned so that lines run along and across, and reduced by `scale`. */
function upright(ink: GrayImage, [cosine, sine]: readonly [number, number], scale: number): View {
  const across = Math.abs(cosine);
  const along = Math.abs(sine);
  const width = Math.ceil((ink.width * across + ink.height * along) / scale);
  const height = Math.ceil((ink.width * along + ink.height * across) / scale);
  const a = cosine * scale;
  const b = sine * scale;
  const x = (ink.width - a * width + b * height) / 2;
  const y = (ink.height - b * width - a * height) / 2;
  const toInk: Homography = [a, -b, x, b, a, y, 0, 0, 1];
  const draw = scale > 1.5 ? warp : bilinear;
  return { image: draw(ink, toInk, width, height, 0), toInk };
}

/** Maps from the blank's coarse picture to the upright one on which landmarks agree, in any of four directions, the best first. */
function candidates({ landmarks, turned }: Target, view: GrayImage): Homography[] {
  const side = Math.max(SPACING, Math.sqrt((view.width * view.height) / MOST_SQUARES));
  const columns = Math.max(1, Math.round(view.width / side));
  const rows = Math.max(1, Math.round(view.height / side));
  const seen = findLandmarks(view, columns, rows, PER_SQUARE);
  const least = Math.max(LEAST_ANCHORS, Math.round(SUPPORT * landmarks.points.length));
  return turned
    .flatMap((descriptors, quarters) =>
      findConsensus(landmarks.points, descriptors, seen, quarters, COARSE, least),
    )
    .sort((a, b) => b.support - a.support)
    .filter(({ support }, i, [first]) => i < RIVALS && support >= RIVAL * first!.support)
    .map(({ homography }) => homography);
}

/** From roughly there to a fraction of a pixel; null where the page is not there. */
function refine(target: Target, picture: Picture, start: Homography): Flat | null {
  if (!isPlausible(start, target)) return null;
  const rough = fitPairs(findAnchors(target.rough, picture.rough, start), LEAST_FOUND);
  if (!rough || !isPlausible(rough, target)) return null;
  let best = settle(target, picture, rough);
  // Where the rough map was off by more than the reach of fine anchors the better one finds more of them.
  for (let round = 0; round < 2 && best && best.quality < 0.95; round++) {
    const again = settle(target, picture, best.homography);
    if (!again || again.quality <= best.quality) break;
    best = again;
  }
  return best;
}

/** The map through the fine anchors found around where `start` expects them. */
function settle(target: Target, picture: Picture, start: Homography): Flat | null {
  const found = findAnchors(target.fine, picture.fine, start);
  const homography = fitPairs(found, LEAST_FOUND);
  if (!homography || !isPlausible(homography, target)) return null;
  const back = invert(homography);
  const distances = found.map(({ from, to }) => distance(applyHomography(back, to), from));
  const near = distances.filter((each) => each <= NEAR * target.fine.step).length;
  return { homography, quality: near / target.fine.points.length, residual: median(distances) };
}

/** Fewer anchors do not make a map. */
const LEAST_FOUND = 6;

/** A page of many equal boxes may be found a row off or upside down: the twin for which what tells twins apart speaks. */
function bestTwin(target: Target, picture: Picture, first: Flat): Flat {
  const { judges, twins, isSymmetric } = target;
  const worthOf = (map: Homography): number =>
    findAnchors(judges, picture.fine, map).reduce((sum, { likeness }) => sum + likeness, 0) /
    Math.max(1, judges.points.length);
  const judged = (registration: Flat): Judged => {
    const isUpright = registration.homography[0] + registration.homography[4] >= 0;
    // Of a page that looks the same upside down the upright one is meant.
    const bonus = isSymmetric && isUpright ? 2 * CLEARLY : 0;
    return { registration, worth: worthOf(registration.homography) + bonus };
  };
  let best = judged(first);
  for (let round = 0; round < MOST_TWINS && twins.length > 0; round++) {
    const before = best;
    const near = twins
      .map((twin) => multiply(before.registration.homography, twin))
      .map((map) => ({ map, worth: worthOf(map) }))
      .filter(({ worth }) => worth > before.worth - UNREFINED)
      .sort((a, b) => b.worth - a.worth);
    for (const { map } of near.slice(0, RIVALS)) {
      const refined = refine(target, picture, map);
      if (!refined || refined.quality < first.quality - 0.1) continue;
      const rival = judged(refined);
      if (rival.worth > best.worth + CLEARLY) best = rival;
    }
    if (best === before) break;
  }
  return best.registration;
}

interface Judged {
  readonly registration: Flat;
  readonly worth: number;
}

/** Differences of likeness below are chance; what twins lose before they are refined. */
const CLEARLY = 0.01;
const UNREFINED = 0.1;

/** True where the page stays a page: its corners turn the same way, and it is nowhere more than six times as large as elsewhere. */
function isPlausible(map: Homography, { width, height }: Target): boolean {
  const page: readonly Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const corners = page.map((corner) => applyHomography(map, corner));
  const areas = corners.map((b, i) => {
    const a = corners[(i + 3) % 4]!;
    const c = corners[(i + 1) % 4]!;
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
  });
  const least = Math.min(...areas);
  return least > 0 && Math.max(...areas) < 6 * least;
}
