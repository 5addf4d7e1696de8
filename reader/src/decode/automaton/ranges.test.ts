import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includes, inverted, LAST_POINT, merged, type Range, refined } from './ranges.js';

const points = fc.integer({ min: 0, max: 30 });
const ranges = fc.array(
  fc.tuple(points, points).map(([a, b]): Range => [Math.min(a, b), Math.max(a, b)]),
  { maxLength: 6 },
);
const all = Array.from({ length: 32 }, (_, i) => i);

describe('ranges of characters', () => {
  it('merge to the union, as few as can be', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const union = merged(list);
        for (const point of all) expect(includes(union, point)).toBe(includes(list, point));
        for (let i = 1; i < union.length; i++) expect(union[i]![0]).toBeGreaterThan(union[i - 1]![1] + 1);
      }),
    );
  });

  it('invert to the rest, twice to themselves', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const rest = inverted(list);
        for (const point of all) expect(includes(rest, point)).toBe(!includes(list, point));
        expect(inverted(rest)).toEqual(merged(list));
      }),
    );
    expect(inverted([])).toEqual([[0, LAST_POINT]]);
  });

  it('refine so that a piece lies within a range or outside of it', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const pieces = refined(list);
        for (const point of all)
          expect(pieces.filter((piece) => includes([piece], point))).toHaveLength(
            includes(list, point) ? 1 : 0,
          );
        for (const [first, last] of pieces)
          for (const range of list) expect(includes([range], first)).toBe(includes([range], last));
      }),
    );
  });
});
