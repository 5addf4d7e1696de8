/** Entries and small notes in the cells of a grid that is meant for one digit a cell: notes are several marks, or one that is small and beside the middle. */
import { median } from '../image/median.js';
import type { Box } from '../image/types.js';
import { union } from '../prepare/parts.js';

/** A cell is meant for one digit where its sides differ by less than this factor … */
const SQUARE = 1.7;
/** … and most filled cells of the grid have one mark, or those that have several have them smaller than this share of a single one. */
const SMALLER = 0.8;
/** How far beside the middle, in cells, a mark of the usual size is a note … */
const ASIDE = 0.125;
/** … and how much nearer for one that is smaller, for each part of the usual size that it lacks. */
const SMALL = 0.35;
/** What is lower than this share of a single mark is neither: a speck, a dash, a rest of what was rubbed out. */
const SPECK = 1 / 3;
/** Marks of which one is as high as a single one, all within a box of at most this width by its height, are one digit in pieces. */
const IN_PIECES = 0.8;
/** Fewer filled cells than this say nothing of what is usual. */
const FEWEST = 5;

/** The characters of one cell. */
export interface Writing {
  readonly marks: readonly Box[];
  /** The cell, in the same pixels. */
  readonly cell: Box;
}

/** What the marks of a cell are. */
export interface Judged {
  /** Those that count. */
  readonly marks: readonly Box[];
  /** True for notes rather than an entry. */
  readonly isNote: boolean;
}

/** For each cell its entry, its notes, or nothing. */
export function judgeCells(cells: readonly Writing[]): Judged[] {
  const filled = cells.filter(({ marks }) => marks.length > 0);
  const single = filled.filter(({ marks }) => marks.length === 1);
  const several = filled.filter(({ marks }) => marks.length > 1);
  const usual = median(single.map(heightOf));
  const isForDigits =
    filled.length >= FEWEST &&
    median(cells.map(({ cell }) => Math.max(cell.width / cell.height, cell.height / cell.width))) < SQUARE &&
    (single.length >= filled.length / 2 || median(several.map(heightOf)) < SMALLER * usual);
  if (!isForDigits) return cells.map(({ marks }) => ({ marks, isNote: false }));
  const middles = single.map(middleOf);
  const x = median(middles.map((middle) => middle.x));
  const y = median(middles.map((middle) => middle.y));
  return cells.map(({ marks: all, cell }): Judged => {
    const marks = whole(
      all.filter((mark) => mark.height >= SPECK * usual * cell.height),
      SMALLER * usual * cell.height,
    );
    if (marks.length !== 1) return { marks, isNote: marks.length > 1 };
    const middle = middleOf({ marks, cell });
    const aside = Math.max(Math.abs(middle.x - x), Math.abs(middle.y - y));
    const isNote = aside + SMALL * (1 - heightOf({ marks, cell }) / usual) > ASIDE;
    return { marks, isNote };
  });
}

/** A digit in pieces as one mark. @param high the lowest entry, in pixels. */
function whole(marks: readonly Box[], high: number): readonly Box[] {
  if (marks.length < 2 || !marks.some(({ height }) => height >= high)) return marks;
  const all = marks.reduce(union);
  return all.width <= IN_PIECES * all.height ? [all] : marks;
}

function heightOf({ marks, cell }: Writing): number {
  return Math.max(...marks.map((mark) => mark.height)) / cell.height;
}

function middleOf({ marks, cell }: Writing): { x: number; y: number } {
  const box = marks.reduce(union);
  return {
    x: (box.x + box.width / 2 - cell.x) / cell.width,
    y: (box.y + box.height / 2 - cell.y) / cell.height,
  };
}
