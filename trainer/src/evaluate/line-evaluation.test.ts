/** The figures of lines: what is compared, what is right, what is read. */
import { expect, test } from 'vitest';
import { evaluateLines, type LineOutcome } from './line-evaluation.js';
import { worstLines } from './line-misreadings.js';
import { comparable, isNumber } from './number-text.js';

const line = (truth: string, text: string, confidence = 0.9, isAccepted = true): LineOutcome => ({
  truth,
  text,
  confidence,
  isAccepted,
});

test.each([
  ['38', true],
  ['1.234,56', true],
  ['$ 12.50', true],
  ['38a', false],
  ['sn', false],
  ['3�', false],
  ['-', false],
  ['', false],
])('%s is a number: %s', (text, expected) => {
  expect(isNumber(text)).toBe(expected);
});

test('marks beside the digits are compared only if asked for', () => {
  expect(comparable('12.')).toBe('12');
  expect(comparable(' 1,234.-')).toBe('1234');
  expect(comparable("#$1'234.50#")).toBe('123450');
  expect(comparable('**12//-')).toBe('12');
  expect(comparable('1/2 5%')).toBe('1/25%');
  expect(comparable(' 12.  5 ', { marks: true })).toBe('12. 5');
  const lines = [line('12', '12.'), line('1-2', '12')];
  expect(evaluateLines(lines)).toMatchObject({ exact: 1, cer: 0 });
  expect(evaluateLines(lines, { marks: true })).toMatchObject({ exact: 0, cer: 2 / 5 });
});

test('a line that is no number is right unless it is accepted as one', () => {
  const result = evaluateLines([
    line('38a', '38'),
    line('38a', '38', 0.9, false),
    line('sn', '5�'),
    line('-', '-'),
    line('7', '7'),
    line('7', '1'),
  ]);
  expect(result).toMatchObject({
    n: 6,
    right: 4,
    exact: 4 / 6,
    numbers: { n: 2, exact: 0.5 },
    others: { n: 4, accepted: 1 },
    accepted: 3,
    acceptedWrong: 2,
    cer: 0.5,
  });
});

test('read rates count what may be read, and what no number is that looks like one, against the budget', () => {
  const numbers = Array.from({ length: 98 }, (_, i) => line(String(i), String(i), 0.9));
  const result = evaluateLines([
    ...numbers,
    line('12a', '12', 0.8),
    line('98', '9�', 0.99),
    line('5', '6', 0.5),
  ]);
  expect(result.numbers.readRate.at1Percent).toBe(98 / 100);
  expect(result.readRate.at1Percent).toBe(98 / 101);
  const asSure = evaluateLines([...numbers, line('12a', '12', 0.95)]);
  expect(asSure.readRate.at01Percent).toBe(0);
  expect(asSure.numbers.readRate.at01Percent).toBe(1);
});

test('misread characters are counted, the most frequent first', () => {
  const { misreads } = evaluateLines([line('11', '17'), line('1', '7'), line('10', '1')]);
  expect(misreads).toEqual([
    { written: '1', read: '7', times: 2 },
    { written: '0', read: '', times: 1 },
  ]);
});

test('the worst lines are those that it was surest of', () => {
  const seen = { width: 1, height: 32, data: new Uint8Array(32) };
  const worst = worstLines([line('1', '1'), line('2', '3', 0.6), line('4a', '4', 0.8)], (i) => ({
    seen,
    source: `row ${i + 1}`,
  }));
  expect(worst.map(({ truth, answer, source }) => [truth, answer, source])).toEqual([
    ['4a', '4', 'row 3'],
    ['2', '3', 'row 2'],
  ]);
});

test('no line is no evaluation; lines of others alone have no characters', () => {
  expect(() => evaluateLines([])).toThrow('at least one line');
  expect(evaluateLines([line('sn', '')])).toMatchObject({
    n: 1,
    exact: 1,
    cer: 0,
    numbers: { n: 0, exact: 0 },
  });
});
