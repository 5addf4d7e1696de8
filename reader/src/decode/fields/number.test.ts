import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TURNS, walk } from '../../testing/lattice.js';
import type { Rule } from '../rule.js';
import { integer, percentage } from './number.js';

/** Texts that the rule's automaton leads to, whatever way it goes. */
const textsOf = (rule: Rule): fc.Arbitrary<string> =>
  fc.array(fc.nat(), { minLength: TURNS, maxLength: TURNS }).map((turns) => walk(rule, turns));

describe('a whole number', () => {
  it('is accepted exactly between its bounds', () => {
    const bounds = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.nat({ max: 4000 }));
    fc.assert(
      fc.property(
        bounds,
        fc.array(fc.integer({ min: -8000, max: 8000 }), { maxLength: 30 }),
        ([min, span], numbers) => {
          const max = min + span;
          const rule = integer({ min, max });
          for (const number of [...numbers, min, max, min - 1, max + 1])
            expect([number, rule.accepts(String(number))]).toEqual([number, number >= min && number <= max]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is one, whatever way the automaton goes', () => {
    const rule = integer({ min: -12, max: 345 });
    fc.assert(
      fc.property(textsOf(rule), (text) => {
        expect(String(rule.valueOf(text))).toBe(text === '-0' ? '0' : text);
        expect(Number(text)).toBeGreaterThanOrEqual(-12);
        expect(Number(text)).toBeLessThanOrEqual(345);
      }),
    );
  });

  it('has leading zeros where they are allowed', () => {
    expect(integer({ max: 99 }).accepts('07')).toBe(false);
    expect(integer({ max: 99, leadingZeros: true }).valueOf('007')).toBe(7);
    expect(integer({ max: 99, leadingZeros: true }).accepts('0100')).toBe(false);
  });

  it.each([
    [{ min: 2, max: 1 }, /min ≤ max for integer but received 2 and 1/],
    [{ min: 0.5 }, /a whole number/],
    [{ max: 1e15 }, /a whole number/],
    [{ min: -5, max: -1 }, null],
  ])('%j', (options, message) => {
    if (message) expect(() => integer(options)).toThrow(message);
    else
      expect(['-5', '-1', '0', '-6'].map((text) => integer(options).accepts(text))).toEqual([
        true,
        true,
        false,
        false,
      ]);
  });
});

describe('a percentage', () => {
  it.each([
    ['12.5 %', '12.5'],
    ['12,5%', '12.5'],
    ['100', '100'],
    ['0.25', '0.25'],
  ])('%s is %s', (text, value) => {
    expect(percentage().valueOf(text)).toBe(value);
  });

  it('is 0 to 100, unless bounds say otherwise', () => {
    for (const text of ['100.01', '101%', '-1', '012', '1.234', '%'])
      expect(percentage().accepts(text)).toBe(false);
    const rule = percentage({ min: '-2.5', max: 300, locale: 'de', mark: 'required', decimals: 1 });
    expect(['-2,5 %', '300%', '299,9%'].map((text) => rule.valueOf(text))).toEqual(['-2.5', '300', '299.9']);
    for (const text of ['-2,6%', '300,1%', '1.5%', '12', '1,25%']) expect(rule.accepts(text)).toBe(false);
  });

  it('that cannot be is refused', () => {
    expect(() => percentage({ min: 50, max: 40 })).toThrow(/min ≤ max/);
    expect(() => percentage({ decimals: 7 })).toThrow(/0 to 6/);
    expect(() => percentage({ locale: 'tlh' })).toThrow(/a locale/);
  });
});
