/** Gradients by central differences: slow, and right whatever the backward pass says. */

export interface DifferenceOptions {
  /** Step h in ∂f/∂w ≈ (f(w + h) − f(w − h)) / 2h; about the cube root of the precision that f is computed in. */
  readonly step: number;
  /** At most so many entries of each array, evenly spread. */
  readonly entries?: number;
}

export interface Difference {
  readonly name: string;
  readonly index: number;
  readonly slope: number;
}

/** ∂f/∂w for entries of every array in `names`; the arrays are moved in place and put back. */
export function differences<A extends Float32Array | Float64Array>(
  f: (weights: ReadonlyMap<string, A>) => number,
  weights: ReadonlyMap<string, A>,
  names: Iterable<string>,
  { step, entries = Number.POSITIVE_INFINITY }: DifferenceOptions,
): Difference[] {
  const found: Difference[] = [];
  for (const name of names) {
    const values = weights.get(name)!;
    const stride = Math.max(1, Math.floor(values.length / entries));
    for (let index = 0; index < values.length; index += stride) {
      const kept = values[index]!;
      values[index] = kept + step;
      const above = values[index]!;
      const high = f(weights);
      values[index] = kept - step;
      const below = values[index]!;
      const low = f(weights);
      values[index] = kept;
      // The step as it was stored, which in float32 is not the one that was asked for.
      found.push({ name, index, slope: (high - low) / (above - below) });
    }
  }
  return found;
}

/** Relative L2 error of gradients against differences, over all their entries together. */
export function differenceError(
  gradients: ReadonlyMap<string, ArrayLike<number>>,
  slopes: readonly Difference[],
): number {
  let wrong = 0;
  let size = 0;
  for (const { name, index, slope } of slopes) {
    wrong += (gradients.get(name)![index]! - slope) ** 2;
    size += slope ** 2;
  }
  return Math.sqrt(wrong / size);
}
