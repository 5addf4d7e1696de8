/** From which confidence on a model's readings are accepted, as it is stored with it. Knows no network. */
import { type Outcome, type Thresholds, thresholdsFor } from '@digitry/reader';

/** Shares of the accepted that may be wrong, for which a model carries its threshold. */
const BUDGETS = [0.02, 0.01, 0.005, 0.002, 0.001];
/** Standard errors by which the counted rate must stay below the budget: few samples prove little. */
const CAUTION = 1;
/** Nothing below it is accepted, however good the network is on its validation data: other data will come. */
const LEAST = 0.5;

/** Confidences from which on readings keep within each budget; none for a budget that so few samples cannot prove. */
export function provenThresholds(outcomes: readonly Outcome[]): Thresholds {
  const proven = Object.entries(thresholdsFor(outcomes, BUDGETS, CAUTION)).filter(
    ([, threshold]) => threshold < 1,
  );
  return Object.fromEntries(proven.map(([budget, threshold]) => [budget, Math.max(LEAST, threshold)]));
}
