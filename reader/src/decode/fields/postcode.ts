/** ZIP codes, and the postcodes of other countries. */
import { anyOf } from '../automaton/machine.js';
import { expressionMachine } from '../regex/machine.js';
import { compiledRule, type Rule } from '../rule.js';
import { chosen } from './countries.js';
import { withoutSeparators } from './digits.js';
import { POSTCODES, type PostcodeForm } from './postcodes.js';

const PLUS4 = {
  optional: '\\d{5}(?:[ -]?\\d{4})?',
  required: '\\d{5}[ -]?\\d{4}',
  never: '\\d{5}',
} as const;

export interface ZipOptions {
  /** Whether four more digits follow. */
  readonly plus4?: keyof typeof PLUS4;
}

/** A ZIP code: "02134", and with four more digits "02134-1000". */
export function zip({ plus4 }: ZipOptions = {}): Rule<string> {
  const source = PLUS4[plus4 ?? 'optional'];
  if (!source) throw new RangeError(`Expected optional, required or never for plus4 but received ${plus4}`);
  return compiledRule({
    json: { type: 'zip', plus4 },
    expects: plus4 === 'never' ? 'a ZIP code' : 'a ZIP code, with or without four more digits',
    machine: expressionMachine(source),
    value: (text) => written(text, { source, cut: 5, separator: '-' }),
  });
}

/**
 * A postcode of one of the countries, with or without the separator that belongs in it; the value has it. Those of some countries have
 * letters, which the line network for digits does not know.
 * @throws RangeError for a country that is not in the table.
 */
export function postcode(country: string | readonly string[]): Rule<string> {
  const forms = chosen(POSTCODES, country, 'postcode').map((code) => POSTCODES[code]!);
  return compiledRule({
    json: { type: 'postcode', country },
    expects: `a postcode of ${typeof country === 'string' ? country : country.join(', ')}`,
    machine: anyOf(forms.map(({ source }) => expressionMachine(source))),
    // The first country's way of writing it, where it could be of several.
    value: (text) => written(text, forms.find(({ source }) => new RegExp(`^(?:${source})$`).test(text))!),
  });
}

function written(text: string, { cut, separator = ' ' }: PostcodeForm): string {
  const bare = withoutSeparators(text);
  const head = cut === undefined ? bare : bare.slice(0, cut);
  const tail = bare.slice(head.length);
  return tail === '' ? head : `${head}${separator}${tail}`;
}
