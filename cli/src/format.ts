/** Numbers, times and tables as people read them. */

/** 0.98764 → `98.8 %`; never rounds up to 100. */
export function percent(share: number, digits = 1): string {
  const factor = 10 ** digits;
  const shown = share < 1 ? Math.min(Math.round(share * 100 * factor), 100 * factor - 1) / factor : 100;
  return `${shown.toFixed(digits)} %`;
}

/** 16234.4 → `16,234`. */
export const count = (n: number): string => Math.round(n).toLocaleString('en-US');

/** 75.2 → `1 min 15 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `━━━━╌╌╌╌` of so many signs. */
export function bar(share: number, width = 24): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '━'.repeat(full) + '╌'.repeat(width - full);
}

/** Lines of columns as wide as their widest cell; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, c) => Math.max(name.length, ...rows.map((row) => (row[c] ?? '').length)));
  const isNumber = head.map((_, c) => rows.every((row) => /^[\d.,\s%·–-]*$/.test(row[c] ?? '')));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (isNumber[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
