/** What the rules of a page are for: grids, rows of digit boxes and combs, boxes around a line, and lines to write on. */

import type { Curve } from '../image/curves.js';
import { between, type Erased } from '../image/erase-rules.js';
import type { Rule } from '../image/rules.js';
import { crossing, type Track, trackAt } from '../image/tracks.js';
import type { Mask } from '../image/types.js';
import type { Point } from '../image/warp.js';
import { isCrossbars } from './crossbars.js';
import type { Lattice, Structure } from './lattices.js';
import { openComb } from './open-comb.js';

/** A cell has at least so many pixels in both directions, and its lines leave it at least this share. */
const SMALLEST_CELL = 12;
const ROOM = 0.6;
/** A box is so many pixels wide and high; one that is no larger than a character has lines of at most this share of its size. */
const SMALLEST_BOX = 20;
const FINE = 0.07;
/** Cells of a row for single digits are between so many times as wide as high. */
const NARROW = 0.3;
const WIDE = 1.7;
/** Squared paper has so many squares in a row, and in all. */
const SQUARES = 20;
const MANY_SQUARES = 500;
/** A box up to so many characters high holds one line; higher ones frame a part of the page. */
const LINE_BOX = 4;
/** Boxes in a row differ by at most this share of their size, and stand at most this share of their width apart. */
const UNLIKE = 0.25;
const APART = 1.2;
/** A rule that belongs to nothing is so many characters long. */
const LEVEL_RULE = 2.5;
const UPRIGHT_RULE = 4;
/** Rules are thinner than this share of a character. */
const THIN = 0.4;
/** Longer rules, as a share of the width of the page, are those of ruled paper. */
const BLANK = 0.6;
export interface Fields {
  readonly grids: readonly Lattice[];
  /** One row; each column is for one digit. Boxes that stand apart have a column for each gap too: `cells` are the columns that count. */
  readonly combs: readonly Comb[];
  /** Boxes that hold a line of writing. */
  readonly boxes: readonly Lattice[];
  /** Rules to write on, shorter than the page is wide: what stands before them is another line. */
  readonly blanks: readonly Curve[];
  /** Longer ones: those of ruled paper, and those that part sections. */
  readonly long: readonly Curve[];
  /** All lines to take out of the page. */
  readonly erased: readonly Erased[];
}

export interface Comb {
  /** Corners of the cells, from left to right: top left, top right, bottom right, bottom left. */
  readonly cells: readonly (readonly [Point, Point, Point, Point])[];
}

/** @param unit the usual height of a character, in pixels. */
export function findFields(structures: readonly Structure[], mask: Mask, unit: number): Fields {
  // Lines of grids go first: their breadth is measured.
  const drawn: Erased[] = [];
  const erased: Erased[] = [];
  const grids: Lattice[] = [];
  const combs: Comb[] = [];
  const boxes: Lattice[] = [];
  const blanks: Curve[] = [];
  const long: Curve[] = [];
  const isPrinted = (rule: Curve): boolean => !isCrossbars(rule, mask, unit);
  const all = structures.flatMap(({ lattices, level }) => {
    const sound = lattices.filter((lattice) => isSound(lattice, mask, unit));
    return sound.length > 0 ? sound : level.filter(isPrinted).flatMap((line) => openComb(line, mask) ?? []);
  });
  const lattices = withoutNested(all);
  // A frame around a part of the page may have anything in it; within a cell is writing.
  const cells = lattices
    .filter((lattice) => !isFrame(lattice, unit) && !isSquaredPaper(lattice))
    .map(boundsOf);
  for (const structure of structures) {
    const isAlone = structure.lattices.length === 0;
    const rules = longRules(structure, unit)
      .filter((rule) => !isAlone || isPrinted(rule))
      .map((rule) => ({ rule, parts: outside(rule, cells) }));
    erased.push(...rules.flatMap(({ parts }) => parts));
    if (!isAlone) continue;
    for (const { rule, parts } of rules)
      if (parts.length > 0 && rule.isLevel)
        (rule.to - rule.from <= BLANK * mask.width ? blanks : long).push(rule);
  }
  for (const lattice of lattices) {
    const rows = lattice.level.length - 1;
    const columns = lattice.upright.length - 1;
    drawn.push(...linesOf(lattice));
    if (isSquaredPaper(lattice)) continue;
    if (rows === 1 && columns === 1) boxes.push(lattice);
    else if (rows === 1 && hasDigitCells(lattice)) combs.push(combOf([lattice]));
    else grids.push(lattice);
  }
  const rows = boxRows(boxes);
  combs.push(...rows.map(combOf));
  const single = boxes.filter((box) => !rows.some((row) => row.includes(box)));
  return {
    grids,
    combs,
    boxes: single.filter((box) => !isFrame(box, unit)),
    blanks,
    long,
    erased: [...drawn, ...erased],
  };
}

