/** Whether a box to be marked is marked: by how much ink is in it, whatever the mark. */
import type { Box, GrayImage } from '../image/types.js';
import type { FieldInk } from './field-ink.js';
import { STROKE } from './subtract.js';

export interface Mark {
  readonly state: 'marked' | 'unmarked' | 'unclear';
  /** What is in the box: 255 is ink. */
  readonly seen: GrayImage;
}

/** The share of ink in the box from which on it is marked, and up to which it is not. */
const MARKED = 0.045;
const UNMARKED = 0.012;
/** A mark is at least such a part of the box long. */
const LENGTH = 0.35;

/** @param box in pixels of the ink */
export function markIn({ ink, strokes }: FieldInk, box: Box): Mark {
  const left = Math.max(0, box.x);
  const top = Math.max(0, box.y);
  const width = Math.max(1, Math.min(ink.width, box.x + box.width) - left);
  const height = Math.max(1, Math.min(ink.height, box.y + box.height) - top);
  const data = new Uint8Array(width * height);
  let dark = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink.data[(top + y) * ink.width + left + x]!;
      data[y * width + x] = value;
      if (value >= STROKE) dark++;
    }
  }
  const share = dark / data.length;
  const longest = Math.max(0, ...strokes.map((stroke) => Math.max(stroke.width, stroke.height)));
  const isLong = longest >= LENGTH * Math.min(box.width, box.height);
  const state = share >= MARKED && isLong ? 'marked' : share <= UNMARKED ? 'unmarked' : 'unclear';
  return { state, seen: { width, height, data } };
}
