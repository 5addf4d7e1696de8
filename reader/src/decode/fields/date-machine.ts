/** Dates as a machine: it knows the calendar and the range, and forgets what no longer counts. */
import { DIGITS, digitOf, type Machine } from '../automaton/machine.js';
import { pointOf, rangesOf } from '../automaton/ranges.js';
import { type CalendarDate, daysIn, isLeapYear, isoDate } from './calendar.js';

/** How a date is written: its parts in order (`dmy`), what stands between them ('' for nothing), digits of the year. */
export interface DatePlan {
  readonly order: string;
  readonly separator: string;
  readonly yearDigits: 2 | 4;
}

export interface DateRange {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Two-digit years up to this are 20xx, later ones 19xx. */
  readonly pivot: number;
}

/** Parts that were read to their end, each by one that stands for all that may go on alike. */
type Known = Partial<CalendarDate>;

interface State {
  readonly plan: DatePlan;
  /** How many parts were read to their end. */
  readonly parts: number;
  /** Of the separator before the part at hand, what is still to come. */
  readonly separator: string;
  /** Of the part at hand. */
  readonly digits: string;
  readonly known: Known;
}

export const fullYear = (year: number, pivot: number): number => year + (year > pivot ? 1900 : 2000);

/** Dates of the range in any of the plans. */
export function dateMachine(plans: readonly DatePlan[], range: DateRange): Machine<State> {
  const settle = settler(range);
  return {
    ranges: [...DIGITS, ...rangesOf(plans.map(({ separator }) => separator).join(''))],
    start: plans.map((plan) => ({ plan, parts: 0, separator: '', digits: '', known: {} })),
    next(state, point) {
      if (state.parts === 3) return [];
      if (state.separator !== '') {
        if (pointOf(state.separator) !== point) return [];
        return [{ ...state, separator: Array.from(state.separator).slice(1).join('') }];
      }
      const digit = digitOf(point);
      return digit === null ? [] : withDigits(state, `${state.digits}${digit}`);
    },
    isFinal: ({ parts }) => parts === 3,
    key: ({ plan, parts, separator, digits, known: { year, month, day } }) => {
      if (parts === 3) return 'end';
      // Behind the last separator it no longer counts what separated.
      const way = parts === 2 && separator === '' ? plan.separator === '' : plan.separator;
      return [way, plan.yearDigits, parts, separator, digits, year, month, day].join();
    },
  };

  /** The part at hand may go on, or end here: both for the 1 of "1.2." and "12.2.". */
  function withDigits(state: State, digits: string): State[] {
    const { plan, parts, known } = state;
    const part = plan.order[parts];
    const full = part === 'y' ? plan.yearDigits : 2;
    const after: State[] = [];
    if (digits.length < full) {
      if (full === 2 || mayBecomeYear(digits)) after.push({ ...state, digits });
      if (part === 'y' || plan.separator === '') return after;
    }
    const number = Number(digits);
    const next =
      part === 'y'
        ? settle({ ...known, year: full === 2 ? fullYear(number, range.pivot) : number })
        : settle(part === 'm' ? { ...known, month: number } : { ...known, day: number });
    const separator = parts < 2 ? plan.separator : '';
    if (next) after.push({ plan, parts: parts + 1, separator, digits: '', known: next });
    return after;
  }

  function mayBecomeYear(digits: string): boolean {
    const first = Number(digits.padEnd(4, '0'));
    const last = Number(digits.padEnd(4, '9'));
    return last >= range.from.year && first <= range.to.year;
  }
}

/**
 * Null for parts that no day of the range has; else parts that stand for these. Without this a table of dates would have a
 * state for every day; with it some hundred are enough.
 */
function settler({ from, to }: DateRange): (known: Known) => Known | null {
  const [first, last] = [isoDate(from), isoDate(to)];
  const standsFor = <K extends Known>(all: readonly K[], kind: (known: K) => string): ((known: K) => K) => {
    const firsts = new Map<string, K>();
    for (const each of all) if (!firsts.has(kind(each))) firsts.set(kind(each), each);
    return (known) => firsts.get(kind(known))!;
  };

  const years = Array.from({ length: to.year - from.year + 1 }, (_, i) => ({ year: from.year + i }));
  const yearFor = standsFor(
    years,
    ({ year }) => `${year === from.year} ${year === to.year} ${isLeapYear(year)}`,
  );
  const days = Array.from({ length: 31 }, (_, i) => ({ day: i + 1 }));
  const dayFor = standsFor(
    days,
    ({ day }) => `${Math.max(28, day)} ${Math.sign(day - from.day)} ${Math.sign(day - to.day)}`,
  );
  const inYear = ({ month, day }: { month: number; day: number }): string => isoDate({ year: 0, month, day });
  const monthDays = Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: daysIn(i + 1, 2000) }, (_, j) => ({ month: i + 1, day: j + 1 })),
  ).flat();
  const [firstDay, lastDay] = [inYear(from), inYear(to)];
  const monthDayFor = standsFor(
    monthDays,
    (known) =>
      `${known.month === 2 && known.day === 29} ${inYear(known) < firstDay} ${inYear(known) > lastDay}`,
  );

  return ({ year, month, day }) => {
    if (year !== undefined && (year < from.year || year > to.year)) return null;
    if (month !== undefined && (month < 1 || month > 12)) return null;
    if (day !== undefined && (day < 1 || day > (month === undefined ? 31 : daysIn(month, year ?? 2000))))
      return null;
    if (year !== undefined && month !== undefined && day !== undefined) {
      const date = isoDate({ year, month, day });
      return first <= date && date <= last ? {} : null;
    }
    if (month !== undefined && day !== undefined) return monthDayFor({ month, day });
    if (day !== undefined) return dayFor({ day });
    if (year !== undefined && month === undefined) return yearFor({ year });
    return { ...(year !== undefined && { year }), ...(month !== undefined && { month }) };
  };
}
