/** Number plates of one or more countries. */
import { anyOf } from '../automaton/machine.js';
import { expressionMachine } from '../regex/machine.js';
import { compiledRule, type Rule } from '../rule.js';
import { chosen } from './countries.js';
import { withoutSeparators } from './digits.js';
import { PLATES } from './plates.js';

/**
 * A plate of one of the countries, all of the table where none is given; parts may be separated. The value is letters and digits alone.
 * @throws RangeError for a country that is not in the table.
 */
export function plate(country?: string | readonly string[]): Rule<string> {
  const codes = chosen(PLATES, country, 'plate');
  return compiledRule({
    json: { type: 'plate', country },
    expects: country === undefined ? 'a number plate' : `a number plate of ${codes.join(', ')}`,
    machine: anyOf(codes.map((code) => expressionMachine(PLATES[code]!))),
    value: withoutSeparators,
  });
}
