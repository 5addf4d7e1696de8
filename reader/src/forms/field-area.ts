/** A field's part of the blank, made ready once: its print, its border, and what to align it by. */
import type { Box, GrayImage } from '../image/types.js';
import { bilinear, type Homography, type Point, scaleAndShift } from '../image/warp.js';
import { type Anchors, cutAnchors } from './anchors.js';
import { findCorners } from './landmarks.js';
import { createPrint, type Print } from './subtract.js';
import type { FieldBox } from './template.js';

export interface FieldArea {
  /** Where it is to be written, in pixels of the blank. */
  readonly box: FieldBox;
  /** The part that is looked at: the box with a margin for what reaches over it. */
  readonly width: number;
  readonly height: number;
  /** From pixels of that part to those of the blank. */
  readonly toBlank: Homography;
  /** The box in that part, in whole pixels. */
  readonly inner: Box;
  /** The blank's ink in that part. */
  readonly print: Print;
  /** Corners of print in that part. */
  readonly anchors: Anchors;
  /** Pixels of the part at 200 dpi: what is measured in pixels of a scan is so many times as many here. */
  readonly unit: number;
}

/** The blank and its ink. */
export interface Blank {
  readonly gray: GrayImage;
  readonly ink: GrayImage;
  /** Pixels of the blank that one pixel of an A4 scan at 200 dpi is wide. */
  readonly step: number;
}

/** The margin, in parts of the box's height, and at least and at most in pixels at 200 dpi. */
const MARGIN = 0.5;
const LEAST_MARGIN = 12;
const MOST_MARGIN = 60;
/** Corners are looked for in squares of so many pixels at 200 dpi, in at most so many. */
const SPACING = 70;
const ACROSS = 8;
const DOWN = 3;
const LEAST_CORNERS = 6;
/** Parts are drawn with at most so many pixels for one of the blank. */
const FINEST = 2.5;

export function createArea({ gray, ink, step }: Blank, box: FieldBox): FieldArea {
  const margin = Math.min(MOST_MARGIN * step, Math.max(LEAST_MARGIN * step, MARGIN * box.height));
  // Blanks of few pixels are enlarged: the scan may have more.
  const scale = Math.min(FINEST, Math.max(1, 1 / step));
  const left = Math.max(0, box.x - margin);
  const top = Math.max(0, box.y - margin);
  const right = Math.min(gray.width, box.x + box.width + margin);
  const bottom = Math.min(gray.height, box.y + box.height + margin);
  const width = Math.max(1, Math.round((right - left) * scale));
  const height = Math.max(1, Math.round((bottom - top) * scale));
  const toBlank = scaleAndShift(1 / scale, 1 / scale, left, top);
  const columns = Math.min(ACROSS, Math.max(1, Math.round((right - left) / step / SPACING)));
  const rows = Math.min(DOWN, Math.max(1, Math.round((bottom - top) / step / SPACING)));
  const part = bilinear(gray, toBlank, width, height, 255);
  const corners = findCorners(part, columns, rows, Math.ceil(LEAST_CORNERS / (columns * rows))).map(
    ([x, y]): Point => [left + x / scale, top + y / scale],
  );
  const x = Math.round((box.x - left) * scale);
  const y = Math.round((box.y - top) * scale);
  return {
    box,
    width,
    height,
    toBlank,
    inner: {
      x,
      y,
      width: Math.max(1, Math.min(width - x, Math.round(box.width * scale))),
      height: Math.max(1, Math.min(height - y, Math.round(box.height * scale))),
    },
    print: createPrint(bilinear(ink, toBlank, width, height, 0)),
    anchors: cutAnchors(gray, corners, { step, side: 21, reach: 4 }),
    unit: scale * step,
  };
}
