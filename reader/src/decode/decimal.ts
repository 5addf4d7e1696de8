/** Decimal numbers as whole numbers of their smallest place: no binary fraction comes near an amount. */

/** `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** "-12.50", "7"; or a number, taken as JavaScript writes it. */
export type DecimalInput = string | number;

const PATTERN = /^(-?)(\d{1,18})(?:\.(\d{1,9}))?$/;

/** @throws RangeError for anything but digits, at most one point and a leading minus. */
export function parseDecimal(input: DecimalInput, name: string): Decimal {
  const match = PATTERN.exec(String(input));
  if (!match) {
    throw new RangeError(
      `Expected a decimal number such as 12.50 for ${name} but received ${JSON.stringify(input)}`,
    );
  }
  const [, sign, whole, fraction = ''] = match;
  const units = BigInt(`${whole}${fraction}`);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

/** In units of `10^−scale`; where it does not come out even, up to the next for `up`, down for `down`. */
export function rescale({ units, scale }: Decimal, target: number, round: 'up' | 'down'): bigint {
  if (target >= scale) return units * 10n ** BigInt(target - scale);
  const divisor = 10n ** BigInt(scale - target);
  const quotient = units / divisor;
  const rest = units % divisor;
  if (round === 'up' && rest > 0n) return quotient + 1n;
  return round === 'down' && rest < 0n ? quotient - 1n : quotient;
}

/** "1234.50", with exactly `scale` places. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (scale === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
