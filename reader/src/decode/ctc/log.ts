/** Sums of probabilities that are kept as logarithms. */

/** `log(exp(a) + exp(b))` without overflow; −Infinity is the logarithm of nothing, +Infinity and NaN must not come in. */
export function logAdd(a: number, b: number): number {
  const high = a > b ? a : b;
  const low = a > b ? b : a;
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
}
