/** Telephone numbers, national and international, grouped as people group them. */
import { spaced } from '../automaton/machine.js';
import { expressionMachine } from '../regex/machine.js';
import { compiledRule, type Rule } from '../rule.js';
import { chosen } from './countries.js';
import { PHONE_PLANS, type PhonePlan } from './phone-plans.js';

export interface PhoneOptions {
  /** The country whose numbers may be written without its calling code; without one, any 5 to 15 digits may be a number. */
  readonly country?: string;
  /** Whether numbers of other countries, with their calling code, are accepted beside the country's. */
  readonly foreign?: boolean;
}

/** `+` is not among the line network's labels, `00` is as good. */
const ABROAD = '(?:\\+|00)';
const FOREIGN = `${ABROAD}[1-9]\\d{6,14}`;

/**
 * A telephone number; spaces, hyphens, points, slashes and parentheses may group it. The value is E.164, "+493012345678", where the country
 * is known, else the digits.
 * @throws RangeError for a country that is not in the table.
 */
export function phone({ country, foreign = false }: PhoneOptions = {}): Rule<string> {
  if (country !== undefined) chosen(PHONE_PLANS, country, 'phone');
  const plan = country === undefined ? undefined : PHONE_PLANS[country]!;
  const own = plan ? `${prefixes(plan)}(?:${plan.number})` : '\\d{5,15}';
  const source = plan && !foreign ? own : `${own}|${FOREIGN}`;
  return compiledRule({
    json: { type: 'phone', country, foreign: foreign || undefined },
    expects: `a telephone number${country === undefined ? '' : ` of ${country}${foreign ? ' or abroad' : ''}`}`,
    machine: spaced(expressionMachine(`\\(?(?:${source})`), ' -./()', 3),
    value: (text) => e164(text.replaceAll(/[^\d+]/g, ''), plan),
  });
}

/** Ahead of the national number: the calling code, perhaps with the zero of +49 (0)30, or what is dialed within the country. */
function prefixes({ code, trunk }: PhonePlan): string {
  const dialed = trunk.replace('?', '');
  const abroad = `${ABROAD}${code}${dialed === '0' ? '0?' : ''}`;
  const isOptional = dialed === '' || trunk.endsWith('?');
  return `(?:${abroad}${dialed && `|${dialed}`})${isOptional ? '?' : ''}`;
}

function e164(digits: string, plan: PhonePlan | undefined): string {
  const own = plan && new RegExp(`^${prefixes(plan)}(${plan.number})$`).exec(digits);
  if (own) return `+${plan.code}${own[1]}`;
  const isForeign = new RegExp(`^${FOREIGN}$`).test(digits);
  return isForeign ? digits.replace(/^(?:\+|00)/, '+') : digits;
}
