import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TURNS, walk } from '../../testing/lattice.js';
import type { Rule } from '../rule.js';
import { date } from './date.js';

/** Texts that the rule's automaton leads to, whatever way it goes. */
const textsOf = (rule: Rule): fc.Arbitrary<string> =>
  fc.array(fc.nat(), { minLength: TURNS, maxLength: TURNS }).map((turns) => walk(rule, turns));

const day = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Parts of a date as JavaScript's calendar has it: null where it makes another day of them. */
function realDay(year: number, month: number, date: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && iso(time) === text ? text : null;
}

describe('a date', () => {
  const dmy = date('dmy');
  const mdy = date({ order: 'mdy', from: '1999-03-05', to: '2004-07-31' });
  const ymd = date({ order: 'ymd', from: '1999-03-05', to: '2004-07-31' });

  it.each([
    ['29.2.2024', '2024-02-29'],
    ['01/02/03', '2003-02-01'],
    ['1-2-49', '2049-02-01'],
    ['1-2-50', '1950-02-01'],
    ['31122024', '2024-12-31'],
    ['311224', '2024-12-31'],
    ['7 4 1999', '1999-04-07'],
  ])('%s is %s', (text, value) => {
    expect(dmy.valueOf(text)).toBe(value);
  });

  it.each([
    '29.2.2023',
    '29.2.1900',
    '31.4.2024',
    '0.1.2024',
    '1.13.2024',
    '1.1/2024',
    '1.1.024',
    '112024',
    '1.1.1899',
    '',
  ])('%s is none', (text) => {
    expect(dmy.accepts(text)).toBe(false);
    expect(() => dmy.valueOf(text)).toThrow(/Expected a date \(day, month, year\) from 1900-01-01/);
  });

  it('is accepted exactly where the calendar and the range have it', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1997, max: 2006 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, date]) => {
        const real = realDay(year, month, date);
        const inRange = real !== null && real >= '1999-03-05' && real <= '2004-07-31';
        expect(dmy.accepts(`${date}.${month}.${year}`)).toBe(real !== null);
        expect(mdy.accepts(`${month}/${date}/${year}`)).toBe(inRange);
        expect(ymd.accepts(`${year}-${month}-${date}`)).toBe(inRange);
        const two = String(year % 100).padStart(2, '0');
        expect(mdy.accepts(`${month}/${date}/${two}`)).toBe(inRange);
        if (inRange) expect(mdy.valueOf(`${month}/${date}/${two}`)).toBe(real);
      }),
      { numRuns: 1000 },
    );
  });

  it('is a real one, whatever way the automaton goes', () => {
    for (const rule of [dmy, mdy, ymd]) {
      fc.assert(
        fc.property(textsOf(rule), (text) => {
          const value = rule.valueOf(text);
          expect(iso(Date.parse(value))).toBe(value);
          if (rule !== dmy) expect(value >= '1999-03-05' && value <= '2004-07-31').toBe(true);
        }),
        { numRuns: 200 },
      );
    }
  });

  it('keeps to a range of one day, at both its ends', () => {
    const spans = fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(spans, ([first, length]) => {
        const [from, to] = [first * day, (first + length) * day];
        const rule = date({ order: 'ymd', from: iso(from), to: iso(to), separators: ['-'], years: 'four' });
        expect([iso(from), iso(to)].map((text) => rule.accepts(text))).toEqual([true, true]);
        expect([iso(from - day), iso(to + day)].map((text) => rule.accepts(text))).toEqual([false, false]);
      }),
      { numRuns: 20 },
    );
  });

  it('has the separators and digits of the year that it is told', () => {
    const rule = date({ order: 'dmy', separators: ['. '], years: 'two', pivot: 0 });
    expect(rule.valueOf('1. 2. 00')).toBe('2000-02-01');
    expect(rule.valueOf('1. 2. 01')).toBe('1901-02-01');
    for (const text of ['1.2.00', '1. 2. 2000', '010200']) expect(rule.accepts(text)).toBe(false);
  });

  it.each([
    [{ order: 'dym' as 'dmy' }, /dmy, mdy, ymd for order/],
    [{ order: 'dmy', from: '2023-02-29' }, /a day of the calendar/],
    [{ order: 'dmy', from: '2024-02-02', to: '2024-02-01' }, /from ≤ to/],
    [{ order: 'dmy', years: 'two', from: '1800-01-01', to: '1801-01-01' }, /no text can meet/],
    [{ order: 'dmy', pivot: 100 }, /0 to 99 for pivot/],
    [{ order: 'dmy', separators: [] }, /separators/],
    [{ order: 'dmy', separators: ['1'] }, /separators/],
  ] as const)('that cannot be is refused: %j', (options, message) => {
    expect(() => date(options)).toThrow(message);
  });
});
