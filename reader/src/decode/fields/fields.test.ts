import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TURNS, walk } from '../../testing/lattice.js';
import type { Rule } from '../rule.js';
import { digits } from './digits.js';
import { oneOf } from './one-of.js';
import { phone } from './phone.js';
import { PHONE_PLANS } from './phone-plans.js';
import { plate } from './plate.js';
import { PLATES } from './plates.js';
import { postcode, zip } from './postcode.js';
import { POSTCODES } from './postcodes.js';

/** Texts that the rule's automaton leads to, whatever way it goes. */
const textsOf = (rule: Rule): fc.Arbitrary<string> =>
  fc.array(fc.nat(), { minLength: TURNS, maxLength: TURNS }).map((turns) => walk(rule, turns));

describe('digits', () => {
  it('are so many', () => {
    expect(['12345', '1234', '123456', '12a45', '1 234'].map((text) => digits(5).accepts(text))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['12', '123', '1', '1234'].map((text) => digits({ min: 2, max: 3 }).accepts(text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(digits(3).valueOf('007')).toBe('007');
  });

  it.each([0, -1, 2.5, 65, { min: 3, max: 2 }, { min: 0, max: 2 }])(
    'that cannot be are refused: %j',
    (length) => {
      expect(() => digits(length)).toThrow(/Expected 1 to 64/);
    },
  );
});

describe('a postcode', () => {
  it('of the USA is a ZIP code, with or without four more', () => {
    expect(zip().valueOf('02134')).toBe('02134');
    expect(zip().valueOf('02134 1000')).toBe('02134-1000');
    expect(zip({ plus4: 'never' }).accepts('02134-1000')).toBe(false);
    expect(zip({ plus4: 'required' }).accepts('02134')).toBe(false);
    expect(zip().accepts('0213')).toBe(false);
  });

  it.each([
    ['DE', '01067', '01067'],
    ['CH', '8001', '8001'],
    ['GB', 'SW1A1AA', 'SW1A 1AA'],
    ['GB', 'M1 1AE', 'M1 1AE'],
    ['GB', 'CR2 6XH', 'CR2 6XH'],
    ['CA', 'K1A0B1', 'K1A 0B1'],
    ['NL', '1012AB', '1012 AB'],
    ['PL', '00950', '00-950'],
    ['PT', '1000-205', '1000-205'],
    ['JP', '1000001', '100-0001'],
    ['SE', '111 22', '111 22'],
    ['IE', 'D6W XY00', 'D6W XY00'],
    ['IN', '110001', '110 001'],
    ['BR', '01310-200', '01310-200'],
  ])('of %s: %s is %s', (country, text, value) => {
    expect(postcode(country).valueOf(text)).toBe(value);
  });

  it.each([
    ['DE', ['00123', '1234', '123456']],
    ['AT', ['0123']],
    ['CA', ['D1A 0B1', 'K1A-0B1']],
    ['FR', ['99000', '00100']],
  ])('of %s is no other', (country, texts) => {
    expect(texts.filter((text) => postcode(country).accepts(text))).toEqual([]);
  });

  it('of several countries is one of any', () => {
    const rule = postcode(['DE', 'GB']);
    expect(rule.valueOf('10115')).toBe('10115');
    expect(rule.valueOf('EC1A1BB')).toBe('EC1A 1BB');
  });

  it('keeps its characters, and reads the same again, in every country', () => {
    for (const country of Object.keys(POSTCODES)) {
      const rule = postcode(country);
      fc.assert(
        fc.property(textsOf(rule), (text) => {
          const value = rule.valueOf(text);
          expect(value.replaceAll(/[ -]/g, '')).toBe(text.replaceAll(/[ -]/g, ''));
          expect(rule.valueOf(value)).toBe(value);
        }),
        { numRuns: 5 },
      );
    }
  });

  it('of a country that is not in the table is refused', () => {
    expect(() => postcode('XX')).toThrow(/Expected a country of AR, AT/);
    expect(() => postcode('toString')).toThrow(/Expected a country/);
    expect(() => postcode([])).toThrow(/received none/);
  });
});

describe('a telephone number', () => {
  it.each([
    ['US', '(212) 555-0100', '+12125550100'],
    ['US', '1-212-555-0100', '+12125550100'],
    ['DE', '030 / 123 456 78', '+493012345678'],
    ['DE', '+49 (0)30 12345678', '+493012345678'],
    ['DE', '0049 30 12345678', '+493012345678'],
    ['GB', '020 7946 0958', '+442079460958'],
    ['FR', '01 23 45 67 89', '+33123456789'],
    ['IT', '06 1234567', '+39061234567'],
    ['CN', '138 0013 8000', '+8613800138000'],
    ['DK', '32 12 34 56', '+4532123456'],
  ])('of %s: %s is %s', (country, text, value) => {
    expect(phone({ country }).valueOf(text)).toBe(value);
  });

  it.each([
    ['US', ['212-555-010', '112-555-0100', '212-155-0100', '+44 20 7946 0958']],
    ['DE', ['30 12345678', '030-', '030    123456', '0 0 0']],
    ['FR', ['01 23 45 67 8', '00 23 45 67 89']],
  ])('of %s is no other', (country, texts) => {
    expect(texts.filter((text) => phone({ country }).accepts(text))).toEqual([]);
  });

  it('from abroad is accepted where that is said', () => {
    expect(phone({ country: 'DE', foreign: true }).valueOf('+1 212 555 0100')).toBe('+12125550100');
    expect(phone().valueOf('00 44 20 7946 0958')).toBe('+442079460958');
    expect(phone().valueOf('555-0100')).toBe('5550100');
  });

  it('is E.164 in every country, whatever way the automaton goes', () => {
    for (const country of Object.keys(PHONE_PLANS)) {
      const rule = phone({ country });
      fc.assert(
        fc.property(textsOf(rule), (text) => {
          const value = rule.valueOf(text);
          expect([text, value]).toEqual([text, expect.stringMatching(/^\+[1-9]\d{5,14}$/)]);
          expect(value.slice(1)).toContain(PHONE_PLANS[country]!.code);
          expect(rule.valueOf(value)).toBe(value);
        }),
        { numRuns: 15 },
      );
    }
  });

  it('of an unknown country is refused', () => {
    expect(() => phone({ country: 'XX' })).toThrow(/Expected a country of AT/);
  });
});

describe('a number plate', () => {
  const anyPlate = plate();

  it.each([
    ['DE', 'B-MW 1234', 'BMW1234'],
    ['DE', 'M AB 12E', 'MAB12E'],
    ['FR', 'AA-229-AA', 'AA229AA'],
    ['GB', 'BD51 SMR', 'BD51SMR'],
    ['NL', '12-AB-CD', '12ABCD'],
    ['NL', 'GZ-999-X', 'GZ999X'],
    ['ES', '1234 BCD', '1234BCD'],
    ['IT', 'AB 123 CD', 'AB123CD'],
    ['CN', '京A·12345', '京A12345'],
    ['CH', 'ZH 123456', 'ZH123456'],
    ['IN', 'MH 12 AB 1234', 'MH12AB1234'],
  ])('of %s: %s is %s', (country, text, value) => {
    expect(plate(country).valueOf(text)).toBe(value);
    expect(anyPlate.accepts(text)).toBe(true);
  });

  it('is of its own country only', () => {
    expect(plate('DE').accepts('AA-229-AA')).toBe(false);
    expect(plate('ES').accepts('1234 AEI')).toBe(false);
    expect(plate('CH').accepts('XX 123')).toBe(false);
    expect(plate(['DE', 'FR']).accepts('AA-229-AA')).toBe(true);
    expect(() => plate('XX')).toThrow(/Expected a country of AT/);
  });

  it('of every country can be read', () => {
    for (const country of Object.keys(PLATES))
      expect(plate(country).automaton.distance(0)).toBeGreaterThan(1);
  });
});

describe('a list of allowed values', () => {
  it('allows them and nothing else', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '1', '€'), minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.string({ unit: fc.constantFrom('a', 'b', '1', '€'), maxLength: 4 }),
        (values, text) => {
          const rule = oneOf(values);
          for (const value of values) expect(rule.valueOf(value)).toBe(value);
          expect(rule.accepts(text)).toBe(values.includes(text));
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [[], /received none/],
    [['a', ''], /received ""/],
    [['a', 'b', 'a'], /received "a" twice/],
    [['x'.repeat(20_000)], /at most 15000 characters/],
  ])('%j is refused', (values, message) => {
    expect(() => oneOf(values)).toThrow(message);
  });

  it('is not compared with itself: a long one is refused at once', () => {
    const values = Array.from({ length: 200_000 }, (_, i) => String(i));
    const start = performance.now();
    expect(() => oneOf(values)).toThrow(/at most 15000 characters/);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
