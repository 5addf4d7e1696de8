/** Page numbers as people write them. */
import { describe, expect, test } from 'vitest';
import { checkedDpi, parsePages, wantedPages } from './pages.js';

test.each([
  ['1', [{ first: 1, last: 1 }]],
  [
    '1-3,7',
    [
      { first: 1, last: 3 },
      { first: 7, last: 7 },
    ],
  ],
  [
    ' 2 - 4 , 9- ',
    [
      { first: 2, last: 4 },
      { first: 9, last: Infinity },
    ],
  ],
])('%j', (text, ranges) => {
  expect(parsePages(text)).toEqual(ranges);
});

test.each(['', '0', '3-1', '1,,2', 'a', '-3', '1.5', '1-2-3', '99999999999'])('%j is refused', (text) => {
  expect(() => parsePages(text)).toThrow(
    `Expected page numbers such as 1-3,7 for pages but received "${text}"`,
  );
});

describe('of a file with 5 pages', () => {
  const of5 = (pages?: string, maxPages?: number): number[] =>
    wantedPages(
      { ...(pages === undefined ? {} : { pages }), ...(maxPages === undefined ? {} : { maxPages }) },
      5,
      'a.pdf',
    );

  test('all, unless told; ascending, each once; ranges end with the file', () => {
    expect(of5()).toEqual([1, 2, 3, 4, 5]);
    expect(of5('4,1-2,2')).toEqual([1, 2, 4]);
    expect(of5('4-9')).toEqual([4, 5]);
    expect(of5('3-')).toEqual([3, 4, 5]);
  });

  test('a page behind the last is told', () => {
    expect(() => of5('1,7')).toThrow('Expected pages up to 5 for a.pdf but received 7; it has no more');
  });

  test('not more than the limit', () => {
    expect(of5('1-', 5)).toHaveLength(5);
    expect(() => of5(undefined, 4)).toThrow(
      'Expected at most 4 pages for a.pdf but received more (it has 5)',
    );
    expect(() => of5(undefined, 0)).toThrow(RangeError);
  });
});

test('the number of pages that a file claims costs nothing', () => {
  expect(() => wantedPages({ pages: '1-999999999' }, 4e9, 'a.pdf')).toThrow('at most 1000 pages');
});

test('dots an inch have bounds', () => {
  expect(checkedDpi({})).toBe(200);
  expect(checkedDpi({ dpi: 36 })).toBe(36);
  for (const dpi of [35, 1201, Number.NaN]) expect(() => checkedDpi({ dpi })).toThrow(RangeError);
});
