/** Small notes in the cells of a grid that is meant for one digit a cell: several marks, or one that is small and beside the middle. */
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
/** Fewer filled cells than this say nothing of what is usual. */
const FEWEST = 5;

/** The characters of one cell. */
export interface Writing {
  readonly marks: readonly Box[];
  /** The cell, in the same pixels. */
  readonly cell: Box;
}

/** For each cell whether it holds notes rather than an entry. */
export function notesAmong(cells: readonly Writing[]): boolean[] {
  const filled = cells.filter(({ marks }) => marks.length > 0);
  const single = filled.filter(({ marks }) => marks.length === 1);
  const several = filled.filter(({ marks }) => marks.length > 1);
  const usual = median(single.map(heightOf));
  const isForDigits =
    filled.length >= FEWEST &&
    median(cells.map(({ cell }) => Math.max(cell.width / cell.height, cell.height / cell.width))) < SQUARE &&
    (single.length >= filled.length / 2 || median(several.map(heightOf)) < SMALLER * usual);
  if (!isForDigits) return cells.map(() => false);
  const middles = single.map(middleOf);
  const x = median(middles.map((middle) => middle.x));
  const y = median(middles.map((middle) => middle.y));
  return cells.map((writing) => {
    if (writing.marks.length !== 1) return writing.marks.length > 1;
    const middle = middleOf(writing);
    const aside = Math.max(Math.abs(middle.x - x), Math.abs(middle.y - y));
    return aside + SMALL * (1 - heightOf(writing) / usual) > ASIDE;
  });
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

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
