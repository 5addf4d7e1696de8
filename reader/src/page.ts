/** What was read on a page: its lines, the cells of its grids, and what is to be said about the page as a whole. */
import type { Box } from './image/types.js';
import type { Quad } from './image/warp.js';
import type { LineReader } from './line-reader.js';
import type { LineReading } from './line-reading.js';
import { cellReadings } from './page-cells.js';
import { lineReadings } from './page-lines.js';
import { isUpsideDown } from './page-orientation.js';
import type { PreparedDigit } from './prepare/prepare-digit.js';
import { type Reason, reason } from './prepare/reasons.js';
import type { PageLayout } from './segment/analyze-page.js';
import type { CellRegion, GridRegion } from './segment/cells.js';

/** A line of a page; boxes are in pixels of the original image, upright around what may stand slanted there. */
export interface PageLine extends LineReading {
  /** Corners in pixels of the original image. */
  readonly quad: Quad;
  /** 0 handwriting, 1 print. */
  readonly isPrint: number;
  /** The digit boxes that it was written into, from left to right. */
  readonly cells?: readonly Quad[];
}

/** What was read in one cell of a grid. */
export interface CellReading
  extends Pick<CellRegion, 'row' | 'column' | 'quad' | 'isEmpty' | 'isNote' | 'marks'>,
    Pick<LineReading, 'text' | 'confidence' | 'status' | 'alternatives' | 'seen' | 'reasons'> {
  readonly box: Box;
}

export interface GridReading extends Pick<GridRegion, 'rows' | 'columns' | 'quad'> {
  /** By rows. */
  readonly cells: readonly CellReading[];
}

export interface PageReading {
  /** Of the original image, in pixels. */
  readonly width: number;
  readonly height: number;
  /** From top to bottom. Lines in which there is no number are left out. */
  readonly lines: readonly PageLine[];
  readonly grids: readonly GridReading[];
  readonly reasons: readonly Reason[];
}

/** What is needed of the reading of a digit. */
export interface DigitReading
  extends Pick<LineReading, 'text' | 'confidence' | 'status' | 'alternatives' | 'reasons'> {
  /** 784 bytes: the 28×28 that the network saw. */
  readonly seen: Uint8Array;
}

/** What reads the parts of a page. */
export interface PageRecognizers {
  /** In the order given. */
  digits(prepared: readonly PreparedDigit[]): readonly DigitReading[];
  /** Null reads the single digits in cells and boxes alone. */
  readonly lines: LineReader | null;
}

/** Words have digits too, as they are read, but among signs that are none. */
const isNumber = ({ text, reasons }: Pick<LineReading, 'text' | 'reasons'>): boolean =>
  /\d/.test(text) && reasons.every(({ code }) => code !== 'not-a-number');

/** Reads what {@link analyzePage} found. */
export async function readPage(layout: PageLayout, recognizers: PageRecognizers): Promise<PageReading> {
  const { width, height, grids } = layout;
  const { lines, unread } = await lineReadings(layout, recognizers);
  const cells = await cellReadings(grids, recognizers);
  const read = [...lines, ...cells.flat().filter(({ isEmpty }) => !isEmpty)];
  const reasons = [...layout.reasons];
  if (reasons.length === 0 && !read.some(isNumber)) reasons.push(reason('no-numbers'));
  const seen = [
    ...read.map((one) => ({ seen: one.seen, confidence: one.status === 'rejected' ? 0 : one.confidence })),
    ...unread.map((strip) => ({ seen: strip, confidence: 0 })),
  ];
  if (await isUpsideDown(seen, recognizers)) reasons.push(reason('upside-down'));
  return {
    width,
    height,
    lines,
    grids: grids.map(({ rows, columns, quad }, i) => ({ rows, columns, quad, cells: cells[i]! })),
    reasons,
  };
}
