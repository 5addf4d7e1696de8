/** Sets of characters as ranges of code points. */

/** Code points first … last. */
export type Range = readonly [first: number, last: number];

/** Ranges in ascending order that do not overlap. */
export type Ranges = readonly Range[];

export const LAST_POINT = 0x10ffff;

export const pointOf = (symbol: string): number => symbol.codePointAt(0)!;

/** A range for each character, neighbors apart: they may lead different ways. */
export const rangesOf = (symbols: string): Ranges =>
  [...new Set(symbols)]
    .map(pointOf)
    .sort((a, b) => a - b)
    .map((point): Range => [point, point]);

/** The union, in as few ranges as can be. */
export function merged(ranges: readonly Range[]): Ranges {
  const out: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else out.push([first, last]);
  }
  return out;
}

/** All code points that are not in the ranges. */
export function inverted(ranges: Ranges): Ranges {
  const out: Range[] = [];
  let next = 0;
  for (const [first, last] of merged(ranges)) {
    if (first > next) out.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_POINT) out.push([next, LAST_POINT]);
  return out;
}

export const includes = (ranges: Ranges, point: number): boolean =>
  ranges.some(([first, last]) => first <= point && point <= last);

/**
 * The union cut at every border of a given range: within one of the results, all points are in the same given ranges, so that
 * one point stands for all.
 */
export function refined(ranges: readonly Range[]): Ranges {
  const cuts = [...new Set(ranges.flatMap(([first, last]) => [first, last + 1]))].sort((a, b) => a - b);
  const union = merged(ranges);
  const out: Range[] = [];
  for (let i = 0; i + 1 < cuts.length; i++)
    if (includes(union, cuts[i]!)) out.push([cuts[i]!, cuts[i + 1]! - 1]);
  return out;
}
