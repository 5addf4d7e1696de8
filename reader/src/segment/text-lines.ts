/** Connected parts of ink → lines of writing: any number, uneven, slanting, side by side. */
import { rowsShared } from '../image/boxes.js';
import type { Component } from '../image/components.js';
import { joinSets, setsOf, singletons } from '../image/disjoint-sets.js';
import type { Box } from '../image/types.js';
import { union } from '../prepare/parts.js';
import { isCharacter, longestCharacter } from './characters.js';

/** Neighbors in a line share this part of the lower one's height … */
const SHARED = 0.45;
/** … stand at most so many heights of the higher one apart … */
const APART = 1.6;
/** … and differ in height by less than this factor. */
const UNLIKE = 3;
/** Pieces of one line may have more room between them, in heights, where their bands agree. */
const WORDS_APART = 2.2;
/** Dots, dashes and bits of broken strokes belong to a line this near, in heights of it. */
const NEAR = 0.5;
/** A part this many times as high as its neighbors joins two lines and is taken in last. */
const TALL = 1.9;

/** A page has fewer characters; more parts are a texture, of which the largest are looked at. */
const MOST = 8000;

export interface TextLine {
  readonly parts: readonly Component[];
  readonly box: Box;
  /** Median height of its characters. */
  readonly height: number;
}

/**
 * Groups parts to lines, in no order.
 * @param zoneOf a number for each part; parts of different zones (inside and outside of a box) are never in one line.
 */
export function findTextLines(
  parts: readonly Component[],
  width: number,
  height: number,
  zoneOf: (box: Box) => number,
): TextLine[] {
  const side = Math.max(width, height);
  const longest = longestCharacter(parts, width, height);
  let characters = parts.filter((part) => isCharacter(part, side, longest));
  if (characters.length > MOST) characters = characters.sort((a, b) => b.area - a.area).slice(0, MOST);
  const zones = new Map(parts.map((part) => [part, zoneOf(part.box)]));
  const sorted = characters.sort((a, b) => a.box.x - b.box.x);
  const rows = new Rows(sorted);
  const ordinary = sorted.filter((part) => !isTall(part, rows));
  const lines = withoutFragments(merged(linked(ordinary, zones), zones), zones);
  const taken = new Set(lines.flatMap((line) => line.parts));
  const groups = lines.map(({ parts: own }) => [...own]);
  const bands = byBand(lines);
  for (const part of parts) {
    if (taken.has(part) || Math.max(part.box.width, part.box.height) > longest) continue;
    let best = -1;
    let least = Infinity;
    for (const i of bands.get(Math.floor(middleOf(part.box) / 64)) ?? []) {
      if (zones.get(lines[i]!.parts[0]!) !== zones.get(part)) continue;
      const distance = distanceTo(lines[i]!, part.box);
      if (distance >= least) continue;
      least = distance;
      best = i;
    }
    if (best >= 0) groups[best]!.push(part);
    else if (isCharacter(part, side, longest)) groups.push([part]);
  }
  return groups.map(lineOf);
}

function lineOf(parts: readonly Component[]): TextLine {
  const heights = parts.map(({ box }) => box.height).sort((a, b) => a - b);
  const most = heights.at(-1)!;
  const high = heights.filter((size) => size >= most / UNLIKE);
  return { parts, box: parts.map(({ box }) => box).reduce(union), height: high[high.length >> 1]! };
}

/** Finds parts by where they are: by bands of 32 rows, in each by their left ends. */
class Rows {
  readonly #bands = new Map<number, Component[]>();

  constructor(sorted: readonly Component[]) {
    for (const part of sorted) {
      for (let band = part.box.y >> 5; band <= (part.box.y + part.box.height - 1) >> 5; band++) {
        const list = this.#bands.get(band);
        if (list) list.push(part);
        else this.#bands.set(band, [part]);
      }
    }
  }

  /** Parts that begin between two columns and share rows with a box; some of them twice. */
  *between(box: Box, left: number, right: number): Generator<Component> {
    for (let band = box.y >> 5; band <= (box.y + box.height - 1) >> 5; band++) {
      const list = this.#bands.get(band) ?? [];
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle]!.box.x < left) low = middle + 1;
        else high = middle;
      }
      for (let i = low; i < list.length && list[i]!.box.x <= right; i++) yield list[i]!;
    }
  }
}

/** Much higher than those around it, of which there are two or more over each other: it joins their lines. */
function isTall(part: Component, rows: Rows): boolean {
  const { box } = part;
  const around: Box[] = [];
  for (const other of rows.between(box, box.x - 3 * box.height, box.x + box.width + 2 * box.height)) {
    if (other !== part && rowsShared(other.box, box) > 0.5 * other.box.height) around.push(other.box);
    if (around.length > 60) break;
  }
  if (around.length < 4) return false;
  const heights = around.map((other) => other.height).sort((a, b) => a - b);
  if (box.height < TALL * heights[heights.length >> 1]!) return false;
  const upper = around.filter((other) => other.y + other.height / 2 < box.y + box.height / 2);
  return upper.length >= 2 && around.length - upper.length >= 2 && isApart(upper, around);
}

/** True where the upper boxes and the others share no rows, mostly. */
function isApart(upper: readonly Box[], all: readonly Box[]): boolean {
  const bottom = upper.map((box) => box.y + box.height).sort((a, b) => a - b)[upper.length >> 1]!;
  const lower = all.filter((box) => !upper.includes(box));
  const top = lower.map((box) => box.y).sort((a, b) => a - b)[lower.length >> 1]!;
  return bottom <= top + 0.2 * (all[0]?.height ?? 0);
}

