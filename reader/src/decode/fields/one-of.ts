/** A list of allowed values. */
import type { Machine } from '../automaton/machine.js';
import { rangesOf } from '../automaton/ranges.js';
import { compiledRule, type Rule } from '../rule.js';

/** All values together; each of their beginnings is a state. */
const MOST_CHARACTERS = 15_000;

/**
 * One of the texts.
 * @throws RangeError for an empty list, an empty or repeated text, or more than 15,000 characters in all.
 */
export function oneOf(values: readonly string[]): Rule<string> {
  const characters = values.reduce((sum, value) => sum + value.length, 0);
  if (characters > MOST_CHARACTERS) {
    throw new RangeError(
      `Expected at most ${MOST_CHARACTERS} characters in all for oneOf but received ${characters}; use a pattern`,
    );
  }
  const seen = new Set<string>();
  const faulty = values.find((value) => value === '' || seen.size === seen.add(value).size);
  if (values.length === 0 || faulty !== undefined) {
    const received = faulty === undefined ? 'none' : `${JSON.stringify(faulty)} ${faulty && 'twice'}`.trim();
    throw new RangeError(`Expected different texts, none empty, for oneOf but received ${received}`);
  }
  return compiledRule({
    json: { type: 'oneOf', values },
    expects: values.length <= 8 ? `one of ${values.join(' · ')}` : `one of ${values.length} values`,
    machine: listMachine(values),
    value: (text) => text,
  });
}

interface Beginnings {
  readonly after: Map<number, Beginnings>;
  readonly number: number;
  isValue: boolean;
}

/** The tree of the values' beginnings. */
function listMachine(values: readonly string[]): Machine<Beginnings> {
  let count = 0;
  const beginning = (): Beginnings => ({ after: new Map(), number: count++, isValue: false });
  const root = beginning();
  for (const value of values) {
    let at = root;
    for (const symbol of value) {
      const point = symbol.codePointAt(0)!;
      const next = at.after.get(point) ?? beginning();
      at.after.set(point, next);
      at = next;
    }
    at.isValue = true;
  }
  return {
    ranges: rangesOf(values.join('')),
    start: [root],
    next(state, point) {
      const next = state.after.get(point);
      return next ? [next] : [];
    },
    isFinal: ({ isValue }) => isValue,
    key: ({ number }) => number,
  };
}
