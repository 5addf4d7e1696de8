/** Writing in boxes, one character each: sorted into its boxes, and moved together so that it reads as a line. */
import { components } from '../image/components.js';
import type { Box, GrayImage } from '../image/types.js';
import { STROKE } from './subtract.js';

export interface CellsInk {
  /** One after the other what was written into the boxes, with even gaps: 255 is full ink. */
  readonly ink: GrayImage;
  /** Which boxes have writing. */
  readonly filled: readonly boolean[];
  /** Where the column `x` of `ink` was before. */
  toField(x: number): number;
}

/** Of the height of the boxes: the gap between characters, and the least length of one. */
const GAP = 0.16;
const SHORT = 0.15;
/** A part that lies in several boxes with at least this share of it in each is cut between them. */
const SHARED = 0.25;

/** @param cells in pixels of `ink`, from left to right. */
export function sortIntoCells(ink: GrayImage, cells: readonly Box[]): CellsInk {
  const { width, height } = ink;
  const mask = { width, height, data: ink.data.map((value) => (value > 0 ? 1 : 0)) };
  const { labels, list } = components(mask);
  // The box of each column: the one whose middle is nearest.
  const middles = cells.map(({ x, width: wide }) => x + wide / 2);
  const cellOf = Array.from({ length: width }, (_, x) => nearest(middles, x + 0.5));
  const shares = list.map(() => new Uint32Array(cells.length));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const label = labels[y * width + x]!;
      if (label > 0) shares[label - 1]![cellOf[x]!]!++;
    }
  }
  const owners = list.map(({ area }, i) => {
    const own = shares[i]!;
    const isShared = own.filter((share) => share >= SHARED * area).length > 1;
    return isShared ? -1 : own.indexOf(Math.max(...own));
  });
  const parts = cells.map(() => ({ left: width, right: 0, longest: 0 }));
  const cellAt = new Int16Array(width * height).fill(-1);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const label = labels[at]!;
      if (label === 0) continue;
      const owner = owners[label - 1]!;
      const cell = owner < 0 ? cellOf[x]! : owner;
      cellAt[at] = cell;
      const part = parts[cell]!;
      if (x < part.left) part.left = x;
      if (x >= part.right) part.right = x + 1;
      if (ink.data[at]! >= STROKE) part.longest = Math.max(part.longest, lengthOf(list[label - 1]!.box));
    }
  }
  const high = Math.max(...cells.map((cell) => cell.height));
  const gap = Math.max(2, Math.round(GAP * high));
  const starts: { readonly to: number; readonly from: number }[] = [];
  let end = gap;
  for (const { left, right } of parts) {
    starts.push({ to: end, from: left });
    if (right > left) end += right - left + gap;
  }
  const data = new Uint8Array(end * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const cell = cellAt[at]!;
      if (cell < 0) continue;
      const { to, from } = starts[cell]!;
      data[y * end + to + x - from] = ink.data[at]!;
    }
  }
  return {
    ink: { width: end, height, data },
    filled: parts.map(({ longest }) => longest >= SHORT * high),
    toField(x) {
      let cell = 0;
      parts.forEach(({ left, right }, i) => {
        if (right > left && starts[i]!.to <= x) cell = i;
      });
      const { left, right } = parts[cell]!;
      const { to, from } = starts[cell]!;
      return right > left ? Math.min(right + gap, Math.max(left - gap, x - to + from)) : x;
    },
  };
}

const lengthOf = ({ width, height }: Box): number => Math.max(width, height);

function nearest(middles: readonly number[], x: number): number {
  let best = 0;
  for (let i = 1; i < middles.length; i++)
    if (Math.abs(middles[i]! - x) < Math.abs(middles[best]! - x)) best = i;
  return best;
}