/** Each part with the nearest on its right that may follow it in a line. */
function linked(sorted: readonly Component[], zones: ReadonlyMap<Component, number>): TextLine[] {
  const rows = new Rows(sorted);
  const index = new Map(sorted.map((part, i) => [part, i]));
  const sets = singletons(sorted.length);
  for (const part of sorted) {
    const { box } = part;
    const right = box.x + box.width;
    let best: Component | null = null;
    let least = Infinity;
    for (const other of rows.between(box, box.x, right + APART * UNLIKE * box.height)) {
      if (other === part || zones.get(other) !== zones.get(part) || !follows(box, other.box)) continue;
      const distance = Math.max(0, other.box.x - right) + Math.abs(middleOf(other.box) - middleOf(box));
      if (distance >= least) continue;
      least = distance;
      best = other;
    }
    if (best) joinSets(sets, index.get(part)!, index.get(best)!);
  }
  return setsOf(sets).map((members) => lineOf(members.map((i) => sorted[i]!)));
}

function middleOf(box: Box): number {
  return box.y + box.height / 2;
}

function follows(a: Box, b: Box): boolean {
  const higher = Math.max(a.height, b.height);
  const lower = Math.min(a.height, b.height);
  if (higher > UNLIKE * lower || rowsShared(a, b) < SHARED * lower) return false;
  return b.x - a.x - a.width <= APART * higher;
}

/** Pieces of one line brought together: beside each other, their bands agree, with no more room than between words. */
function merged(lines: readonly TextLine[], zones: ReadonlyMap<Component, number>): TextLine[] {
  const sorted = [...lines].sort((a, b) => a.box.x - b.box.x);
  const sets = singletons(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    const a = sorted[i]!;
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j]!;
      const gap = b.box.x - a.box.x - a.box.width;
      if (rowsShared(a.box, b.box) <= 0 || gap > WORDS_APART * Math.max(a.height, b.height)) continue;
      if (zones.get(a.parts[0]!) !== zones.get(b.parts[0]!)) continue;
      if (isSameBand(a, b)) joinSets(sets, i, j);
    }
  }
  return setsOf(sets).map((members) => lineOf(members.flatMap((i) => sorted[i]!.parts)));
}

/** Compares the ends that face each other, as lines may slant. */
function isSameBand(a: TextLine, b: TextLine): boolean {
  const higher = Math.max(a.height, b.height);
  const lower = Math.min(a.height, b.height);
  if (higher > UNLIKE * lower) return false;
  const end = bandNear(a, b.box.x);
  const start = bandNear(b, a.box.x + a.box.width);
  const isNested = b.box.x + b.box.width < a.box.x + a.box.width;
  return rowsShared(end, start) >= (isNested ? 0.7 : 0.55) * Math.min(end.height, start.height);
}

/** The box around the parts of a line within three heights of a column, or its nearest. */
function bandNear({ parts, height }: TextLine, column: number): Box {
  const away = (box: Box): number => Math.max(0, box.x - column, column - box.x - box.width);
  const least = Math.min(...parts.map(({ box }) => away(box)));
  return parts
    .map(({ box }) => box)
    .filter((box) => away(box) <= least + 3 * height)
    .reduce(union);
}

/** Without bits of strokes within the band of a line at least twice as high: these are taken in as parts. */
function withoutFragments(lines: readonly TextLine[], zones: ReadonlyMap<Component, number>): TextLine[] {
  const bands = byBand(lines);
  return lines.filter((line) => {
    const { box, parts, height } = line;
    const around = bands.get(Math.floor(middleOf(box) / 64)) ?? [];
    return !around.some((i) => {
      const other = lines[i]!;
      const isLarger = other.height >= 2 * height && zones.get(other.parts[0]!) === zones.get(parts[0]!);
      return isLarger && box.width <= other.height && distanceTo(other, box) <= 0.3 * other.height;
    });
  });
}

/** Lines by the bands of 64 rows that they come near to. */
function byBand(lines: readonly TextLine[]): Map<number, number[]> {
  const bands = new Map<number, number[]>();
  for (const [i, { box, height }] of lines.entries()) {
    const first = Math.floor((box.y - NEAR * height) / 64);
    for (let band = first; band <= Math.floor((box.y + box.height + NEAR * height) / 64); band++) {
      const list = bands.get(band);
      if (list) list.push(i);
      else bands.set(band, [i]);
    }
  }
  return bands;
}

/** How far a small or tall part is from a line, in pixels; Infinity where it does not belong to it. */
function distanceTo(line: TextLine, box: Box): number {
  const aside = Math.max(0, box.x - line.box.x - line.box.width, line.box.x - box.x - box.width);
  const isDot = Math.max(box.width, box.height) < 0.2 * line.height;
  if (aside > (isDot ? 0.7 : 1.2) * line.height) return Infinity;
  const band = bandNear(line, box.x + box.width / 2);
  const away = Math.max(band.y - middleOf(box), middleOf(box) - band.y - band.height);
  return away > 0.4 * line.height ? Infinity : Math.max(0, away) + aside;
}

/** From top to bottom; what lies within each other's bands from left to right. */
export function inOrder<T extends Pick<TextLine, 'box' | 'height'>>(lines: readonly T[]): T[] {
  const sorted = [...lines].sort((a, b) => middleOf(a.box) - middleOf(b.box));
  const out: T[] = [];
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i]!;
    let end = i + 1;
    while (end < sorted.length && middleOf(sorted[end]!.box) < middleOf(first.box) + 0.5 * first.height)
      end++;
    out.push(...sorted.slice(i, end).sort((a, b) => a.box.x - b.box.x));
    i = end;
  }
  return out;
}
