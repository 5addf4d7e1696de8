/** Grids: how their text is written, and which cells are right. */
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import { evaluateGridSet } from './evaluate-grids.js';
import { evaluateGrids, isCellRight, parseGrid, type ReadCell, type ReadGrid } from './grid-evaluation.js';

const cell = (text: string, more: Partial<ReadCell> = {}): ReadCell => ({
  row: 0,
  column: 0,
  text,
  isEmpty: text === '' && !more.isRejected,
  isRejected: false,
  ...more,
});

test('rows by /, cells by spaces', () => {
  expect(parseGrid('1 0/10 candidates')).toEqual([
    [{ kind: 'digit', digit: '1' }, { kind: 'empty' }],
    [{ kind: 'candidates' }, { kind: 'candidates' }],
  ]);
  expect(() => parseGrid('1 2/3')).toThrow('rows of equal length');
  expect(() => parseGrid('1 x')).toThrow('received "x"');
});

test('a digit must be read, an empty cell called empty, candidates rejected or marked', () => {
  const digit = { kind: 'digit', digit: '4' } as const;
  expect(isCellRight(digit, cell('4'))).toBe(true);
  expect(isCellRight(digit, cell('9'))).toBe(false);
  expect(isCellRight(digit, cell(''))).toBe(false);
  expect(isCellRight({ kind: 'empty' }, cell(''))).toBe(true);
  expect(isCellRight({ kind: 'empty' }, cell('1'))).toBe(false);
  expect(isCellRight({ kind: 'empty' }, cell('', { isRejected: true }))).toBe(false);
  expect(isCellRight({ kind: 'candidates' }, cell('', { isRejected: true }))).toBe(true);
  expect(isCellRight({ kind: 'candidates' }, cell('23', { isRejected: true }))).toBe(true);
  expect(isCellRight({ kind: 'candidates' }, cell('2'))).toBe(false);
  expect(isCellRight({ kind: 'candidates' }, cell(''))).toBe(false);
});

test('a grid that is not found, or has another size, is wrong in every cell', () => {
  const truth = parseGrid('1 0/0 2');
  const read = (cells: readonly (readonly [number, number, string])[], rows = 2): ReadGrid => ({
    rows,
    columns: 2,
    cells: cells.map(([row, column, text]) => ({ ...cell(text), row, column })),
  });
  const whole = read([
    [0, 0, '1'],
    [0, 1, ''],
    [1, 0, ''],
    [1, 1, '2'],
  ]);
  const result = evaluateGrids([
    { truth, read: whole },
    { truth, read: { ...whole, rows: 3 } },
    { truth, read: null },
    { truth, read: read([[0, 0, '1']]) },
  ]);
  expect(result).toEqual({
    n: 16,
    right: 5,
    accuracy: 5 / 16,
    grids: 4,
    perfect: 1,
    lost: 2,
    kinds: {
      digit: { n: 8, right: 3 },
      empty: { n: 8, right: 2 },
      candidates: { n: 0, right: 0 },
    },
  });
});

test('a set of pictures: which grids were lost, and what text is none', async () => {
  const set = (labels: readonly string[]) =>
    createDataset({
      name: 'grids',
      ink: false,
      labels,
      image: (i) => ({ width: 1, height: 1, data: Uint8Array.of(i) }),
      source: (i) => `grid ${i + 1}`,
    });
  const read = async ({ data }: { readonly data: ArrayLike<number> }): Promise<ReadGrid | null> =>
    data[0] === 1 ? null : { rows: 1, columns: 2, cells: [cell('5'), { ...cell(''), column: 1 }] };
  const told: number[] = [];
  const result = await evaluateGridSet(read, set(['5 0', '5 0', '5 1']), (done) => told.push(done));
  expect(result).toMatchObject({ data: 'grids', n: 6, right: 3, lost: 1, perfect: 1, lostIn: ['grid 2'] });
  expect(told).toEqual([1, 2, 3]);
  await expect(evaluateGridSet(read, set(['5 0', 'a b']))).rejects.toThrow('grid 2: Expected 0, a digit');
});
