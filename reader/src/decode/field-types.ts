/** The table of all rules that JSON and short texts can say, with their options. */
import { type AmountOptions, amount } from './fields/amount.js';
import { CARD_BRANDS, card } from './fields/card.js';
import { type EanLength, ean, isbn, luhn, type Mod11Options, mod11, mod97 } from './fields/checked.js';
import { DATE_ORDERS, type DateOptions, date } from './fields/date.js';
import { digits, type Length } from './fields/digits.js';
import { type IbanOptions, iban } from './fields/iban.js';
import { type IntegerOptions, integer, type PercentageOptions, percentage } from './fields/number.js';
import { oneOf } from './fields/one-of.js';
import { pattern } from './fields/pattern.js';
import { type PhoneOptions, phone } from './fields/phone.js';
import { plate } from './fields/plate.js';
import { postcode, type ZipOptions, zip } from './fields/postcode.js';
import type { Parameter } from './parameters.js';
import type { Rule } from './rule.js';

export interface FieldType {
  readonly about: string;
  /** Options by their name. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** One of these sets of options must be given. */
  readonly required?: readonly (readonly string[])[];
  /** Options that a short text may give without their name, in this order. */
  readonly positional?: readonly string[];
  build(options: unknown): Rule;
}

type Options = Readonly<Record<string, Parameter>>;

const length: Options = {
  length: { kind: 'integer', about: 'How many digits' },
  min: { kind: 'integer', about: 'The fewest digits' },
  max: { kind: 'integer', about: 'The most digits' },
};

/** A number of digits: `length`, or `min` and `max`. */
const byLength = (about: string, build: (length: Length) => Rule): FieldType => ({
  about,
  parameters: length,
  required: [['length'], ['min', 'max']],
  positional: ['length'],
  build: (options) => {
    const { length, ...range } = options as { length?: number; min: number; max: number };
    return build(length ?? range);
  },
});

const countries: Parameter = { kind: 'codes', about: 'Two-letter country codes (ISO 3166-1)' };
const locale: Parameter = { kind: 'text', about: 'A BCP 47 tag: en, de, fr, de-CH, …' };
const bounds: Options = {
  min: { kind: 'decimal', about: 'The least value' },
  max: { kind: 'decimal', about: 'The greatest value' },
};

export const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
  digits: byLength('Digits', digits),
  zip: {
    about: 'A ZIP code',
    parameters: {
      plus4: {
        kind: 'choice',
        of: ['optional', 'required', 'never'],
        about: 'Whether four more digits follow',
      },
    },
    positional: ['plus4'],
    build: (options) => zip(options as ZipOptions),
  },
  postcode: {
    about: 'A postcode',
    parameters: { country: countries },
    required: [['country']],
    positional: ['country'],
    build: (options) => postcode((options as { country: string }).country),
  },
  date: {
    about: 'A date',
    parameters: {
      order: { kind: 'choice', of: DATE_ORDERS, about: 'Day, month and year in order' },
      separators: { kind: 'texts', about: 'What may stand between the parts; empty for nothing' },
      years: { kind: 'choice', of: ['two', 'four', 'both'], about: 'Digits of the year' },
      pivot: { kind: 'integer', about: 'Two-digit years up to it are 20xx, later ones 19xx' },
      from: { kind: 'text', about: 'The first day, YYYY-MM-DD' },
      to: { kind: 'text', about: 'The last day, YYYY-MM-DD' },
    },
    required: [['order']],
    positional: ['order'],
    build: (options) => date(options as DateOptions),
  },
  phone: {
    about: 'A telephone number',
    parameters: {
      country: { kind: 'text', about: 'Whose numbers need no calling code (ISO 3166-1)' },
      foreign: { kind: 'flag', about: 'Whether numbers of other countries are accepted too' },
    },
    positional: ['country'],
    build: (options) => phone(options as PhoneOptions),
  },
  amount: {
    about: 'An amount of money',
    parameters: {
      locale,
      decimals: { kind: 'choice', of: [0, 1, 2, 3], about: 'Places behind the decimal mark' },
      cents: { kind: 'choice', of: ['optional', 'required', 'none'], about: 'Whether they must be there' },
      currency: { kind: 'texts', about: 'Signs that may stand before or after' },
      sign: { kind: 'choice', of: ['none', 'leading', 'trailing'], about: 'Where a minus may stand' },
      as: { kind: 'choice', of: ['decimal', 'cents'], about: 'The value: "12.50" or 1250' },
      ...bounds,
    },
    positional: ['locale'],
    build: (options) => amount(options as AmountOptions),
  },
  percentage: {
    about: 'A percentage',
    parameters: {
      locale,
      decimals: { kind: 'integer', about: 'At most so many places behind the decimal mark' },
      mark: { kind: 'choice', of: ['optional', 'required'], about: 'Whether the % must be written' },
      ...bounds,
    },
    build: (options) => percentage(options as PercentageOptions),
  },
  integer: {
    about: 'A whole number',
    parameters: {
      min: { kind: 'integer', about: 'The least' },
      max: { kind: 'integer', about: 'The greatest' },
      leadingZeros: { kind: 'flag', about: 'Whether 007 is 7' },
    },
    build: (options) => integer(options as IntegerOptions),
  },
  oneOf: {
    about: 'One of some texts',
    parameters: { values: { kind: 'texts', about: 'All that are allowed' } },
    required: [['values']],
    positional: ['values'],
    build: (options) => oneOf((options as { values: string[] }).values),
  },
  pattern: {
    about: 'Text by regular expression',
    parameters: { expression: { kind: 'text', about: 'Matches the whole text' } },
    required: [['expression']],
    positional: ['expression'],
    build: (options) => pattern((options as { expression: string }).expression),
  },
  luhn: byLength("A number with Luhn's check digit", luhn),
  mod11: {
    about: 'A number with a check digit modulo 11',
    parameters: {
      length: { kind: 'integer', about: 'Digits with the check digit' },
      weights: { kind: 'integers', about: 'One a digit, left to right' },
      x: { kind: 'flag', about: 'Whether the check digit may be X, for 10' },
    },
    required: [['length']],
    positional: ['length'],
    build: (options) => mod11(options as Mod11Options),
  },
  mod97: byLength('A number with two check digits modulo 97 (ISO 7064)', mod97),
  iban: {
    about: 'An international bank account number',
    parameters: {
      countries,
      printed: { kind: 'flag', about: "Whether the country's letters are printed on the form" },
    },
    positional: ['countries'],
    build: (options) => iban(options as IbanOptions),
  },
  ean: {
    about: 'An article number (EAN, UPC, GTIN)',
    parameters: { length: { kind: 'choice', of: [8, 12, 13, 14], about: 'How many digits' } },
    positional: ['length'],
    build: (options) => ean((options as { length?: EanLength }).length),
  },
  isbn: {
    about: 'A book number',
    parameters: { length: { kind: 'choice', of: [10, 13], about: 'Only of so many digits' } },
    positional: ['length'],
    build: (options) => isbn((options as { length?: 10 | 13 }).length),
  },
  card: {
    about: "A bank card's number",
    parameters: { brands: { kind: 'texts', about: `The networks: ${CARD_BRANDS.join(', ')}` } },
    positional: ['brands'],
    build: (options) => card(options as { brands?: string[] }),
  },
  plate: {
    about: 'A number plate',
    parameters: { country: countries },
    positional: ['country'],
    build: (options) => plate((options as { country?: string }).country),
  },
};
