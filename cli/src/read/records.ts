/** What is told of a page that was read: plain JSON, without what the network saw. */
import type {
  Box,
  CellReading,
  GridReading,
  LineReading,
  PageLine,
  PageReading,
  PrintedKind,
  PrintedReading,
  Reading,
  Reason,
} from '@digitry/reader';
import { boundsOf, type FormRecord, fieldsOf, shownValue } from '../form/records.js';
import { whyOf } from './why.js';

type Named = { readonly file: string; readonly page: number };

export type DigitRecord = Named & { readonly kind: 'digit' } & Omit<Reading, 'seen'>;
export type LineRecord = Named & { readonly kind: 'line' } & Omit<LineReading, 'seen'>;
/** `print` is a line of print. */
export type PrintRecord = Named & {
  readonly kind: Exclude<PrintedKind, 'line'> | 'print';
} & Omit<PrintedReading, 'seen' | 'kind'>;
export type SheetRecord = Named & { readonly kind: 'page' } & Omit<PageReading, 'lines' | 'grids'> & {
    readonly lines: readonly Omit<PageLine, 'seen'>[];
    readonly grids: readonly (Omit<GridReading, 'cells'> & { readonly cells: readonly Cell[] })[];
  };
type Cell = Omit<CellReading, 'seen'>;
/** Of one page of a file, whatever it was read as. */
export type PageRecord = DigitRecord | LineRecord | PrintRecord | SheetRecord | FormRecord;

/** Instead of records: why a file could not be read. */
export interface Failure {
  readonly file: string;
  /** A `ReaderError`'s, or `failed`. */
  readonly error: string;
  /** One sentence. */
  readonly message: string;
}

/** One text that was read, for tables. */
export interface Row {
  readonly file: string;
  readonly page: number;
  readonly kind: string;
  /** Where on a page: `line 2`, `grid 1 row 3 column 4`; '' where there is one text only. */
  readonly place: string;
  readonly text: string;
  readonly value: string;
  readonly confidence: number;
  readonly status: string;
  readonly reasons: string;
  readonly box: Box | null;
}

export function digitRecord(file: string, page: number, { seen, ...reading }: Reading): DigitRecord {
  return { file, page, kind: 'digit', ...reading };
}

export function lineRecord(file: string, page: number, { seen, ...reading }: LineReading): LineRecord {
  return { file, page, kind: 'line', ...reading };
}

export function printRecord(file: string, page: number, { seen, ...reading }: PrintedReading): PrintRecord {
  return { file, page, ...reading, kind: reading.kind === 'line' ? 'print' : reading.kind };
}

export function sheetRecord(
  file: string,
  page: number,
  { lines, grids, ...reading }: PageReading,
): SheetRecord {
  const unseen = <T extends { readonly seen: unknown }>({ seen, ...rest }: T): Omit<T, 'seen'> => rest;
  return {
    file,
    page,
    kind: 'page',
    ...reading,
    lines: lines.map(unseen),
    grids: grids.map((grid) => ({ ...grid, cells: grid.cells.map(unseen) })),
  };
}

/** The texts of a page, empty cells left out; one row without text where there is none, so that no page is missing. */
export function rowsOf(record: PageRecord): Row[] {
  if (record.kind === 'form') {
    if (!record.registration) return [rowOf(record, '', { ...NOTHING, reasons: record.reasons })];
    return fieldsOf(record).map((field) =>
      rowOf(
        record,
        field.name,
        { ...field, value: shownValue(field), box: boundsOf(field.quad) },
        record.reasons,
      ),
    );
  }
  if (record.kind !== 'page') return [rowOf(record, '', record)];
  const { lines, grids, reasons } = record;
  const rows = [
    ...lines.map((line, i) => rowOf(record, `line ${i + 1}`, line, reasons)),
    ...grids.flatMap(({ cells }, i) =>
      cells
        .filter(({ isEmpty }) => !isEmpty)
        .map((cell) =>
          rowOf(record, `grid ${i + 1} row ${cell.row + 1} column ${cell.column + 1}`, cell, reasons),
        ),
    ),
  ];
  return rows.length > 0 ? rows : [rowOf(record, '', { ...NOTHING, reasons })];
}

/** Of a page without anything to tell. */
const NOTHING = { text: '', confidence: 0, status: 'rejected', box: null } as const;

type Text = Pick<Row, 'text' | 'confidence' | 'status' | 'box'> & {
  readonly value?: LineReading['value'];
  readonly rule?: LineReading['rule'];
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
};

/** @param ofPage what is to be said of all texts of the page */
function rowOf(
  { file, page, kind }: PageRecord,
  place: string,
  text: Text,
  ofPage: readonly Pick<Reason, 'message'>[] = [],
): Row {
  const { confidence, status, box, value = '' } = text;
  const reasons = [...whyOf(text), ...ofPage.map(({ message }) => message)].join('; ');
  return { file, page, kind, place, text: text.text, value: String(value), confidence, status, reasons, box };
}
