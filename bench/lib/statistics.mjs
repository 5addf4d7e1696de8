/** Medians and ranges of rounds. */

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @returns median, lowest and highest of the rounds, and the rounds themselves in their order. */
export const summarize = (rounds) => ({
  median: median(rounds),
  low: Math.min(...rounds),
  high: Math.max(...rounds),
  rounds,
});

/** Median over the rounds of other / own: both were measured side by side, so a slow minute cancels out. */
export function ratio(others, own) {
  const rounds = Math.min(others.length, own.length);
  return median(others.slice(0, rounds).map((value, round) => value / own[round]));
}

/** Tenths of a run in which a process settles: V8 doubles its young generation on the way and keeps it, up to 13 MiB at once. */
const SETTLING = 4;

/** @param mebibytes resident memory after each tenth of a run. @returns how much it grew after the fourth. */
export const growthOf = (mebibytes) => mebibytes.at(-1) - mebibytes[SETTLING - 1];

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
