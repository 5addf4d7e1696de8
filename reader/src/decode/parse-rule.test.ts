import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_TYPES } from './field-types.js';
import { parseRule } from './parse-rule.js';
import type { RuleJson } from './rule.js';
import { ruleSchema } from './rule-schema.js';

const EXAMPLES: readonly (readonly [short: string, json: RuleJson])[] = [
  ['digits(5)', { type: 'digits', length: 5 }],
  ['digits(3..6)', { type: 'digits', min: 3, max: 6 }],
  ['zip', { type: 'zip' }],
  ['zip(never)', { type: 'zip', plus4: 'never' }],
  ['postcode(DE)', { type: 'postcode', country: 'DE' }],
  ['postcode(DE|AT)', { type: 'postcode', country: ['DE', 'AT'] }],
  ['date(dmy)', { type: 'date', order: 'dmy' }],
  [
    'date(ymd, from=2000-01-01, separators=-| , years=four)',
    { type: 'date', order: 'ymd', from: '2000-01-01', separators: ['-', ' '], years: 'four' },
  ],
  ['phone', { type: 'phone' }],
  ['phone(DE, foreign=true)', { type: 'phone', country: 'DE', foreign: true }],
  ['amount', { type: 'amount' }],
  [
    'amount(de, min=0.01, currency=€|EUR)',
    { type: 'amount', locale: 'de', min: '0.01', currency: ['€', 'EUR'] },
  ],
  [
    'amount(en, 10..99.50, as=cents, decimals=2)',
    { type: 'amount', locale: 'en', min: '10', max: '99.50', as: 'cents', decimals: 2 },
  ],
  ['percentage(decimals=1)', { type: 'percentage', decimals: 1 }],
  ['integer(-5..100)', { type: 'integer', min: -5, max: 100 }],
  ['oneOf(yes|no)', { type: 'oneOf', values: ['yes', 'no'] }],
  ['pattern([A-Z]{1,2}=\\d+)', { type: 'pattern', expression: '[A-Z]{1,2}=\\d+' }],
  ['pattern(/a(b)/)', { type: 'pattern', expression: 'a(b)' }],
  ['luhn(16)', { type: 'luhn', length: 16 }],
  ['mod11(10, x=true)', { type: 'mod11', length: 10, x: true }],
  ['mod11(3, weights=3|2|1)', { type: 'mod11', length: 3, weights: [3, 2, 1] }],
  ['mod97(10..12)', { type: 'mod97', min: 10, max: 12 }],
  ['iban', { type: 'iban' }],
  ['iban(DE, printed=true)', { type: 'iban', countries: 'DE', printed: true }],
  ['ean(8)', { type: 'ean', length: 8 }],
  ['isbn(13)', { type: 'isbn', length: 13 }],
  ['isbn', { type: 'isbn' }],
  ['card(visa|amex)', { type: 'card', brands: ['visa', 'amex'] }],
  ['plate(FR)', { type: 'plate', country: 'FR' }],
];

describe('a rule', () => {
  it.each(EXAMPLES)('%s', (short, json) => {
    const rule = parseRule(short);
    const again = parseRule(JSON.stringify(json));
    expect(rule.json).toEqual(json);
    expect(again.json).toEqual(json);
    expect(again.expects).toBe(rule.expects);
  });

  it('of every type is among these', () => {
    expect(new Set(EXAMPLES.map(([, { type }]) => type))).toEqual(new Set(Object.keys(FIELD_TYPES)));
  });

  it.each<[unknown, RegExp]>([
    ['digit(5)', /Expected digits, zip, .* for the type of a rule but received "digit"/],
    [{ type: 'toString' }, /for the type of a rule/],
    [{}, /for the type of a rule but received undefined/],
    [{ type: 'digits' }, /Expected length, or min and max for digits/],
    [{ type: 'digits', min: 2 }, /Expected length, or min and max/],
    [{ type: 'digits', length: 2, min: 1, max: 2 }, /Expected length, or min and max/],
    [{ type: 'digits', length: '5' }, /Expected a whole number for length of digits but received "5"/],
    ['digits(five)', /Expected a whole number for length of digits but received "five"/],
    ['digits(5, 6)', /for an option of digits but received "6"/],
    ['digits(5, width=6)', /for an option of digits but received "width"/],
    ['digits(5, length=6)', /length once/],
    [{ type: 'zip', plus4: 'no' }, /optional, required, never for plus4/],
    [{ type: 'zip', constructor: 1 }, /for an option of zip/],
    ['date', /Expected order for date/],
    ['date(dmy, from=2024-02-30)', /a day of the calendar/],
    [{ type: 'oneOf', values: 'yes' }, /a list of texts for values/],
    [{ type: 'amount', min: Number.NaN }, /a decimal number for min/],
    [{ type: 'phone', foreign: 'true' }, /true or false for foreign/],
    [{ type: 'mod11', length: 2, weights: [1, 'x'] }, /a list of whole numbers/],
    ['integer(5..1)', /min ≤ max/],
    ['pattern((a)', /not closed/],
    ['pattern', /Expected expression for pattern/],
    ['digits 5', /a rule such as digits\(5\)/],
    ['', /a rule such as/],
    ['{"type":', /Expected JSON for rule/],
    [null, /an object or a short text/],
    [[], /an object or a short text/],
    [7, /an object or a short text/],
  ])('%j is refused', (input, message) => {
    expect(() => parseRule(input)).toThrow(message);
  });

  it('whatever it is made of, is parsed or refused with a sentence', () => {
    const keys = fc.constantFrom(
      'length',
      'min',
      'max',
      'order',
      'values',
      'country',
      'expression',
      'x',
      '__proto__',
    );
    const values = fc.oneof(
      fc.integer({ min: -3, max: 20 }),
      fc.string({ maxLength: 5 }),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
    );
    const objects = fc
      .tuple(fc.constantFrom(...Object.keys(FIELD_TYPES)), fc.dictionary(keys, values, { maxKeys: 3 }))
      .map(([type, options]) => ({ ...options, type }));
    fc.assert(
      fc.property(fc.oneof(objects, fc.string({ maxLength: 12 })), (input) => {
        try {
          const { json } = parseRule(input);
          expect(parseRule(json).json).toEqual(json);
        } catch (error) {
          expect((error as Error).message).toMatch(/^Expected /);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the schema of rules', () => {
  const { oneOf } = ruleSchema() as { oneOf: Record<string, unknown>[] };
  const [text, ...objects] = oneOf;

  it('has every type with its options, and allows no others', () => {
    expect(objects.map(({ title }) => title)).toEqual(Object.keys(FIELD_TYPES));
    for (const [, { type, ...options }] of EXAMPLES) {
      const schema = objects.find(({ title }) => title === type)!;
      const properties = schema.properties as Record<
        string,
        { const?: string; type?: unknown; enum?: unknown[] }
      >;
      expect(properties.type).toEqual({ const: type });
      expect(schema).toMatchObject({ additionalProperties: false, type: 'object' });
      for (const [name, value] of Object.entries(options)) {
        const kind = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
        const { type: types, enum: choices } = properties[name]!;
        expect(choices ? choices.includes(value) : [types].flat().includes(kind)).toBe(true);
      }
    }
  });

  it('takes the short texts', () => {
    const pattern = new RegExp(text!.pattern as string);
    for (const [short] of EXAMPLES) expect(short).toMatch(pattern);
    expect('digit(5)').not.toMatch(pattern);
  });
});
