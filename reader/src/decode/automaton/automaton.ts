/** What a rule is to the beam search: states that symbols lead on, some of them ends. */

/**
 * A deterministic automaton over characters. Every state that `step` gives can be brought to an end, so that a search never goes where
 * no valid text lies. A state says all that counts of the text before it: two texts in the same state may end alike.
 */
export interface Automaton {
  readonly start: number;
  /** The state after one more character (a code point); null where no valid text goes on so. */
  step(state: number, symbol: string): number | null;
  /** Whether the text so far is valid. */
  isFinal(state: number): boolean;
  /** The fewest characters that are still missing: 0 exactly where the state is final. */
  distance(state: number): number;
}

/** Whether the automaton ends on the text. */
export function accepts(automaton: Automaton, text: string): boolean {
  let state: number | null = automaton.start;
  for (const symbol of text) {
    state = automaton.step(state, symbol);
    if (state === null) return false;
  }
  return automaton.isFinal(state);
}
