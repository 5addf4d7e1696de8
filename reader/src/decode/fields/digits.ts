/** Fields of plain digits: numbers of forms, accounts, meters. */

import { expressionMachine } from '../regex/machine.js';
import { compiledRule, type Rule } from '../rule.js';

/** So many characters, or from min to max. */
export type Length = number | { readonly min: number; readonly max: number };

export const MOST_DIGITS = 64;

/** A number of `length` digits; leading zeros stay. */
export function digits(length: Length): Rule<string> {
  const { min, max } = lengthRange(length, 'digits');
  return compiledRule({
    json: { type: 'digits', ...lengthJson(length) },
    expects: `${lengthText({ min, max })} digits`,
    machine: expressionMachine(`\\d{${min},${max}}`),
    value: (text) => text,
  });
}

/** @throws RangeError where the length is not whole, not positive, or empty. */
export function lengthRange(length: Length, name: string, most = MOST_DIGITS): { min: number; max: number } {
  const { min, max } = typeof length === 'number' ? { min: length, max: length } : length;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max > most || min > max) {
    throw new RangeError(
      `Expected 1 to ${most}, the least first, for the length of ${name} but received ${min === max ? min : `${min} to ${max}`}`,
    );
  }
  return { min, max };
}

export const lengthJson = (length: Length): Record<string, number> =>
  typeof length === 'number' ? { length } : { min: length.min, max: length.max };

export const lengthText = ({ min, max }: { min: number; max: number }): string =>
  min === max ? String(min) : `${min} to ${max}`;

/** What stands between groups of digits of long numbers; single, never first or last. */
export const SEPARATORS = ' -';

/** A number without what only groups it. */
export const withoutSeparators = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
