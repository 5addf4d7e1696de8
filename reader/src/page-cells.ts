/** Reads the cells of grids: single digits by the digit network, what is several characters as a line, and in tables of numbers doubtful digits both ways. */
import { boxOfQuad } from './image/warp.js';
import { contested, type LineReading } from './line-reading.js';
import type { CellReading, DigitReading, PageRecognizers } from './page.js';
import { FIELD } from './prepare/fit-digit.js';
import { invert } from './prepare/polarity.js';
import { prepareCut } from './prepare/prepare-digit.js';
import { reason } from './prepare/reasons.js';
import type { CellRegion, GridRegion } from './segment/cells.js';

/** A single mark wider than this many times its height is several characters that touch. */
const WIDE = 1.15;
/** Where a cell in so many holds several characters, a mark that is not surely a digit may be two that touch. */
const NUMBERS = 5;
const SURE = 0.99;

type Read = Pick<CellReading, 'text' | 'confidence' | 'status' | 'alternatives' | 'seen' | 'reasons'>;

/** For each grid its cells, by rows. */
export async function cellReadings(
  grids: readonly GridRegion[],
  { digits, lines }: PageRecognizers,
): Promise<CellReading[][]> {
  const filled = grids.flatMap(({ cells }) => cells.filter(({ isEmpty }) => !isEmpty));
  const single = filled.filter((cell) => isSingle(cell) || !lines);
  const several = filled.filter((cell) => !isSingle(cell) && lines);
  const readings = new Map<CellRegion, Read>();
  const prepared = single.map(({ crop }) => prepareCut(invert(crop)));
  for (const [i, reading] of digits(prepared).entries()) readings.set(single[i]!, ofDigit(reading));
  const ofNumbers = new Set(grids.filter(holdsNumbers).flatMap(({ cells }) => cells));
  const doubtful = single.filter((cell) => ofNumbers.has(cell) && !isSurelyOne(readings.get(cell)!));
  const rows = [...several, ...doubtful];
  const read = (await lines?.read(rows.map(({ crop }) => lines.prepare(crop, { isCut: true })))) ?? [];
  for (const [i, reading] of read.entries()) {
    const cell = rows[i]!;
    const digit = readings.get(cell);
    readings.set(cell, digit ? surer(digit, reading) : reading);
  }
  return grids.map(({ cells }) => cells.map((cell) => cellReading(cell, readings.get(cell))));
}

function isSingle({ marks, aspect, isNote }: CellRegion): boolean {
  return marks === 1 && aspect <= WIDE && !isNote;
}

/** True where cells are meant for more than one digit. */
function holdsNumbers({ cells }: GridRegion): boolean {
  const filled = cells.filter(({ isEmpty, isNote }) => !isEmpty && !isNote);
  return NUMBERS * filled.filter((cell) => !isSingle(cell)).length >= filled.length && filled.length > 0;
}

const isSurelyOne = ({ status, confidence }: Read): boolean => status !== 'rejected' && confidence >= SURE;

/** Two networks that agree leave the reading as it is; where they differ the surer one is taken, and somebody should look. */
function surer(digit: Read, line: Read): Read {
  const number = line.text.replaceAll(/\D/g, '');
  if (digit.status === 'rejected') return line;
  if (number === '' || number === digit.text) return digit;
  return line.confidence > digit.confidence ? contested(line, digit) : contested(digit, line);
}

function ofDigit({ seen, ...reading }: DigitReading): Read {
  return { ...reading, seen: { width: FIELD, height: FIELD, data: seen } };
}

function cellReading(cell: CellRegion, read: Read | LineReading | undefined): CellReading {
  const { row, column, quad, isEmpty, isNote, marks } = cell;
  const place = { row, column, quad, box: boxOfQuad(quad), isEmpty, isNote, marks };
  if (!read) {
    const seen = { width: FIELD, height: FIELD, data: new Uint8Array(FIELD * FIELD) };
    return { ...place, text: '', confidence: 1, status: 'accepted', alternatives: [], seen, reasons: [] };
  }
  const { text, confidence, alternatives, seen } = read;
  // Notes are never an entry, however well they can be read.
  const reasons = isNote ? [...read.reasons, reason('notes')] : read.reasons;
  const status = isNote && read.status === 'accepted' ? 'review' : read.status;
  return { ...place, text, confidence, status, alternatives, seen, reasons };
}
