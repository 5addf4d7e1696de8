/** Which connected parts of the ink are the digit: its broken strokes yes, specks and neighbors no. */
import type { Component, Components } from '../image/components.js';
import type { Box } from '../image/types.js';

/** A part smaller than this share of the digit so far is a speck, unless it is a stroke's width away or less. */
const SPECK_AREA = 0.02;
/** How far a part may stand off, in lengths of the digit so far. */
const REACH = 0.35;

/**
 * The parts of one digit. From the largest part on, the nearest is taken in while it is large enough for its distance:
 * the loose bar of a 5 and the pieces of a broken pen belong, a dot beside the digit does not.
 * @param pen stroke width in pixels.
 */
export function digitParts(components: Components, pen: number): Component[] {
  const { list, width, height } = components;
  if (list.length === 0) return [];
  const main = mainPart(list, width, height);
  const kept = new Set([main]);
  const labels = new Set([main.label]);
  let box = main.box;
  let area = main.area;
  for (let found = true; found; ) {
    found = false;
    for (const part of list) {
      if (kept.has(part) || !belongs(part)) continue;
      kept.add(part);
      labels.add(part.label);
      box = union(box, part.box);
      area += part.area;
      found = true;
    }
  }
  return [...kept];

  function belongs(part: Component): boolean {
    const distance = [...kept].reduce((least, other) => Math.min(least, gap(other.box, part.box)), Infinity);
    const size = Math.max(box.width, box.height);
    const length = Math.max(part.box.width, part.box.height);
    const atBorder = touchesBorder(part.box, width, height);
    const isStroke = part.area >= SPECK_AREA * area && length >= 2 * pen;
    if (isStroke && !atBorder) return distance <= REACH * size;
    if (isStroke && distance <= 0.1 * size && part.area >= 0.15 * area) return true;
    const reach = Math.max(2, Math.round(0.75 * pen));
    return part.area >= 0.2 * pen * pen && distance <= reach && isWithin(components, part, labels, reach);
  }
}

/** True where a pixel of the part has one of the labels within a square of `reach` pixels: boxes may overlap where strokes do not come near. */
function isWithin(
  { labels, width, height }: Components,
  { label, box }: Component,
  wanted: ReadonlySet<number>,
  reach: number,
): boolean {
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] !== label) continue;
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
        for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
          if (wanted.has(labels[v * width + u]!)) return true;
        }
      }
    }
  }
  return false;
}

/** The largest part, one at the border only where nothing else comes near it: a neighbor's stroke or a line is cut by the border, the digit stands free. */
function mainPart(list: readonly Component[], width: number, height: number): Component {
  const weight = (part: Component): number =>
    Math.max(part.box.width, part.box.height) *
    (touchesBorder(part.box, width, height) ? 0.5 : 1) *
    Math.sqrt(part.area);
  return list.reduce((best, part) => (weight(part) > weight(best) ? part : best));
}

function touchesBorder(box: Box, width: number, height: number): boolean {
  return box.x === 0 || box.y === 0 || box.x + box.width === width || box.y + box.height === height;
}

/** Pixels between two boxes (the longer of the two axes' gaps); 0 where they overlap or touch. */
export function gap(a: Box, b: Box): number {
  const x = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0);
  const y = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0);
  return Math.max(x, y);
}

/** Whether `inner` lies within `outer`, not touching its sides; with `room` pixels more on each side of it. */
export const surrounds = (outer: Box, inner: Box, room = 0): boolean =>
  outer.x - room < inner.x &&
  outer.y - room < inner.y &&
  outer.x + outer.width + room > inner.x + inner.width &&
  outer.y + outer.height + room > inner.y + inner.height;

/** The smallest box around both. */
export function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
