/** A rule: what a field may hold, and what a text that is allowed there means. */
import { type Automaton, accepts } from './automaton/automaton.js';
import { compile } from './automaton/compile.js';
import type { Machine } from './automaton/machine.js';

/** What a field holds once read: text, a decimal number as text ("1234.50"), an ISO date, or a whole number. */
export type RuleValue = string | number;

/** A rule as templates and the command line write it: its type and its options. */
export type RuleJson = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface Rule<Value extends RuleValue = RuleValue> {
  /** What `parseRule` makes the same rule of. */
  readonly json: RuleJson;
  /** What it accepts, for people: "5 digits". */
  readonly expects: string;
  readonly automaton: Automaton;
  accepts(text: string): boolean;
  /**
   * What an accepted text means.
   * @throws RangeError for a text that the rule does not accept.
   */
  valueOf(text: string): Value;
}

interface RuleParts<Value> {
  readonly json: RuleJson;
  readonly expects: string;
  readonly automaton: Automaton;
  /** Called with accepted texts only. */
  readonly value: (text: string) => Value;
}

export function ruleOf<Value extends RuleValue>(parts: RuleParts<Value>): Rule<Value> {
  const { automaton, expects, value } = parts;
  // Options that were not given do not belong into JSON.
  const given = Object.entries(parts.json).filter(([, option]) => option !== undefined);
  return {
    json: Object.fromEntries(given) as RuleJson,
    expects,
    automaton,
    accepts: (text) => accepts(automaton, text),
    valueOf(text) {
      if (!accepts(automaton, text))
        throw new RangeError(`Expected ${expects} for text but received ${JSON.stringify(text)}`);
      return value(text);
    },
  };
}

/**
 * A rule on a machine.
 * @throws RangeError where no text can meet it, or it is too large.
 */
export function compiledRule<Value extends RuleValue, S>({
  machine,
  ...parts
}: Omit<RuleParts<Value>, 'automaton'> & { readonly machine: Machine<S> }): Rule<Value> {
  return ruleOf({ ...parts, automaton: compile(machine, parts.json.type) });
}
