/** Dates in one order of their parts, real days within a range. */
import { compiledRule, type Rule } from '../rule.js';
import { isoDate, parseIsoDate } from './calendar.js';
import { type DatePlan, dateMachine, fullYear } from './date-machine.js';

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;

export interface DateOptions {
  readonly order: (typeof DATE_ORDERS)[number];
  /** What may stand between the parts, the same twice; '' for dates without: then day and month have two digits. */
  readonly separators?: readonly string[];
  /** Digits of the year. */
  readonly years?: 'two' | 'four' | 'both';
  /** Two-digit years 00 … pivot are 2000 … 2000 + pivot, later ones 19xx; 0 … 99. */
  readonly pivot?: number;
  /** The first and the last day that may be, ISO. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * A date; day and month may have one digit or two. The value is ISO: "2024-02-29". Leap years and lengths of months are kept.
 * @throws RangeError for days that are not, a range that is empty or that no date of the form falls into.
 */
export function date(options: DateOptions | DateOptions['order']): Rule<string> {
  const given = typeof options === 'string' ? { order: options } : options;
  const { order, separators = ['.', '/', '-', ' ', ''], years = 'both', pivot = 49 } = given;
  const from = parseIsoDate(given.from ?? '1900-01-01', 'from');
  const to = parseIsoDate(given.to ?? '2099-12-31', 'to');
  if (!DATE_ORDERS.includes(order))
    throw new RangeError(
      `Expected ${DATE_ORDERS.join(', ')} for order but received ${JSON.stringify(order)}`,
    );
  if (isoDate(from) > isoDate(to)) {
    throw new RangeError(
      `Expected from ≤ to for date but received ${isoDate(from)} and ${isoDate(to)}; exchange them`,
    );
  }
  if (!Number.isInteger(pivot) || pivot < 0 || pivot > 99)
    throw new RangeError(`Expected 0 to 99 for pivot but received ${pivot}`);
  if (separators.length === 0 || separators.some((each) => /\d/.test(each) || each.length > 3)) {
    throw new RangeError(
      `Expected separators of at most 3 characters, no digits, for date but received ${JSON.stringify(separators)}`,
    );
  }

  const yearDigits: readonly (2 | 4)[] = years === 'two' ? [2] : years === 'four' ? [4] : [2, 4];
  const plans = separators.flatMap((separator) =>
    yearDigits.map((count): DatePlan => ({ order, separator, yearDigits: count })),
  );
  return compiledRule({
    json: { type: 'date', ...given },
    expects: `a date (${Array.from(order, (part) => NAMES[part]).join(', ')}) from ${isoDate(from)} to ${isoDate(to)}`,
    machine: dateMachine(plans, { from, to, pivot }),
    value: (text) => isoDate(partsOf(text, order, pivot)),
  });
}

const NAMES: Readonly<Record<string, string>> = { d: 'day', m: 'month', y: 'year' };

function partsOf(text: string, order: string, pivot: number): { year: number; month: number; day: number } {
  const written = text.match(/\d+/g)!;
  const yearLength = written[0]!.length - 4;
  const parts = written.length === 3 ? written : cut(written[0]!, order, yearLength);
  const part = (name: string): string => parts[order.indexOf(name)]!;
  const year = Number(part('y'));
  return {
    year: part('y').length === 2 ? fullYear(year, pivot) : year,
    month: Number(part('m')),
    day: Number(part('d')),
  };
}

/** "29022024" → 29, 02, 2024. */
function cut(digits: string, order: string, yearLength: number): string[] {
  let at = 0;
  return Array.from(order, (part) => {
    const length = part === 'y' ? yearLength : 2;
    at += length;
    return digits.slice(at - length, at);
  });
}
