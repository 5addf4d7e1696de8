/** Numbers with check digits: Luhn, mod 11, mod 97, EAN and UPC, ISBN. */
import { anyOf, both, type Machine, spaced } from '../automaton/machine.js';
import { expressionMachine } from '../regex/machine.js';
import { compiledRule, type Rule } from '../rule.js';
import { luhnMachine, mod97Machine, weightedMachine } from './check-digits.js';
import { type Length, lengthJson, lengthRange, lengthText, SEPARATORS, withoutSeparators } from './digits.js';

function checkedRule<S>(json: Rule['json'], expects: string, machine: Machine<S>): Rule<string> {
  return compiledRule({ json, expects, machine: spaced(machine, SEPARATORS), value: withoutSeparators });
}

const digitsOf = (length: Length, name: string): Machine<number> => {
  const { min, max } = lengthRange(length, name);
  return expressionMachine(`\\d{${min},${max}}`);
};

const describe = (length: Length, name: string): string =>
  `${lengthText(lengthRange(length, name))} digits with ${name}`;

/** A number whose last digit is Luhn's check digit; spaces or hyphens may group it. */
export function luhn(length: Length): Rule<string> {
  const machine = both(digitsOf(length, 'luhn'), luhnMachine());
  return checkedRule(
    { type: 'luhn', ...lengthJson(length) },
    describe(length, "Luhn's check digit"),
    machine,
  );
}

export interface Mod11Options {
  /** Digits with the check digit, 2 … 64. */
  readonly length: number;
  /** One a digit, left to right; `length`, …, 2, 1 without (ISBN-10, NHS numbers). */
  readonly weights?: readonly number[];
  /** Whether the check digit may be X, for 10. */
  readonly x?: boolean;
}

/**
 * A number with `Σ weightᵢ · digitᵢ ≡ 0 (mod 11)`; spaces or hyphens may group it.
 * @throws RangeError for weights that are not as many as digits, or not whole.
 */
export function mod11(options: number | Mod11Options): Rule<string> {
  const { length, weights, x = false } = typeof options === 'number' ? { length: options } : options;
  lengthRange(length, 'mod11');
  const used = weights ?? Array.from({ length }, (_, place) => length - place);
  if (used.length !== length || !used.every((weight) => Number.isInteger(weight) && weight >= 0)) {
    throw new RangeError(
      `Expected ${length} whole numbers for weights but received ${JSON.stringify(weights)}; give one a digit, the check digit's too`,
    );
  }
  return checkedRule(
    { type: 'mod11', length, weights, x: x || undefined },
    `${length} digits with a check digit modulo 11`,
    weightedMachine({ weights: used, modulus: 11, allowsX: x }),
  );
}

/** A number that is 1 modulo 97: the last two digits are the check (ISO 7064); spaces or hyphens may group it. */
export function mod97(length: Length): Rule<string> {
  return checkedRule(
    { type: 'mod97', ...lengthJson(length) },
    describe(length, 'check digits modulo 97'),
    both(digitsOf(length, 'mod97'), mod97Machine()),
  );
}

/** GTIN lengths: EAN-8, UPC-A, EAN-13, GTIN-14. */
export type EanLength = 8 | 12 | 13 | 14;

const EAN_LENGTHS: readonly number[] = [8, 12, 13, 14];

/**
 * Article numbers: from the right, digits count 1, 3, 1, 3, … and 10 divides the sum (GS1 General Specifications).
 * @throws RangeError for another length.
 */
export function ean(length: EanLength = 13): Rule<string> {
  if (!EAN_LENGTHS.includes(length))
    throw new RangeError(`Expected 8, 12, 13 or 14 for the length of ean but received ${length}`);
  return checkedRule(
    { type: 'ean', length },
    `${length === 12 ? 'a UPC' : length === 14 ? 'a GTIN' : 'an EAN'} of ${length} digits`,
    eanMachine(length),
  );
}

const eanMachine = (length: number): Machine<number> =>
  weightedMachine({
    weights: Array.from({ length }, (_, place) => ((length - place) % 2 === 0 ? 3 : 1)),
    modulus: 10,
  });

/**
 * Book numbers, with or without hyphens (ISO 2108): ISBN-13 is an EAN that begins with 978 or 979, ISBN-10 counts modulo 11 with X for 10.
 * @param length only of 10 or only of 13 digits; both without.
 */
export function isbn(length?: 10 | 13): Rule<string> {
  if (length !== undefined && length !== 10 && length !== 13)
    throw new RangeError(`Expected 10 or 13 for the length of isbn but received ${length}`);
  const ten = weightedMachine({ weights: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], modulus: 11, allowsX: true });
  const thirteen = both(expressionMachine('97[89]\\d{10}'), eanMachine(13));
  const machines: Machine<unknown>[] = [];
  if (length !== 13) machines.push(ten as Machine<unknown>);
  if (length !== 10) machines.push(thirteen as Machine<unknown>);
  return checkedRule(
    { type: 'isbn', length },
    length ? `an ISBN of ${length} digits` : 'an ISBN',
    anyOf(machines),
  );
}
