/** Amounts of money as people write them: grouped or not, with cents, dashes, a fraction of 100, currency signs and fillers. */
import { type DecimalInput, formatDecimal } from '../decimal.js';
import { compiledRule, type Rule } from '../rule.js';
import { escaped, formatOf, type NumberFormat, wholePattern } from './locales.js';
import { type NumberForm, numberMachine } from './within.js';

export interface AmountOptions {
  /** A BCP 47 tag for the way of grouping and pointing: `en` 1,234.56 · `de` 1.234,56 · `fr` 1 234,56 · `de-CH` 1'234.56. */
  readonly locale?: string;
  /** 0 … 3 places behind the decimal mark. */
  readonly decimals?: number;
  /** Whether the decimals must be there. `-`, `=`, `xx/100` and `--/100` count as being there; `none` allows whole amounts only. */
  readonly cents?: 'optional' | 'required' | 'none';
  /** Signs that may stand before or after, letters too. */
  readonly currency?: readonly string[];
  /** Where a minus may stand. Without one, a `-` at the end only closes the amount. */
  readonly sign?: 'none' | 'leading' | 'trailing';
  readonly min?: DecimalInput;
  readonly max?: DecimalInput;
  /** The value: "1234.56", or the whole number 123456. */
  readonly as?: 'decimal' | 'cents';
}

/**
 * An amount. The value is exact: digits are moved, nothing is computed with binary fractions.
 * @param options or a locale alone.
 * @throws RangeError for an unknown locale, decimals out of range, min above max.
 */
export function amount(options: string | AmountOptions = {}): Rule {
  const given = typeof options === 'string' ? { locale: options } : options;
  const { locale = 'en', decimals = 2, cents = 'optional', sign = 'none', as = 'decimal' } = given;
  const { currency = ['$', '€', '£'], min, max } = given;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 3)
    throw new RangeError(`Expected 0 to 3 for decimals but received ${decimals}`);
  if (decimals === 0 && cents === 'required')
    throw new RangeError('Expected decimals above 0 for an amount with cents but received 0');
  if (currency.some((each) => each === '' || /\d/.test(each)))
    throw new RangeError(
      `Expected signs without digits for currency but received ${JSON.stringify(currency)}`,
    );

  const format = formatOf(locale);
  const shape: Shape = { decimals, cents, currency, sign };
  return compiledRule<string | number, unknown>({
    json: { type: 'amount', ...given },
    expects: expectation(given, locale),
    machine: numberMachine(amountForms(format, shape), { min, max }, 'amount'),
    value(text) {
      const units = unitsOf(text, format, shape);
      return as === 'cents' ? Number(units) : formatDecimal({ units, scale: decimals });
    },
  });
}

/** Dashes over 100. */
const NO_CENTS = '[-=]{1,2}\\/100';

type Shape = Required<Pick<AmountOptions, 'decimals' | 'cents' | 'currency' | 'sign'>>;

/** The ways to write an amount. Fillers `*`, `#`, `=` keep others from adding digits, and mean nothing. */
function amountForms(format: NumberFormat, shape: Shape): NumberForm[] {
  const { currency, sign } = shape;
  const signs = currency.map(escaped).join('|');
  // Where no minus may stand, several dashes are a filler too; one alone ahead would be a minus that somebody wrote all the same.
  const ahead = sign === 'none' ? '(?:[*#=]*|-{2,6} ?)' : '[*#=]*';
  const before = `${ahead}${signs && `(?:(?:${signs}) ?[*#=]*)?`}`;
  const after = `[*#=]*${signs && `(?: ?(?:${signs}))?`}`;
  // Where a minus may stand at the end, a dash there is one.
  const closing = {
    none: '(?: ?(?:[-=]{1,6}|\\/\\/))?',
    leading: '(?: ?[-=]{1,2})?',
    trailing: '(?: ?={1,2})?',
  }[sign];
  const forms = bodies(format, shape, closing).map(([body, scale]) => ({
    source: `${before}${body}${after}`,
    scale,
    isNegative: false,
  }));
  if (sign === 'none') return forms;
  const negative = bodies(format, shape, sign === 'trailing' ? '' : closing).map(([body, scale]) => ({
    source:
      sign === 'trailing' ? `${before}${body} ?-${after}` : `(?:- ?${before}|${before}- ?)${body}${after}`,
    scale,
    isNegative: true,
  }));
  return [...forms, ...negative];
}

/** Digits and what belongs to them, with how many of the digits are decimals. */
function bodies(
  format: NumberFormat,
  { decimals, cents, sign }: Shape,
  closing: string,
): [body: string, scale: number][] {
  const whole = wholePattern(format);
  const mark = escaped(format.decimal);
  // 12,- has a dash in place of the cents.
  const dashes = sign === 'trailing' ? `${mark}[-=]` : `${mark}[-=]{1,2}`;
  const inPlace = sign === 'trailing' ? `(?: ?=|${dashes})` : `(?: ?[-=]{1,2}|${dashes})`;
  const none: [string, number] = [`${whole}${closing}`, 0];
  if (cents === 'none') return [none];
  const out: [string, number][] = [[`${whole}${inPlace}${closing}`, 0]];
  if (cents === 'optional') out.push(none);
  if (decimals > 0) out.push([`${whole}${mark}\\d{${decimals}}${closing}`, decimals]);
  if (decimals === 2) {
    out.push([`${whole}[ -]?\\d\\d\\/100${closing}`, 2]);
    // 35 --/100 has no cents.
    out.push([`${whole} ?${NO_CENTS}${closing}`, 0]);
  }
  return out;
}

/** The amount in its smallest unit. */
function unitsOf(text: string, { decimal }: NumberFormat, { decimals, currency, sign }: Shape): bigint {
  // The longest first: Fr. before Fr; a sign's own point is no decimal mark.
  const signs = currency.toSorted((a, b) => b.length - a.length);
  const unsigned = signs.reduce((rest, each) => rest.replaceAll(each, ''), text);
  const bare = unsigned.replace(new RegExp(` ?${NO_CENTS}`), '');
  const mark = escaped(decimal);
  const fraction =
    /(\d\d)\/100/.exec(bare) ?? new RegExp(`${mark}(\\d{${Math.max(1, decimals)}})(?!\\d)`).exec(bare);
  const whole = (fraction ? bare.slice(0, fraction.index) : bare).replaceAll(/\D/g, '');
  const units = BigInt(whole + (fraction?.[1] ?? '').padEnd(decimals, '0'));
  const minus = sign === 'leading' ? /^\D*-/ : new RegExp(`(?:\\d|${mark}[-=]) ?-\\D*$`);
  return sign !== 'none' && minus.test(bare) ? -units : units;
}

const expectation = ({ min, max, sign = 'none' }: AmountOptions, locale: string): string =>
  [
    `an amount as in ${locale}`,
    sign === 'none' ? '' : ` with a ${sign} minus`,
    min === undefined ? '' : ` from ${min}`,
    max === undefined ? '' : ` up to ${max}`,
  ].join('');
