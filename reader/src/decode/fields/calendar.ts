/** The Gregorian calendar, without time zones. */

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** 28 … 31. */
export function daysIn(month: number, year: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** ISO 8601: "2024-02-29". */
export const isoDate = ({ year, month, day }: CalendarDate): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** @throws RangeError for anything but a real day as YYYY-MM-DD, years 0001 … 9999. */
export function parseIsoDate(text: string, name: string): CalendarDate {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const [year, month, day] = (match?.slice(1) ?? []).map(Number) as [number, number, number];
  if (!match || year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(month, year)) {
    throw new RangeError(
      `Expected a day of the calendar as 2024-02-29 for ${name} but received ${JSON.stringify(text)}`,
    );
  }
  return { year, month, day };
}
