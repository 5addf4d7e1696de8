/** Numbers as people read them. */
import { expect, test } from 'vitest';
import { bar, count, duration, percent, table } from './format.js';

test('percent never rounds up to 100', () => {
  expect(percent(0.98764)).toBe('98.8 %');
  expect(percent(0.99999)).toBe('99.9 %');
  expect(percent(0.999999, 2)).toBe('99.99 %');
  expect(percent(1)).toBe('100.0 %');
  expect(percent(0)).toBe('0.0 %');
});

test('durations, counts and bars', () => {
  expect([0.44, 42.2, 75.2, 7380].map(duration)).toEqual(['0.4 s', '42 s', '1 min 15 s', '2 h 3 min']);
  expect(count(16234.4)).toBe('16,234');
  expect(bar(0.5, 4)).toBe('━━╌╌');
  expect(bar(7, 2)).toBe('━━');
});

test('tables align text to the left and numbers to the right', () => {
  expect(
    table(
      ['file', 'sure'],
      [
        ['a.png', '9.1 %'],
        ['long.png', '100.0 %'],
      ],
    ),
  ).toEqual(['file         sure', 'a.png       9.1 %', 'long.png  100.0 %']);
});
