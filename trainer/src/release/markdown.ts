/** Tables and numbers of a model card. */

/** 0.99751 → `99.75 %`; never rounds up to 100. */
export function percent(share: number, digits = 2): string {
  const factor = 10 ** digits;
  const shown = share < 1 ? Math.min(Math.round(share * 100 * factor), 100 * factor - 1) / factor : 100;
  return `${shown.toFixed(digits)} %`;
}

export const count = (n: number): string => Math.round(n).toLocaleString('en-US');

export const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
