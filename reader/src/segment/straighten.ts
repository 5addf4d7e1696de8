/** Decides how a page lies in its picture: the map under which its frame, its sheet or its lines are upright. */
import { reduceMask } from '../image/reduce-mask.js';
import type { Mask } from '../image/types.js';
import {
  applyHomography,
  type Homography,
  homographyFrom,
  invert,
  multiply,
  type Point,
  type Quad,
  scaleAndShift,
} from '../image/warp.js';
import { findFrame } from './frame.js';
import type { Coarse } from './ink-map.js';
import { areaOf, distance } from './quads.js';
import { slopeOfPage } from './rotation.js';
import { findSheet } from './sheet.js';

/** Frames and slopes are looked for at about this longer side. */
const COARSE = 900;
/** A frame smaller than this share of its sheet says less of the angle than the sheet's edges. */
const SMALL_FRAME = 0.12;
/** Corners that move by less than this many pixels are left where they are. */
const NEGLIGIBLE = 3;
/** The straightened picture has at most this many times the pixels of the picture … */
const LARGEST = 1.5;
/** … and reaches at most this many times as far as the frame or sheet that it follows. */
const FARTHEST = 4;
/** A turned picture has at most so many times the pixels. */
const TURNED = 2;

/** The upright picture: its size and where its pixels come from. */
export interface Upright {
  readonly width: number;
  readonly height: number;
  readonly toSource: Homography;
}

/** Null where the picture is upright as it is. @param coarse of the gray picture with dark ink. */
export function findUpright(coarse: Coarse, mask: Mask): Upright | null {
  const { width, height } = mask;
  const factor = Math.max(1, Math.round(Math.max(width, height) / COARSE));
  const small = reduceMask(mask, factor);
  const sheet = enlarged(findSheet(coarse.image), coarse.factor);
  const frame = enlarged(findFrame(small), factor);
  const area = sheet ? areaOf(sheet) : width * height;
  const guide = frame && areaOf(frame) >= SMALL_FRAME * area ? frame : sheet;
  if (guide) {
    const corners = sheet ?? cornersOf(width, height);
    const isStraight = !sheet && isUpright(guide);
    return isStraight ? null : unfolded(guide, corners, width, height);
  }
  const slope = slopeOfPage(small);
  const moved = (Math.abs(slope) * Math.max(width, height)) / 2;
  return moved < NEGLIGIBLE ? null : turned(slope, width, height);
}

function enlarged(quad: Quad | null, factor: number): Quad | null {
  return quad && (quad.map(([x, y]): Point => [x * factor, y * factor]) as unknown as Quad);
}

function cornersOf(width: number, height: number): Quad {
  return [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
}

/** True where no corner lies off the upright rectangle. */
function isUpright(quad: Quad): boolean {
  const { left, top, right, bottom } = rectangleOf(quad);
  const upright: Quad = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return quad.every((corner, i) => distance(corner, upright[i]!) < NEGLIGIBLE);
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** As wide and as high as the quadrilateral is in the mean, around its middle. */
function rectangleOf(quad: Quad): Rectangle {
  const wide = (distance(quad[0], quad[1]) + distance(quad[3], quad[2])) / 2;
  const high = (distance(quad[0], quad[3]) + distance(quad[1], quad[2])) / 2;
  const x = quad.reduce((sum, corner) => sum + corner[0], 0) / 4;
  const y = quad.reduce((sum, corner) => sum + corner[1], 0) / 4;
  return { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 };
}

/** The map that makes `guide` a rectangle, over all of `content` that it shows without stretching it out of reason. */
function unfolded(guide: Quad, content: Quad, width: number, height: number): Upright | null {
  const { left, top, right, bottom } = rectangleOf(guide);
  const rectangle: Quad = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  const toUpright = homographyFrom(guide, rectangle);
  const far = FARTHEST * Math.max(right - left, bottom - top);
  const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
  let box: Rectangle = { left, top, right, bottom };
  const denominator = (x: number, y: number): number => toUpright[6] * x + toUpright[7] * y + toUpright[8];
  const middle = denominator((left + right) / 2, (top + bottom) / 2);
  for (const [x, y] of content) {
    // What lies near the horizon would be stretched without end.
    const isInSight = denominator(x, y) * middle > 0.2 * middle * middle;
    const [u, v] = isInSight ? applyHomography(toUpright, [x, y]) : [x, y];
    box = {
      left: Math.min(box.left, within(u, left - far, right)),
      top: Math.min(box.top, within(v, top - far, bottom)),
      right: Math.max(box.right, within(u, left, right + far)),
      bottom: Math.max(box.bottom, within(v, top, bottom + far)),
    };
  }
  const columns = Math.max(1, Math.round(box.right - box.left));
  const rows = Math.max(1, Math.round(box.bottom - box.top));
  const scale = Math.min(1, Math.sqrt((LARGEST * width * height) / (columns * rows)));
  const toRectangle = scaleAndShift(1 / scale, 1 / scale, box.left, box.top);
  return {
    width: Math.max(1, Math.round(columns * scale)),
    height: Math.max(1, Math.round(rows * scale)),
    toSource: multiply(invert(toUpright), toRectangle),
  };
}

/** The picture turned about its middle so that rows of this slope lie level; nothing of it is lost. Null for strips, which it would make pages of. */
function turned(slope: number, width: number, height: number): Upright | null {
  const cosine = 1 / Math.sqrt(1 + slope * slope);
  const sine = slope * cosine;
  const wide = Math.ceil(width * cosine + height * Math.abs(sine));
  const high = Math.ceil(height * cosine + width * Math.abs(sine));
  if (wide * high > TURNED * width * height) return null;
  return {
    width: wide,
    height: high,
    toSource: [
      cosine,
      -sine,
      width / 2 - (cosine * wide) / 2 + (sine * high) / 2,
      sine,
      cosine,
      height / 2 - (sine * wide) / 2 - (cosine * high) / 2,
      0,
      0,
      1,
    ],
  };
}