function heightOf({ level }: Lattice): number {
  return middleOf(level.at(-1)!) - middleOf(level[0]!);
}

function widthOf({ upright }: Lattice): number {
  return middleOf(upright.at(-1)!) - middleOf(upright[0]!);
}

function middleOf({ middles }: Erased): number {
  return middles[middles.length >> 1]!;
}

/** Large enough for writing, and drawn along most of its edges. */
function isSound(lattice: Lattice, mask: Mask, unit: number): boolean {
  const { level, upright } = lattice;
  const side = Math.min(heightOf(lattice), widthOf(lattice));
  const thickest = Math.max(...[...level, ...upright].map(({ thickness }) => thickness));
  // Characters may be made of straight lines, but bold ones for their size.
  if (side < SMALLEST_BOX || (side < 1.2 * unit && thickest > FINE * side)) return false;
  for (const tracks of [level, upright]) {
    const rooms = tracks.slice(1).map((track, i) => {
      const room = middleOf(track) - middleOf(tracks[i]!);
      const taken = (track.thickness + tracks[i]!.thickness) / 2;
      return room >= SMALLEST_CELL && room - taken >= ROOM * room;
    });
    if (rooms.filter((isRoom) => !isRoom).length > 0.1 * rooms.length) return false;
  }
  const drawn = [...edges(level, upright, mask), ...edges(upright, level, mask)];
  const there = drawn.filter((share) => share >= 0.6).length / Math.max(1, drawn.length);
  return there >= (drawn.length <= 7 ? 0.95 : 0.5);
}

/** For each piece of the lines between two lines across the share of it that has ink; open sides are left out. */
function edges(lines: readonly Track[], across: readonly Track[], mask: Mask): number[] {
  const shares: number[] = [];
  for (const line of lines) {
    if (line.thickness === 0) continue;
    for (let i = 0; i + 1 < across.length; i++) {
      const at = middleOf(line);
      const from = Math.floor(trackAt(across[i]!, at));
      const to = Math.floor(trackAt(across[i + 1]!, at));
      let ink = 0;
      for (let p = from; p < to; p++) if (hasInk(line, p, mask)) ink++;
      shares.push(ink / Math.max(1, to - from));
    }
  }
  return shares;
}

function hasInk(line: Track, position: number, { width, height, data }: Mask): boolean {
  const middle = Math.floor(trackAt(line, position));
  const reach = Math.ceil(line.thickness / 2) + 1;
  for (let d = middle - reach; d <= middle + reach; d++) {
    const x = line.isLevel ? position : d;
    const y = line.isLevel ? d : position;
    if (x >= 0 && y >= 0 && x < width && y < height && data[y * width + x]) return true;
  }
  return false;
}

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boundsOf({ level, upright }: Lattice): Bounds {
  return {
    left: middleOf(upright[0]!),
    right: middleOf(upright.at(-1)!),
    top: middleOf(level[0]!),
    bottom: middleOf(level.at(-1)!),
  };
}

/** Without what lies in a cell of a larger one: bars of characters. */
function withoutNested(lattices: readonly Lattice[]): Lattice[] {
  return lattices.filter((inner) => {
    const a = boundsOf(inner);
    return !lattices.some((outer) => {
      if (outer === inner || (outer.level.length === 2 && outer.upright.length === 2)) return false;
      const b = boundsOf(outer);
      const isWithin =
        a.left > b.left - 3 && a.right < b.right + 3 && a.top > b.top - 3 && a.bottom < b.bottom + 3;
      const isSmaller =
        (a.right - a.left) * (a.bottom - a.top) < 0.9 * (b.right - b.left) * (b.bottom - b.top);
      return isWithin && isSmaller;
    });
  });
}

