/** How far two arrays are apart, as a test states it. */

/**
 * ‖a − b‖ / ‖b‖ with b the authority, but of at least `floor` a value in place of ‖b‖: what is zero but for rounding has no
 * relative error. NaN where the lengths differ or a value is not finite.
 */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>, floor = 0): number {
  if (a.length !== b.length) return Number.NaN;
  let difference = 0;
  for (let i = 0; i < b.length; i++) difference += (a[i]! - b[i]!) ** 2;
  const size = Math.max(norm(b), floor * Math.sqrt(b.length));
  return Math.sqrt(difference) / (size > 0 ? size : 1);
}

function norm(values: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! ** 2;
  return Math.sqrt(squares);
}

/** A share of the largest array's root mean square: far below it, an array is rounding alone (a bias under batch norm). */
const ROUNDING = 0.1;

/** The names whose arrays are further apart than the tolerance, with their error: empty when all is well. */
export function disagreements(
  actual: ReadonlyMap<string, ArrayLike<number>>,
  expected: ReadonlyMap<string, ArrayLike<number>>,
  tolerance: number,
): string[] {
  const largest = Math.max(
    ...[...expected.values()].map((values) => norm(values) / Math.sqrt(values.length)),
  );
  const wrong: string[] = [];
  for (const [name, values] of expected) {
    const error = relativeError(actual.get(name) ?? [], values, ROUNDING * largest);
    if (!(error <= tolerance)) wrong.push(`${name}: ${error.toExponential(1)} > ${tolerance}`);
  }
  return wrong;
}

/** True if every array of `b` is in `a` with the very same bits. */
export function identical(
  a: ReadonlyMap<string, Float32Array>,
  b: ReadonlyMap<string, Float32Array>,
): boolean {
  return (
    a.size === b.size &&
    [...b].every(([name, values]) => {
      const other = a.get(name);
      return other?.length === values.length && Buffer.compare(bytesOf(other), bytesOf(values)) === 0;
    })
  );
}

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
