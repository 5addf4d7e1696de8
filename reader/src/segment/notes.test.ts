import { expect, it } from 'vitest';
import type { Box } from '../image/types.js';
import { notesAmong, type Writing } from './notes.js';

const cell: Box = { x: 0, y: 0, width: 100, height: 100 };
const digit: Writing = { cell, marks: [{ x: 30, y: 20, width: 40, height: 60 }] };
const empty: Writing = { cell, marks: [] };
const several: Writing = {
  cell,
  marks: [
    { x: 5, y: 5, width: 15, height: 30 },
    { x: 25, y: 5, width: 15, height: 30 },
  ],
};
const corner: Writing = { cell, marks: [{ x: 8, y: 6, width: 20, height: 40 }] };

it('several marks, or a small one in a corner, are notes where cells are for one digit', () => {
  const cells = [digit, digit, empty, several, digit, corner, digit, digit];
  expect(notesAmong(cells)).toEqual([false, false, false, true, false, true, false, false]);
});

it('a table of longer numbers has no notes', () => {
  const number: Writing = {
    cell: { ...cell, width: 300 },
    marks: [0, 1, 2].map((i) => ({ x: 20 + 45 * i, y: 20, width: 35, height: 60 })),
  };
  expect(notesAmong([number, number, number, number, number, { ...digit, cell: number.cell }])).not.toContain(
    true,
  );
  expect(notesAmong([several, several, digit])).not.toContain(true);
});
