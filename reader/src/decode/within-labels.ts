/** Whether a network can write anything that a rule accepts: letters are no use to one that reads digits. */
import { BLANK, OTHER } from './labels.js';
import type { Rule } from './rule.js';

/** @param labels the classes of the network, as in its lattices. */
export function isMetWithin({ automaton }: Pick<Rule, 'automaton'>, labels: readonly string[]): boolean {
  const symbols = labels.filter((label) => label !== BLANK && label !== OTHER);
  const seen = new Set([automaton.start]);
  for (const state of seen) {
    if (automaton.isFinal(state)) return true;
    for (const symbol of symbols) {
      const next = automaton.step(state, symbol);
      if (next !== null) seen.add(next);
    }
  }
  return false;
}
