/** Check digits as machines: the arithmetic goes along with the digits, so that a search never ends on a wrong sum. */
import { counter, DIGITS, digitOf, type Machine } from '../automaton/machine.js';
import { pointOf, rangesOf } from '../automaton/ranges.js';

/**
 * Luhn's sum over a number of any length (ISO/IEC 7812-1, annex B): from the right, each second digit counts twice, less 9 if above 9; valid is
 * a sum that 10 divides. From the left it is not known which digits will be doubled, so both sums are carried.
 */
export function luhnMachine(): Machine<number> {
  const doubled = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);
  return counter(
    0,
    // ones: the sum if the number ended here; tens: if just one more digit came.
    (state, digit) => {
      const [ones, tens] = [Math.floor(state / 10), state % 10];
      return ((tens + digit) % 10) * 10 + ((ones + doubled(digit)) % 10);
    },
    (state) => state < 10,
  );
}

export interface WeightedSum {
  /** One for each digit, left to right, the check digit's last. */
  readonly weights: readonly number[];
  readonly modulus: number;
  /** Whether the last place may be an X, which counts 10. */
  readonly allowsX?: boolean;
}

/** `Σ weightᵢ · digitᵢ ≡ 0 (mod modulus)` over exactly as many digits as there are weights. */
export function weightedMachine({ weights, modulus, allowsX = false }: WeightedSum): Machine<number> {
  const count = weights.length;
  const X = pointOf('X');
  return {
    ranges: allowsX ? [...DIGITS, ...rangesOf('X')] : DIGITS,
    start: [0],
    next(state, point) {
      const place = Math.floor(state / modulus);
      const value = point === X && place === count - 1 ? 10 : digitOf(point);
      if (place >= count || value === null) return [];
      return [(place + 1) * modulus + (((state % modulus) + weights[place]! * value) % modulus)];
    },
    isFinal: (state) => state === count * modulus,
    key: (state) => state,
  };
}

/** The number as a whole is `remainder` modulo 97 (ISO 7064, MOD 97-10: remainder 1). */
export function mod97Machine(remainder = 1): Machine<number> {
  return counter(
    0,
    (state, digit) => (state * 10 + digit) % 97,
    (state) => state === remainder,
  );
}