function hasDigitCells(lattice: Lattice): boolean {
  const height = heightOf(lattice);
  const widths = lattice.upright
    .slice(1)
    .map((track, i) => (middleOf(track) - middleOf(lattice.upright[i]!)) / height)
    .sort((a, b) => a - b);
  const usual = widths[widths.length >> 1]!;
  return usual >= NARROW && usual <= WIDE && widths.length >= 2;
}

/** Each lattice has one row. */
function combOf(lattices: readonly Lattice[]): Comb {
  const cells = lattices.flatMap(({ level, upright }) =>
    upright.slice(1).map((right, i): [Point, Point, Point, Point] => {
      const left = upright[i]!;
      const [top, bottom] = [level[0]!, level[1]!];
      return [crossing(top, left), crossing(top, right), crossing(bottom, right), crossing(bottom, left)];
    }),
  );
  return { cells: cells.sort((a, b) => a[0][0] - b[0][0]) };
}

/** Boxes of one size beside each other, two or more. */
function boxRows(boxes: readonly Lattice[]): Lattice[][] {
  const sorted = boxes
    .filter((box) => widthOf(box) <= WIDE * heightOf(box) && widthOf(box) >= NARROW * heightOf(box))
    .sort((a, b) => middleOf(a.upright[0]!) - middleOf(b.upright[0]!));
  const rows: Lattice[][] = [];
  for (const box of sorted) {
    const row = rows.find((boxes) => isNext(boxes.at(-1)!, box));
    if (row) row.push(box);
    else rows.push([box]);
  }
  return rows.filter((row) => row.length >= 2);
}

function isNext(a: Lattice, b: Lattice): boolean {
  const height = heightOf(a);
  const gap = middleOf(b.upright[0]!) - middleOf(a.upright[1]!);
  return (
    Math.abs(heightOf(b) - height) <= UNLIKE * height &&
    Math.abs(widthOf(b) - widthOf(a)) <= UNLIKE * widthOf(a) &&
    Math.abs(middleOf(b.level[0]!) - middleOf(a.level[0]!)) <= UNLIKE * height &&
    gap >= -3 &&
    gap <= APART * widthOf(a)
  );
}

/** All pieces of lines between the outermost lines across. */
function linesOf({ level, upright }: Lattice): Erased[] {
  return [
    ...level.map((track) => between(track, upright[0]!, upright.at(-1)!)),
    ...upright.map((track) => between(track, level[0]!, level.at(-1)!)),
  ].filter(({ thickness }) => thickness > 0);
}

/** Lines that are longer than any stroke. */
function longRules({ level, upright }: Structure, unit: number): Curve[] {
  const isLong = (curve: Curve, least: number): boolean =>
    curve.to - curve.from >= least * unit && curve.covered >= 0.7 * (curve.to - curve.from);
  return [
    ...level.filter((curve) => isLong(curve, LEVEL_RULE)),
    ...upright.filter((curve) => isLong(curve, UPRIGHT_RULE)),
  ].filter(({ thickness }) => thickness <= THIN * unit);
}

/** The straight parts of a rule that lie in none of some boxes. */
function outside({ parts }: Curve, boxes: readonly Bounds[]): Rule[] {
  return parts.filter(isStraight).filter((part) => {
    const along = (part.from + part.to) / 2;
    const across = middleOf(part);
    const [x, y] = part.isLevel ? [along, across] : [across, along];
    return !boxes.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom);
  });
}

/** Many small squares are paper to write on, not cells. */
function isSquaredPaper(lattice: Lattice): boolean {
  const rows = lattice.level.length - 1;
  const columns = lattice.upright.length - 1;
  const aspect = (widthOf(lattice) * rows) / (heightOf(lattice) * columns);
  return (
    Math.max(rows, columns) >= SQUARES && rows * columns >= MANY_SQUARES && aspect > 0.75 && aspect < 1.34
  );
}

/** One box, too high for a line of writing. */
function isFrame(lattice: Lattice, unit: number): boolean {
  const isOne = lattice.level.length === 2 && lattice.upright.length === 2;
  return isOne && heightOf(lattice) > LINE_BOX * unit;
}

/** No wave of a pen: the middle lies on the way between the ends. */
function isStraight({ middles, thickness }: Erased): boolean {
  const n = middles.length;
  const chord = (middles[0]! + middles[n - 1]!) / 2;
  return Math.abs(middles[n >> 1]! - chord) <= Math.max(1.5, thickness / 2) + 0.015 * n;
}
