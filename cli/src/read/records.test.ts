/** Pages as records without pictures, and as rows. */
import type { CellReading, PageLine, PageReading } from '@digitry/reader';
import { expect, test } from 'vitest';
import { marksOf } from '../overlay/draw-overlay.js';
import { rowsOf, sheetRecord } from './records.js';

const seen = { width: 1, height: 1, data: new Uint8Array(1) };
const quad = [
  [0, 0],
  [10, 0],
  [10, 5],
  [0, 5],
] as const;
const box = { x: 0, y: 0, width: 10, height: 5 };
const upsideDown = { code: 'upside-down', message: 'Turn it.' } as const;
const unsure = { code: 'not-sure', message: 'Look.' } as const;

const line: PageLine = {
  text: '12-3',
  value: '2026-01-02',
  confidence: 0.9,
  status: 'review',
  alternatives: [],
  characters: [],
  seen,
  box,
  reasons: [unsure],
  model: 'm',
  preparation: 'p',
  quad,
  isPrint: 0,
};
const cell = (row: number, column: number, text: string): CellReading => ({
  row,
  column,
  quad,
  box,
  isEmpty: text === '',
  isNote: false,
  marks: 1,
  text,
  confidence: 1,
  status: 'accepted',
  alternatives: [],
  seen,
  reasons: [],
});
const reading: PageReading = {
  width: 100,
  height: 50,
  lines: [line],
  grids: [{ rows: 1, columns: 2, quad, cells: [cell(0, 0, ''), cell(0, 1, '7')] }],
  reasons: [upsideDown],
};

test('a record has everything but what the network saw', () => {
  const record = sheetRecord('a.pdf', 3, reading);
  expect(record).toMatchObject({ file: 'a.pdf', page: 3, kind: 'page', width: 100, reasons: [upsideDown] });
  expect(record.grids[0]!.cells).toHaveLength(2);
  expect(JSON.stringify(record)).not.toContain('seen');
});

test('a row a line and a filled cell, each with what is to be said of the page', () => {
  const rows = rowsOf(sheetRecord('a.pdf', 3, reading));
  expect(
    rows.map(({ place, text, value, status, reasons }) => [place, text, value, status, reasons]),
  ).toEqual([
    ['line 1', '12-3', '2026-01-02', 'review', 'Look.; Turn it.'],
    ['grid 1 row 1 column 2', '7', '', 'accepted', 'Turn it.'],
  ]);
  expect(rows.every(({ page, kind }) => page === 3 && kind === 'page')).toBe(true);
});

test('a page of nothing is a row that says so', () => {
  const rows = rowsOf(sheetRecord('a.pdf', 1, { ...reading, lines: [], grids: [] }));
  expect(rows).toEqual([
    {
      file: 'a.pdf',
      page: 1,
      kind: 'page',
      place: '',
      text: '',
      value: '',
      confidence: 0,
      status: 'rejected',
      reasons: 'Turn it.',
      box: null,
    },
  ]);
});

test('lines are marked above, filled cells within, grids around', () => {
  const marks = marksOf(sheetRecord('a.pdf', 3, reading));
  expect(marks.map(({ text, isWithin = false }) => [text, isWithin])).toEqual([
    ['12-3', false],
    ['7', true],
    ['', false],
  ]);
});
