import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TURNS, walk } from '../../testing/lattice.js';
import type { Rule } from '../rule.js';
import { type AmountOptions, amount } from './amount.js';
import { formatOf, LOCALES } from './locales.js';

/** Texts that the rule's automaton leads to, whatever way it goes. */
const textsOf = (rule: Rule): fc.Arbitrary<string> =>
  fc.array(fc.nat(), { minLength: TURNS, maxLength: TURNS }).map((turns) => walk(rule, turns));

describe('an amount', () => {
  it.each<[string, string, string]>([
    ['en', '1,234.56', '1234.56'],
    ['en', '1234.56', '1234.56'],
    ['en', '0.05', '0.05'],
    ['en', '$1,234.56', '1234.56'],
    ['en', '$ 12', '12.00'],
    ['en', '**1,234.56**', '1234.56'],
    ['en', '#12.00#', '12.00'],
    ['en', '1,234 56/100', '1234.56'],
    ['en', '123456/100', '1234.56'],
    ['en', '$35 --/100', '35.00'],
    ['en', '1,235-/100', '1235.00'],
    ['de', '35 =/100', '35.00'],
    ['en', '12-', '12.00'],
    ['en', '12=', '12.00'],
    ['en', '12.50=', '12.50'],
    ['de', '1.234,56', '1234.56'],
    ['de', '1.234.567,89 €', '1234567.89'],
    ['de', '€ 12,-', '12.00'],
    ['de', '12,--', '12.00'],
    ['de', '12,50-', '12.50'],
    ['de', '12,50 -----', '12.50'],
    ['en', '--1,234.56--', '1234.56'],
    ['en', '--- $12.50 //', '12.50'],
    ['en', '12//', '12.00'],
    ['de-AT', '=1.234,56=', '1234.56'],
    ['fr', '1 234,56', '1234.56'],
    ['fr', '1 234,56 €', '1234.56'],
    ['fr', '12 345 67/100', '12345.67'],
    ['de-CH', "1'234.56", '1234.56'],
    ['en-IN', '12,34,567.00', '1234567.00'],
  ])('%s: %s is %s', (locale, text, value) => {
    expect(amount(locale).valueOf(text)).toBe(value);
  });

  it.each([
    [
      'en',
      [
        '1.234,56',
        '12,34.56',
        '1,23',
        '1,2345',
        '01.50',
        '1.5',
        '',
        '$',
        '1,234,',
        '.50',
        '12.50 20/100',
        '-5',
        '- 12.50',
        '12.50/',
      ],
    ],
    ['de', ['1,234.56', '1.23,45', '1.234.56']],
    ['fr', ['1 23,45', '1.234,56']],
    ['en-IN', ['1,234,567.00']],
  ])('%s: refuses others', (locale, texts) => {
    expect(texts.filter((text) => amount(locale).accepts(text))).toEqual([]);
  });

  it('is read as it is written, grouped or not, to the last cent', () => {
    const locales = fc.constantFrom('en', 'de', 'fr', 'de-CH');
    const rules = new Map(
      ['en', 'de', 'fr', 'de-CH'].map((locale) => [locale, amount({ locale, as: 'cents' })]),
    );
    fc.assert(
      fc.property(locales, fc.nat({ max: 99_999_999_999_999 }), fc.boolean(), (locale, cents, isGrouped) => {
        const { group, decimal } = formatOf(locale);
        const whole = String(Math.floor(cents / 100));
        const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group);
        const text = `${isGrouped ? grouped : whole}${decimal}${String(cents % 100).padStart(2, '0')}`;
        expect([text, rules.get(locale)!.valueOf(text)]).toEqual([text, cents]);
      }),
      { numRuns: 300 },
    );
  });

  it('has a value that its own digits say, whatever way the automaton goes', () => {
    const variants: AmountOptions[] = [
      { locale: 'de', min: '10.05', max: 2500 },
      { locale: 'en', sign: 'leading', min: -20, max: '99.99' },
      { locale: 'fr', sign: 'trailing' },
      { locale: 'de-CH', cents: 'required', currency: ['Fr.', 'CHF'] },
      { locale: 'en', decimals: 3 },
      { locale: 'en', decimals: 0 },
      { locale: 'en', cents: 'none', min: 7, max: 7000 },
    ];
    for (const options of variants) {
      const rule = amount(options);
      const { decimals = 2, min = -Infinity, max = Infinity, currency = [] } = options;
      fc.assert(
        fc.property(textsOf(rule), (text) => {
          const value = String(rule.valueOf(text));
          expect(value).toMatch(decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`));
          expect(Number(value)).toBeGreaterThanOrEqual(Number(min));
          expect(Number(value)).toBeLessThanOrEqual(Number(max));
          const bare = currency.reduce((rest, sign) => rest.replace(sign, ''), text);
          const written = bare.replace(/\/100/, '').replaceAll(/\D/g, '').replace(/^0+/, '');
          const said = value.replaceAll(/\D/g, '').replace(/^0+/, '');
          expect([text, said.startsWith(written), /^0*$/.test(said.slice(written.length))]).toEqual([
            text,
            true,
            true,
          ]);
        }),
        { numRuns: 150 },
      );
    }
  });

  it('is negative where the sign says so', () => {
    const leading = amount({ locale: 'en', sign: 'leading' });
    expect(leading.valueOf('-$12.50')).toBe('-12.50');
    expect(leading.valueOf('$-12.50')).toBe('-12.50');
    expect(leading.valueOf('12.50-')).toBe('12.50');
    const trailing = amount({ locale: 'de', sign: 'trailing' });
    expect(trailing.valueOf('12,50-')).toBe('-12.50');
    expect(trailing.valueOf('12-')).toBe('-12.00');
    expect(trailing.valueOf('12,-')).toBe('12.00');
    expect(trailing.valueOf('12,- -')).toBe('-12.00');
    expect(trailing.valueOf('12 --/100')).toBe('12.00');
    expect(amount('en').accepts('-12.50')).toBe(false);
  });

  it('keeps to its bounds, to the cent', () => {
    const rule = amount({ locale: 'en', min: '9.99', max: '1000.5' });
    for (const text of ['9.99', '10', '999.99', '1,000.50', '1,000 50/100'])
      expect(rule.accepts(text)).toBe(true);
    for (const text of ['9.98', '9', '1,000.51', '1001', '1,000 51/100', '10000'])
      expect(rule.accepts(text)).toBe(false);
  });

  it('must have its cents, or none, where it is told', () => {
    const required = amount({ locale: 'de', cents: 'required' });
    expect(['12,50', '12,-', '12-', '12 50/100', '12'].map((text) => required.accepts(text))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    const none = amount({ locale: 'de', cents: 'none' });
    expect(['12', '12=', '12,50', '12,-'].map((text) => none.accepts(text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('knows every locale of its table', () => {
    for (const locale of LOCALES) {
      const { group, decimal } = formatOf(locale);
      expect(amount(locale).valueOf(`1${group}234${decimal}56`)).toBe('1234.56');
    }
  });

  it.each<[AmountOptions, RegExp]>([
    [{ locale: 'xx' }, /a locale of en,/],
    [{ locale: 'constructor' }, /a locale of en,/],
    [{ min: 5, max: 4 }, /min ≤ max/],
    [{ min: 'much' }, /a decimal number such as 12.50 for min of amount/],
    [{ max: -1 }, /bounds that some number keeps/],
    [{ min: '1.1', max: '1.9', cents: 'none' }, /bounds that some number keeps/],
    [{ decimals: 4 }, /0 to 3 for decimals/],
    [{ decimals: 0, cents: 'required' }, /decimals above 0/],
    [{ currency: ['5'] }, /signs without digits/],
  ])('that cannot be is refused: %j', (options, message) => {
    expect(() => amount(options)).toThrow(message);
  });
});
