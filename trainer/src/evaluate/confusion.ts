/** Who is taken for whom, and what follows from it for each class. Knows no network. */

export interface Confusion {
  readonly labels: readonly string[];
  /** `counts[truth][answer]`; the last column is "no answer". */
  readonly counts: readonly (readonly number[])[];
}

export interface ClassScore {
  readonly label: string;
  /** Samples of this class. */
  readonly n: number;
  /** Right answers among the answers of this class, TP / (TP + FP); NaN-free: 0 where there is none. */
  readonly precision: number;
  /** Right answers among the samples of this class, TP / (TP + FN). */
  readonly recall: number;
  /** Harmonic mean of both, 2·P·R / (P + R). */
  readonly f1: number;
}

/** @param answers index of the label answered, or −1 for no answer. */
export function confusionOf(
  labels: readonly string[],
  truths: ArrayLike<number>,
  answers: ArrayLike<number>,
): Confusion {
  const counts = labels.map(() => new Array<number>(labels.length + 1).fill(0));
  for (let i = 0; i < truths.length; i++) {
    const row = counts[truths[i]!]!;
    const column = answers[i]! < 0 ? labels.length : answers[i]!;
    row[column]!++;
  }
  return { labels, counts };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export function classScores({ labels, counts }: Confusion): ClassScore[] {
  return labels.map((label, c) => {
    const right = counts[c]![c]!;
    const n = counts[c]!.reduce((a, b) => a + b, 0);
    const precision = share(
      right,
      counts.reduce((sum, row) => sum + row[c]!, 0),
    );
    const recall = share(right, n);
    return { label, n, precision, recall, f1: share(2 * precision * recall, precision + recall) };
  });
}
