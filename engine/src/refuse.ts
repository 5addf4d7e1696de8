/** The one sentence in which the engine refuses what it was given. */

/** @throws RangeError (or the kind asked for) `Expected <rule> for <name> but received <value>.` */
export function refuse(
  rule: string,
  name: string,
  value: unknown,
  Kind: new (message: string) => Error = RangeError,
): never {
  throw new Kind(`Expected ${rule} for ${name} but received ${value}.`);
}

/** @throws RangeError unless the value is an integer from 1. */
export function expectCount(value: number, name: string): void {
  if (!Number.isInteger(value) || value < 1) refuse('a positive integer', name, value);
}
