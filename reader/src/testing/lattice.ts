/** Small lattices for tests of what reads them, and a reference that tries everything. */
import type { Lattice } from '../decode/ctc/lattice.js';
import { LINE_LABELS } from '../decode/labels.js';
import type { Rule } from '../decode/rule.js';

/** A lattice of probabilities, a list for each step; rows are divided by their sum. */
export function latticeFrom(rows: readonly (readonly number[])[], labels: readonly string[]): Lattice {
  const logProbs = rows.flatMap((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((p) => Math.log(p / sum));
  });
  return { steps: rows.length, labels, logProbs: Float32Array.from(logProbs) };
}

/** What may stand at a place, with its probability: `{ 3: 0.9, 8: 0.1 }`. */
export type Place = string | Readonly<Record<string, number>>;

/**
 * A lattice of the line network that says the places one after the other, each for one step with a blank behind it, with `noise`
 * spread over all labels of each step.
 */
export function latticeSaying(places: readonly Place[], noise = 1e-4, labels = LINE_LABELS): Lattice {
  const rows = places
    .flatMap((place) => [place, {} as Place])
    .map((place) => {
      const row = new Array<number>(labels.length).fill(noise / labels.length);
      const said = typeof place === 'string' ? { [place]: 1 } : place;
      const sum = Object.values(said).reduce((a, b) => a + b, 0);
      for (const [text, p] of Object.entries(said)) row[labels.indexOf(text)]! += (1 - noise) * p;
      row[0]! += (1 - noise) * (1 - sum);
      return row;
    });
  return latticeFrom(rows, labels);
}

/** The probability of every text, by trying all alignments: steps and labels must be few. */
export function allTexts({ steps, labels, logProbs }: Lattice): Map<string, number> {
  const out = new Map<string, number>();
  const visit = (step: number, text: string, last: number, p: number): void => {
    if (step === steps) {
      out.set(text, (out.get(text) ?? 0) + p);
      return;
    }
    for (let label = 0; label < labels.length; label++) {
      const next = label === 0 || label === last ? text : text + labels[label];
      visit(step + 1, next, label, p * Math.exp(logProbs[step * labels.length + label]!));
    }
  };
  visit(0, '', 0, 1);
  return out;
}

const SYMBOLS = Array.from("0123456789.,-/=#$€£%*' +()ABCDEFGHIJKLMNOPQRSTUVWXYZr");

/** How many turns a walk takes at most before it makes for the end. */
export const TURNS = 60;

/** The text that a rule's automaton leads to when a number says at each turn which of the possible characters comes next. */
export function walk({ automaton }: Rule, turns: readonly number[]): string {
  let text = '';
  let state = automaton.start;
  for (const turn of turns) {
    if (automaton.isFinal(state) && turn % 3 === 0) break;
    const onward = SYMBOLS.filter((symbol) => automaton.step(state, symbol) !== null);
    if (onward.length === 0) break;
    const symbol = onward[Math.floor(turn / 3) % onward.length]!;
    text += symbol;
    state = automaton.step(state, symbol)!;
  }
  // The turns may end in the middle: the shortest way out.
  while (!automaton.isFinal(state)) {
    const symbol = SYMBOLS.find((each) => {
      const after = automaton.step(state, each);
      return after !== null && automaton.distance(after) < automaton.distance(state);
    })!;
    text += symbol;
    state = automaton.step(state, symbol)!;
  }
  return text;
}
