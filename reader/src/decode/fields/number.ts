/** Whole numbers between bounds, and percentages. */
import { type DecimalInput, formatDecimal } from '../decimal.js';
import { compiledRule, type Rule } from '../rule.js';
import { escaped, formatOf } from './locales.js';
import { type NumberForm, numberMachine } from './within.js';

export interface IntegerOptions {
  /** Whole numbers of at most 15 digits. */
  readonly min?: number;
  readonly max?: number;
  /** Whether 007 is 7; otherwise it is not accepted. */
  readonly leadingZeros?: boolean;
}

const MOST_INTEGER = 999_999_999;

/**
 * A whole number min … max.
 * @throws RangeError for bounds that are not whole, too large, or the wrong way round.
 */
export function integer(options: IntegerOptions = {}): Rule<number> {
  const { min = 0, max = MOST_INTEGER, leadingZeros = false } = options;
  for (const [name, bound] of Object.entries({ min, max })) {
    if (!Number.isSafeInteger(bound) || Math.abs(bound) >= 1e15)
      throw new RangeError(`Expected a whole number of at most 15 digits for ${name} but received ${bound}`);
  }
  const digits = leadingZeros ? '\\d{1,15}' : '(?:0|[1-9]\\d{0,14})';
  const forms: NumberForm[] = [{ source: digits, scale: 0, isNegative: false }];
  if (min < 0) forms.push({ source: `-${digits}`, scale: 0, isNegative: true });
  return compiledRule({
    json: { type: 'integer', ...options },
    expects: `a whole number from ${min} to ${max}`,
    machine: numberMachine(forms, { min, max }, 'integer'),
    value: Number,
  });
}

export interface PercentageOptions {
  /** A BCP 47 tag; without one, both `.` and `,` are decimal marks. */
  readonly locale?: string;
  /** At most so many places behind the mark, 0 … 6. */
  readonly decimals?: number;
  /** Negative ones have a minus in front. */
  readonly min?: DecimalInput;
  readonly max?: DecimalInput;
  /** Whether the % must be written. */
  readonly mark?: 'optional' | 'required';
}

/**
 * A percentage, 0 to 100 unless bounds say otherwise; the value is a decimal number with the places written: "12.5".
 * @throws RangeError for an unknown locale, decimals out of range, min above max.
 */
export function percentage(options: PercentageOptions = {}): Rule<string> {
  const { locale, decimals = 2, min = 0, max = 100, mark = 'optional' } = options;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6)
    throw new RangeError(`Expected 0 to 6 for decimals but received ${decimals}`);
  const point = locale === undefined ? '[.,]' : escaped(formatOf(locale).decimal);
  const percent = mark === 'required' ? ' ?%' : '(?: ?%)?';
  const forms = Array.from({ length: decimals + 1 }, (_, scale): NumberForm => {
    const fraction = scale === 0 ? '' : `${point}\\d{${scale}}`;
    return { source: `(?:0|[1-9]\\d{0,8})${fraction}${percent}`, scale, isNegative: false };
  });
  const isSigned = String(min).startsWith('-');
  const negatives = forms.map(({ source, scale }) => ({ source: `-${source}`, scale, isNegative: true }));
  return compiledRule({
    json: { type: 'percentage', ...options },
    expects: `a percentage from ${min} to ${max}`,
    machine: numberMachine(isSigned ? [...forms, ...negatives] : forms, { min, max }, 'percentage'),
    value(text) {
      const [whole, fraction = ''] = text.split(/[.,]/).map((part) => part.replaceAll(/\D/g, '')) as [
        string,
        string?,
      ];
      const units = BigInt(`${whole}${fraction}`);
      return formatDecimal({ units: text.startsWith('-') ? -units : units, scale: fraction.length });
    },
  });
}
