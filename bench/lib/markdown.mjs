/** Numbers and tables as Markdown. */

/** Three significant digits, with thin groups of thousands: 0.229, 7.19, 25 300. */
export function number(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, digits === 0 ? ' ' : '');
}

/** Median with its range: `0.229 [0.22–0.32]`. */
export const spread = ({ median, low, high, rounds }) =>
  rounds.length > 1 ? `${number(median)} [${number(low)}–${number(high)}]` : number(median);

export const times = (value) => `${number(value)}×`;

export const kibibytes = (bytes) => `${number(bytes / 1024)} KB`;

export const percent = (share) => `${(100 * share).toFixed(2)} %`;

/** @param cells rows of strings, the first one being the head. */
export function table([head, ...rows]) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** How a figure stands to its target; `atLeast` where more is better. */
export function verdict(value, target, { atLeast = false } = {}) {
  if (target === undefined) return '';
  if (!Number.isFinite(value)) return 'not measured';
  const isReached = atLeast ? value >= target : value <= target;
  if (isReached) return 'reached';
  const short = atLeast ? 1 - value / target : value / target - 1;
  return `missed by ${Math.max(1, Math.round(100 * short))} %`;
}
