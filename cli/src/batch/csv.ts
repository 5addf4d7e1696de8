/** Rows as CSV (RFC 4180, lines end with LF), safe to open in a spreadsheet. */

/** What a spreadsheet may take for a formula, and a number that only looks so. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d[\d.,\s]*$/;

/** Text that a spreadsheet would compute gets an apostrophe before it (OWASP, CSV injection); numbers such as -12.50 stay. */
export function csvCell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\n`;
