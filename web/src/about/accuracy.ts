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

/** Every object in the metrics that has a number `n` and an `accuracy`, under the name that leads to it. */
export function accuracyRows(metrics: Readonly<Record<string, unknown>>): AccuracyRow[] {
  return Object.entries(metrics).flatMap(([network, value]) =>
    find(value, network).map((row) => ({ network, ...row })),
  );
}

function find(value: unknown, name: string): Omit<AccuracyRow, 'network'>[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => find(item, name));
  if (!isRecord(value)) return [];
  const { n, accuracy } = value;
  if (typeof n === 'number' && typeof accuracy === 'number') {
    const given = value.data ?? value.set ?? value.name;
    return [{ set: typeof given === 'string' ? given : name, n, accuracy }];
  }
  return Object.entries(value).flatMap(([key, inner]) => find(inner, key));
}
