/** Mean and spread of a figure over several runs. Knows nothing of models. */

export interface Spread {
  readonly runs: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Of the sample, `√(Σ(x − mean)² / (n − 1))`; 0 for one run. */
  readonly standardDeviation: number;
  /** In the order of the runs. */
  readonly values: readonly number[];
}

/** @throws RangeError for no values. */
export function spreadOf(values: readonly number[]): Spread {
  const runs = values.length;
  if (runs === 0) throw new RangeError('Expected at least one value for spreadOf but received none.');
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    runs,
    mean,
    min: Math.min(...values),
    max: Math.max(...values),
    standardDeviation: runs > 1 ? Math.sqrt(squares / (runs - 1)) : 0,
    values,
  };
}
