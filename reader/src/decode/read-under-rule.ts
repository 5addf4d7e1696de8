/** A line read as what its field may hold, beside what it reads like without, and what the difference cost. */

import { type BeamOptions, beamSearch } from './ctc/beam.js';
import { bestPath } from './ctc/best-path.js';
import type { Decoded, DecodedCharacter } from './ctc/decoded.js';
import type { Lattice } from './ctc/lattice.js';
import { N_BEST, shared } from './ctc/n-best.js';
import type { Rule, RuleValue } from './rule.js';

/** A valid text with what it means. */
export interface RuledGuess<Value extends RuleValue = RuleValue> {
  readonly text: string;
  readonly value: Value;
  /**
   * The probability that the line says this value: the share that the text and all other texts found that mean the same have among all
   * that were found, also by the search without the rule, 0 … 1.
   */
  readonly confidence: number;
  /** `log p(free) − log p(text)`, in nats, 0 or more: 0 where the line reads so anyway, 2.3 where that is ten times likelier. */
  readonly price: number;
}

export interface RuledReading<Value extends RuleValue = RuleValue> {
  /** The likeliest text that the rule accepts; '' where there is none. */
  readonly text: string;
  /** What it means; null where there is none. */
  readonly value: Value | null;
  /** As a guess's; 0 where there is none. */
  readonly confidence: number;
  /** As a guess's; Infinity where there is none. */
  readonly price: number;
  /** Whether the line can hold a text that the rule accepts. */
  readonly valid: boolean;
  readonly characters: readonly DecodedCharacter[];
  /** The likeliest text without the rule, whatever it is. */
  readonly free: { readonly text: string; readonly confidence: number };
  /** Other values that the rule accepts, the likeliest first, each with its likeliest text. */
  readonly alternatives: readonly RuledGuess<Value>[];
  /** The rule, as JSON. */
  readonly rule: Rule['json'];
  /** One sentence where the rule had its way or found nothing; null where the line reads so anyway. */
  readonly note: string | null;
}

export interface RuledOptions extends Pick<BeamOptions, 'width'> {
  /** How many other values are wanted, 0 … 100. */
  readonly alternatives?: number;
}

/** Different texts may mean the same value; so many are looked at for each value wanted. */
const TEXTS_A_VALUE = 3;

/**
 * Reads a lattice under a rule, by a search inside of it. Nothing is replaced silently: `price` is 0 exactly where the best text without
 * the rule is accepted.
 * @throws RangeError for options out of range.
 */
export function readUnderRule<Value extends RuleValue>(
  lattice: Lattice,
  rule: Rule<Value>,
  { width = 16, alternatives = 5 }: RuledOptions = {},
): RuledReading<Value> {
  if (!Number.isInteger(alternatives) || alternatives < 0 || alternatives > 100)
    throw new RangeError(`Expected 0 to 100 for alternatives but received ${alternatives}`);
  const limit = TEXTS_A_VALUE * (1 + alternatives);
  const ruled = beamSearch(lattice, { width, rule, limit });
  // The first of equals stays: the rule does not differ where it need not.
  const all = [...ruled, bestPath(lattice), ...beamSearch(lattice, { width, limit: N_BEST })];
  const free = shared([likeliest(all)], all)[0]!;
  const found = shared(ruled, all);
  const guesses = byValue(found, rule, free);
  const common = {
    free: { text: free.text, confidence: free.confidence },
    rule: rule.json,
  };
  const [best] = guesses;
  if (!best) {
    const note = `Expected ${rule.expects} but no such text can be read here; without the rule it reads ${JSON.stringify(free.text)}`;
    return {
      text: '',
      value: null,
      confidence: 0,
      price: Infinity,
      valid: false,
      characters: [],
      alternatives: [],
      note,
      ...common,
    };
  }
  const note =
    best.price === 0
      ? null
      : `Read as ${rule.expects}; without the rule ${JSON.stringify(free.text)} is likelier, by ${best.price.toFixed(1)} nats`;
  return {
    ...best,
    valid: true,
    characters: found[0]!.characters,
    alternatives: guesses.slice(1, 1 + alternatives),
    note,
    ...common,
  };
}

const likeliest = (texts: readonly Decoded[]): Decoded =>
  texts.reduce((best, each) => (each.logProbability > best.logProbability ? each : best));

/** The texts by what they mean, each with its likeliest text, in the order of those. */
function byValue<Value extends RuleValue>(
  texts: readonly Decoded[],
  rule: Rule<Value>,
  free: Decoded,
): RuledGuess<Value>[] {
  const guesses = new Map<Value, RuledGuess<Value>>();
  for (const { text, confidence, logProbability } of texts) {
    const value = rule.valueOf(text);
    const known = guesses.get(value);
    if (known) guesses.set(value, { ...known, confidence: Math.min(1, known.confidence + confidence) });
    else guesses.set(value, { text, value, confidence, price: free.logProbability - logProbability });
  }
  return [...guesses.values()];
}
