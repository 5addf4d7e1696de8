/** Is a confidence of 90 % right nine times in ten? */

/** What a reading claimed, and whether it was right. */
export interface Outcome {
  /** 0 … 1. */
  readonly confidence: number;
  readonly correct: boolean;
}

export interface ReliabilityBin {
  /** Confidences in (from, to]; the first bin has 0 too. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Means over the bin; 0 for an empty one. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** The outcomes in bins of equal width: a reliability diagram (DeGroot and Fienberg 1983). */
export function reliabilityBins(outcomes: readonly Outcome[], bins = 15): ReliabilityBin[] {
  const counts = new Float64Array(bins);
  const confidences = new Float64Array(bins);
  const right = new Float64Array(bins);
  for (const { confidence, correct } of outcomes) {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    counts[bin]!++;
    confidences[bin]! += confidence;
    if (correct) right[bin]!++;
  }
  return Array.from(counts, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    count,
    confidence: count === 0 ? 0 : confidences[bin]! / count,
    accuracy: count === 0 ? 0 : right[bin]! / count,
  }));
}

/** `ECE = Σ_b n_b / n · |accuracy_b − confidence_b|` over bins of equal width (Naeini, Cooper, Hauskrecht 2015); 0 for no outcomes. */
export function expectedCalibrationError(outcomes: readonly Outcome[], bins = 15): number {
  if (outcomes.length === 0) return 0;
  return reliabilityBins(outcomes, bins).reduce(
    (sum, bin) => sum + (bin.count / outcomes.length) * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
}
