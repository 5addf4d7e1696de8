/** What was written into a field: aligned once more by the print around it, without that print, without what belongs to its neighbors. */
import { components } from '../image/components.js';
import { median } from '../image/median.js';
import type { Box, GrayImage } from '../image/types.js';
import { type Homography, IDENTITY, multiply, type Point, scaleAndShift } from '../image/warp.js';
import { type Found, findAnchors } from './anchors.js';
import type { FieldArea } from './field-area.js';
import { distance, similarityFrom } from './fit.js';
import type { Bend, Registration } from './register.js';
import { inkOf, type Scan } from './scan.js';
import { STROKE, subtract } from './subtract.js';

export interface FieldInk {
  /** The writing alone: 255 is full ink, 0 is paper. */
  readonly ink: GrayImage;
  /** From pixels of `ink` to those of the picture. */
  readonly toPicture: Homography;
  /** From pixels of the blank to those of the picture, around this field. */
  readonly fromBlank: Homography;
  /** Parts of the writing that are as large as a stroke, in pixels of `ink`. */
  readonly strokes: readonly Box[];
  /** The share of the blank's print around the field that the picture has there, 0 … 1; null where the blank has hardly any. */
  readonly presence: number | null;
}

/** By so many of the nearest shifts the paper's bend is known; less of it, in pixels at 200 dpi, is chance. */
const NEAREST = 5;
const LEAST_BEND = 1.5;
/** So many corners are enough to shift a field by, and to turn and stretch it. */
const ENOUGH = 3;
const ENOUGH_TO_TURN = 5;
/** Paper turns and stretches by no more than this part. */
const MOST_TURN = 0.02;
/** Strokes are at least so many pixels long at 200 dpi, and such a part of the field's height. */
const SHORTEST = 5;
const SHORT = 0.12;
/** Strokes belong to the field with this part of them in it; with more, where one sees them in part only. */
const MOSTLY = 0.5;
const MOSTLY_OF_CUT = 0.75;
export function fieldInk(area: FieldArea, scan: Scan, { homography, bends }: Registration): FieldInk {
  const bend = bendAt(area, bends);
  const around = multiply(homography, scaleAndShift(1, 1, ...bend));
  const found = findAnchors(area.anchors, { image: scan.gray, factor: 1 }, around);
  const fromBlank = multiply(around, settled(found));
  const toPicture = multiply(fromBlank, area.toBlank);
  const seen = inkOf(scan, toPicture, area.width, area.height);
  const { ink, covered, presence } = subtract(seen, area.print, area.unit);
  return { ...ownStrokes(ink, covered, area), toPicture, fromBlank, presence };
}

/** The move on the blank that brings corners to where they were found: a shift, with more of them a turn and stretch too. */
function settled(found: readonly Found[]): Homography {
  if (found.length < ENOUGH) return IDENTITY;
  const shift: Point = [
    median(found.map(({ offset }) => offset[0])),
    median(found.map(({ offset }) => offset[1])),
  ];
  const off = found.map(({ offset }) => distance(offset, shift));
  const near = found.filter((_, i) => off[i]! <= Math.max(1, 2.5 * median(off)));
  const turned =
    near.length < ENOUGH_TO_TURN
      ? null
      : similarityFrom(
          near.map(({ from }) => from),
          near.map(({ from: [x, y], offset }): Point => [x + offset[0], y + offset[1]]),
        );
  const isSmall = turned && Math.abs(turned[0] - 1) < MOST_TURN && Math.abs(turned[1]) < MOST_TURN;
  return isSmall ? turned : scaleAndShift(1, 1, ...shift);
}

/** How far the paper around the field is bent: the median of the nearest shifts; none where that is not more than chance. */
function bendAt({ box, anchors }: FieldArea, bends: readonly Bend[]): Point {
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2];
  const near = [...bends].sort((a, b) => distance(a.at, middle) - distance(b.at, middle)).slice(0, NEAREST);
  const bend: Point = [median(near.map(({ shift }) => shift[0])), median(near.map(({ shift }) => shift[1]))];
  return distance(bend, [0, 0]) > LEAST_BEND * anchors.step ? bend : [0, 0];
}

/** Keeps strokes of which the greater part is in the field, and no specks and no rests of lines. */
function ownStrokes(
  ink: GrayImage,
  covered: GrayImage,
  { inner, unit }: FieldArea,
): Pick<FieldInk, 'ink' | 'strokes'> {
  const { width, height } = ink;
  const mask = { width, height, data: ink.data.map((value) => (value >= STROKE ? 1 : 0)) };
  const { labels, list } = components(mask);
  const within = new Uint32Array(list.length + 1);
  const beside = new Uint32Array(list.length + 1);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const at = y * width + x;
      const label = labels[at]!;
      if (label === 0) continue;
      if (x >= inner.x && y >= inner.y && x < inner.x + inner.width && y < inner.y + inner.height)
        within[label]!++;
      const isBeside =
        covered.data[at] ||
        covered.data[at - 1] ||
        covered.data[at + 1] ||
        covered.data[at - width] ||
        covered.data[at + width];
      if (isBeside) beside[label]!++;
    }
  }
  const strokes: Box[] = [];
  const kept = new Uint8Array(list.length + 1);
  for (const { label, area, box } of list) {
    const long = Math.max(box.width, box.height);
    const thin = area / long;
    const isRest = beside[label]! > 0.6 * area && thin < 2.5 * unit;
    const isCut =
      box.x <= 1 || box.y <= 1 || box.x + box.width >= width - 1 || box.y + box.height >= height - 1;
    const least = isCut ? MOSTLY_OF_CUT : MOSTLY;
    if (within[label]! < least * area || isRest || area < 3 * unit * unit) continue;
    kept[label] = 1;
    if (long >= Math.max(SHORTEST * unit, SHORT * inner.height)) strokes.push(box);
  }
  return { ink: onlyKept(ink, labels, kept), strokes };
}

/** The kept parts with their soft edges: paler pixels beside them stay too. */
function onlyKept({ width, height, data }: GrayImage, labels: Int32Array, kept: Uint8Array): GrayImage {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const label = labels[at]!;
      if (label !== 0) {
        if (kept[label]) out[at] = data[at]!;
        continue;
      }
      if (data[at] === 0) continue;
      search: for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          if (!kept[labels[v * width + u]!]) continue;
          out[at] = data[at]!;
          break search;
        }
      }
    }
  }
  return { width, height, data: out };
}
