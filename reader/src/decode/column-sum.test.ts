import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnCell, columnSum } from './column-sum.js';

/** A cell of values with their probabilities, the first its own reading. */
const cell = (...values: [value: string | number, confidence: number][]): ColumnCell => ({
  value: values[0]?.[0] ?? null,
  confidence: values[0]?.[1] ?? 0,
  alternatives: values.slice(1).map(([value, confidence]) => ({ value, confidence })),
});

const codes = ({ reasons }: ReturnType<typeof columnSum>): string[] => reasons.map(({ code }) => code);

describe('a column', () => {
  it('that adds up is as it reads', () => {
    expect(columnSum([cell(['1.50', 0.9]), cell([2, 0.9]), cell(['0.05', 0.9])], cell(['3.55', 1]))).toEqual({
      status: 'accepted',
      rows: ['1.50', '2.00', '0.05'],
      total: '3.55',
      changed: [],
      isTotalChanged: false,
      price: 0,
      lead: Infinity,
      reasons: [],
    });
  });

  it('that does not is put right where one reading of it does, which is said', () => {
    const rows = [cell([10, 0.9], [15, 0.1]), cell([21, 0.6], [27, 0.4])];
    const column = columnSum(rows, cell([37, 0.99], [31, 0.0001]));
    expect(column).toMatchObject({
      status: 'accepted',
      rows: ['10', '27'],
      changed: [1],
      isTotalChanged: false,
    });
    expect(column.price).toBeCloseTo(Math.log(1.5), 6);
    expect(column.lead).toBeGreaterThan(3);
  });

  it('may have a total that was misread', () => {
    const column = columnSum([cell([1, 1]), cell([2, 1])], cell([8, 0.6], [3, 0.4]));
    expect(column).toMatchObject({ status: 'accepted', total: '3', changed: [], isTotalChanged: true });
  });

  it('is for review where two readings of it are about as likely', () => {
    const doubtful = (): ColumnCell => cell([10, 0.6], [16, 0.4]);
    const column = columnSum([doubtful(), doubtful()], cell([26, 1]));
    expect([column.status, codes(column), column.lead]).toEqual(['review', ['ambiguous'], 0]);
  });

  it('is for review where only unlikely readings add up: the sum may be wrong on paper', () => {
    const column = columnSum([cell([1, 1], [7, 0.0001])], cell([7, 1]));
    expect([column.status, codes(column)]).toEqual(['review', ['too-dear']]);
    expect(column.price).toBeCloseTo(Math.log(10_000), 6);
  });

  it('is for review, as it reads, where nothing adds up or a cell was not read', () => {
    const none = columnSum([cell([1, 1]), cell(['2.5', 1])], cell([4, 1]));
    expect(none).toMatchObject({ status: 'review', rows: ['1.0', '2.5'], total: '4.0', price: Infinity });
    expect(codes(none)).toEqual(['no-sum']);
    const unread = columnSum([cell([1, 1]), cell()], cell([4, 1]));
    expect(unread).toMatchObject({ status: 'review', rows: ['1', null] });
    expect(codes(unread)).toEqual(['unread-cell']);
  });

  it('of doubts beyond counting comes back, for review', () => {
    const cells = Array.from({ length: 20 }, (_, i) =>
      cell(...[0, 1, 2, 3].map((j) => [j * 4 ** (i % 20), 0.25] as [number, number])),
    );
    const column = columnSum(cells, cell([123_456_789, 1]));
    expect(column.status).toBe('review');
  });

  it('without rows is its total, which must be 0', () => {
    expect(columnSum([], cell([0, 1])).status).toBe('accepted');
    expect(columnSum([], cell([1, 1])).status).toBe('review');
  });

  it('of what are no numbers is refused', () => {
    expect(() => columnSum([cell(['yes', 1])], cell([1, 1]))).toThrow(/a decimal number/);
  });

  it('finds what trying everything finds', () => {
    const value = fc.integer({ min: -3, max: 12 });
    const cells = fc
      .uniqueArray(fc.tuple(value, fc.integer({ min: 1, max: 9 })), {
        minLength: 1,
        maxLength: 3,
        selector: ([v]) => v,
      })
      .map((values) =>
        cell(...values.sort((a, b) => b[1] - a[1]).map(([v, p]) => [v, p / 10] as [number, number])),
      );
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 4 }), cells, (rows, total) => {
        const options = [...rows, total].map(({ value, confidence, alternatives }) => [
          { value: Number(value), confidence },
          ...alternatives.map((other) => ({ value: Number(other.value), confidence: other.confidence })),
        ]);
        let all: { sum: number; cost: number }[] = [{ sum: 0, cost: 0 }];
        options.forEach((each, i) => {
          const sign = i === rows.length ? -1 : 1;
          all = all.flatMap(({ sum, cost }) =>
            each.map((option) => ({
              sum: sum + sign * option.value,
              cost: cost + Math.log(each[0]!.confidence / option.confidence),
            })),
          );
        });
        const [best, next] = all.filter(({ sum }) => sum === 0).sort((a, b) => a.cost - b.cost);
        const column = columnSum(rows, total, { maxPrice: 100 });
        if (!best) {
          expect(codes(column)).toEqual(['no-sum']);
          return;
        }
        expect(column.price).toBeCloseTo(best.cost, 6);
        expect(column.lead).toBeCloseTo(next ? next.cost - best.cost : Infinity, 6);
        expect(column.rows.reduce((sum, row) => sum + Number(row), 0)).toBe(Number(column.total));
      }),
      { numRuns: 150 },
    );
  });
});
