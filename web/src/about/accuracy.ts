/** Reads models/<name>/metrics.json as far as it is understood: rows of network, set, images and accuracy. Pure. */

export interface AccuracyRow {
  readonly network: string;
  readonly set: string;
  readonly n: number;
  /** 0..1 */
  readonly accuracy: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a network was measured on: the share of digits that were read right, of lines those read right from end to end. */
export function accuracyRows(metrics: Readonly<Record<string, unknown>>): AccuracyRow[] {
  return Object.entries(metrics).flatMap(([network, value]) => {
    const sets = isRecord(value) && Array.isArray(value.sets) ? value.sets : [];
    return sets.filter(isRecord).flatMap(({ data, n, accuracy, exact }) => {
      const share = accuracy ?? exact;
      const isKnown = typeof data === 'string' && typeof n === 'number' && typeof share === 'number';
      return isKnown ? [{ network, set: data, n, accuracy: share }] : [];
    });
  });
}
