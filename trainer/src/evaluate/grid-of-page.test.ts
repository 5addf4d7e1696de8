/** Which grid of a page is compared, and which of its cells are entries. */
import type { CellReading, GridReading } from '@digitry/reader';
import { expect, test } from 'vitest';
import { gridOfPage } from './grid-of-page.js';

const cell = (text: string, more: Partial<CellReading> = {}): CellReading => ({
  row: 0,
  column: 0,
  quad: square(10),
  box: { x: 0, y: 0, width: 10, height: 10 },
  isEmpty: text === '',
  isNote: false,
  marks: text.length,
  text,
  confidence: 1,
  status: 'accepted',
  alternatives: [],
  seen: { width: 1, height: 1, data: new Uint8Array(1) },
  reasons: [],
  ...more,
});

function square(side: number): GridReading['quad'] {
  return [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ];
}

test('the largest grid is compared, however few cells it has; none is null', () => {
  const small = { rows: 1, columns: 2, quad: square(20), cells: [cell('1'), cell('2', { column: 1 })] };
  const large = { rows: 1, columns: 1, quad: square(30), cells: [cell('7')] };
  expect(gridOfPage({ grids: [small, large] })).toEqual({
    rows: 1,
    columns: 1,
    cells: [{ row: 0, column: 0, text: '7', isEmpty: false, isRejected: false }],
  });
  expect(gridOfPage({ grids: [] })).toBeNull();
});

test('what is doubted is an entry; what is rejected or a note is none', () => {
  const cells = [
    cell('4', { status: 'review' }),
    cell('4', { isNote: true, status: 'review' }),
    cell('4', { status: 'rejected' }),
    cell(''),
  ];
  const read = gridOfPage({ grids: [{ rows: 1, columns: 4, quad: square(9), cells }] })!;
  expect(read.cells.map(({ text, isEmpty, isRejected }) => [text, isEmpty, isRejected])).toEqual([
    ['4', false, false],
    ['', false, true],
    ['', false, true],
    ['', true, false],
  ]);
});
