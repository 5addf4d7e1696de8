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

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
