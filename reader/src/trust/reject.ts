/** Reading less to be wrong less: which readings to accept for an error budget. */
import type { Outcome } from './calibration.js';
import { wilsonInterval } from './wilson.js';

/** What happens when all readings with at least this confidence are accepted. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly accepted: number;
  readonly errors: number;
  /** Accepted of all: the coverage, in the trade the read rate. */
  readonly readRate: number;
  /** Errors of accepted: the selective risk. */
  readonly errorRate: number;
}

/** Nothing accepted. */
const NOTHING: OperatingPoint = { threshold: Infinity, accepted: 0, errors: 0, readRate: 0, errorRate: 0 };

/** The risk-coverage curve (El-Yaniv and Wiener 2010): one point for each confidence that occurs, from the surest on. */
export function riskCoverage(outcomes: readonly Outcome[]): OperatingPoint[] {
  const sorted = outcomes.toSorted((a, b) => b.confidence - a.confidence);
  const points: OperatingPoint[] = [];
  let errors = 0;
  for (let i = 0; i < sorted.length; i++) {
    const { confidence, correct } = sorted[i]!;
    if (!correct) errors++;
    // Readings equally sure are accepted together.
    if (sorted[i + 1]?.confidence === confidence) continue;
    const accepted = i + 1;
    points.push({
      threshold: confidence,
      accepted,
      errors,
      readRate: accepted / sorted.length,
      errorRate: errors / accepted,
    });
  }
  return points;
}

/**
 * The point that reads most while at most `budget` of the accepted are wrong (0.01: one in a hundred).
 * Its threshold is Infinity where not even the surest readings keep within the budget.
 * @param z with z > 0 the upper end of Wilson's interval must keep within the budget, not just the rate counted: for a threshold that is to
 * hold on other data; 1.645 is 95 %, one-sided.
 */
export function operatingPoint(outcomes: readonly Outcome[], budget: number, z = 0): OperatingPoint {
  const keeps = (point: OperatingPoint): boolean =>
    (z === 0 ? point.errorRate : wilsonInterval(point.errors, point.accepted, z).high) <= budget;
  return riskCoverage(outcomes).findLast(keeps) ?? NOTHING;
}

/** Confidence thresholds by error budget, as models carry them: `{ "0.01": 0.71, "0.001": 0.98 }`. */
export type Thresholds = Readonly<Record<string, number>>;

/** Thresholds for budgets, from held-out outcomes. A budget that cannot be kept gets 1: only certainty is accepted. */
export function thresholdsFor(outcomes: readonly Outcome[], budgets: readonly number[], z = 0): Thresholds {
  return Object.fromEntries(
    budgets.map((budget) => [String(budget), Math.min(1, operatingPoint(outcomes, budget, z).threshold)]),
  );
}

/**
 * The threshold for a budget: that of the largest budget in the table which is not above it. Without one, `1 − budget`, which
 * keeps within the budget for calibrated confidences.
 */
export function thresholdFor(budget: number, thresholds: Thresholds = {}): number {
  const known = Object.keys(thresholds)
    .filter((key) => Number(key) <= budget)
    .sort((a, b) => Number(b) - Number(a));
  return known.length > 0 ? thresholds[known[0]!]! : 1 - budget;
}
