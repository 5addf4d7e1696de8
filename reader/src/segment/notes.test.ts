import { expect, it } from 'vitest';
import type { Box } from '../image/types.js';
import { judgeCells, type Writing } from './notes.js';

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

const notesAmong = (cells: readonly Writing[]): boolean[] => judgeCells(cells).map(({ isNote }) => isNote);

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

it('specks and dashes are nothing, alone and beside an entry', () => {
  const speck: Box = { x: 12, y: 10, width: 11, height: 17 };
  const dash: Box = { x: 40, y: 45, width: 30, height: 8 };
  const cells = [
    digit,
    digit,
    { cell, marks: [speck] },
    digit,
    { cell, marks: [dash, ...digit.marks] },
    digit,
  ];
  expect(judgeCells(cells).map(({ marks, isNote }) => [marks.length, isNote])).toEqual([
    [1, false],
    [1, false],
    [0, false],
    [1, false],
    [1, false],
    [1, false],
  ]);
  // Where nothing is usual all counts.
  expect(judgeCells([digit, { cell, marks: [speck] }])[1]!.marks.length).toBe(1);
});

it('a digit in pieces is one entry; two that stand side by side are none', () => {
  const pieces: Writing = {
    cell,
    marks: [
      { x: 28, y: 18, width: 26, height: 40 },
      { x: 50, y: 22, width: 8, height: 62 },
    ],
  };
  const pair: Writing = {
    cell,
    marks: [
      { x: 10, y: 20, width: 36, height: 60 },
      { x: 52, y: 20, width: 36, height: 60 },
    ],
  };
  const [one, two] = judgeCells([pieces, pair, digit, digit, digit, digit]);
  expect(one).toEqual({ marks: [{ x: 28, y: 18, width: 30, height: 66 }], isNote: false });
  expect(two).toEqual({ marks: pair.marks, isNote: true });
});
