/** Which pages of a file are wanted, and what a decoded page is. Knows no file format. */
import type { Pixels } from '../image/types.js';
import { ReaderError } from '../reader-error.js';

export interface PagesOptions {
  /** Page numbers from 1 on, such as `1-3,7` or `5-`; all pages unless told. */
  readonly pages?: string;
  /** A file of which more pages are wanted is refused before the first is decoded. */
  readonly maxPages?: number;
  /** Pixels an inch at which PDF pages are drawn, 36 … 1200; pictures have their own pixels. */
  readonly dpi?: number;
}

export interface DecodedPage {
  /** From 1 on. */
  readonly page: number;
  /** How many pages the file has. */
  readonly of: number;
  readonly pixels: Pixels;
}

export const MAX_PAGES = 1000;
/** At 200 a handwritten digit of 4 mm is 31 pixels tall: a little more than the line network sees. */
export const DPI = 200;

/** From page `first` to page `last`, both included; `last` is Infinity where the range is open. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** @throws RangeError for anything but numbers from 1 on and ascending ranges of them, with commas between. */
export function parsePages(text: string): PageRange[] {
  return text.split(',').map((part) => {
    const found = /^\s*(\d{1,9})\s*(-\s*(\d{1,9})?)?\s*$/.exec(part);
    const first = Number(found?.[1]);
    const last = found?.[2] === undefined ? first : Number(found[3] ?? Infinity);
    if (!found || first < 1 || last < first)
      throw new RangeError(`Expected page numbers such as 1-3,7 for pages but received "${text}"`);
    return { first, last };
  });
}

/**
 * The wanted pages of a file that has `count`, ascending and each once. A range that begins in the file ends with it.
 * @throws RangeError for options out of range; ReaderError `no-such-page`, `too-large`.
 */
export function wantedPages(
  { pages, maxPages = MAX_PAGES }: PagesOptions,
  count: number,
  name: string,
): number[] {
  if (!(maxPages >= 1))
    throw new RangeError(`Expected a positive number for maxPages but received ${maxPages}`);
  const ranges = pages === undefined ? [{ first: 1, last: count }] : parsePages(pages);
  const beyond = ranges.find(({ first }) => first > count);
  if (beyond) {
    throw new ReaderError(
      'no-such-page',
      `Expected pages up to ${count} for ${name} but received ${beyond.first}; it has no more`,
    );
  }
  const wanted = new Set<number>();
  for (const { first, last } of ranges) {
    for (let page = first; page <= Math.min(last, count); page++) {
      wanted.add(page);
      if (wanted.size <= maxPages) continue;
      throw new ReaderError(
        'too-large',
        `Expected at most ${maxPages} pages for ${name} but received more (it has ${count}); choose some`,
      );
    }
  }
  return [...wanted].sort((a, b) => a - b);
}

/** @throws RangeError out of 36 … 1200. */
export function checkedDpi({ dpi = DPI }: PagesOptions): number {
  if (dpi >= 36 && dpi <= 1200) return dpi;
  throw new RangeError(`Expected 36 to 1200 for dpi but received ${dpi}`);
}
