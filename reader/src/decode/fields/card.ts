/** Numbers of bank cards: Luhn's check digit, the length and beginning of their network. */
import { determinized } from '../automaton/compile.js';
import { anyOf, both, spaced } from '../automaton/machine.js';
import { expressionMachine } from '../regex/machine.js';
import { compiledRule, type Rule } from '../rule.js';
import { luhnMachine } from './check-digits.js';
import { SEPARATORS, withoutSeparators } from './digits.js';

/** Issuer ranges as the networks publish them. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: '3[47]\\d{13}',
  diners: '3(?:0[0-5]|[689]\\d)\\d{11}',
  discover: '6(?:011|4[4-9]\\d|5\\d\\d)\\d{12}',
  jcb: '35(?:2[89]|[3-8]\\d)\\d{12}',
  maestro: '(?:5[06-8]|6\\d)\\d{10,17}',
  mastercard: '(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}',
  unionpay: '62\\d{14,17}',
  visa: '4(?:\\d{12}|\\d{15}|\\d{18})',
};

export const CARD_BRANDS: readonly string[] = Object.keys(BRANDS);

/**
 * A card's number; spaces or hyphens may group it.
 * @param brands the networks that may have issued it; any number of 12 to 19 digits without.
 * @throws RangeError for a brand that is not known, or none.
 */
export function card({ brands }: { readonly brands?: readonly string[] } = {}): Rule<string> {
  const unknown = brands?.find((brand) => !Object.hasOwn(BRANDS, brand));
  if (brands?.length === 0 || unknown !== undefined) {
    throw new RangeError(
      `Expected brands of ${CARD_BRANDS.join(', ')} for card but received ${unknown === undefined ? 'none' : JSON.stringify(unknown)}`,
    );
  }
  const numbers = brands?.map((brand) => BRANDS[brand]!) ?? ['\\d{12,19}'];
  const machine = both(determinized(anyOf(numbers.map(expressionMachine)), 'card'), luhnMachine());
  return compiledRule({
    json: { type: 'card', brands },
    expects: brands ? `a card number of ${brands.join(', ')}` : 'a card number',
    machine: spaced(machine, SEPARATORS),
    value: withoutSeparators,
  });
}
