/** One pass of prefix beam search. It keeps count of what it passes over, so that its caller knows how sure the result is. */
import type { Automaton } from '../automaton/automaton.js';
import { logProbability } from './align.js';
import type { Lattice } from './lattice.js';
import { logAdd } from './log.js';
import { labelsOf, newPrefix, type Prefix } from './prefix.js';

export interface Effort {
  /** Prefixes kept at each step. */
  readonly width: number;
  /** How many prefixes more are kept for being the best of their state in the rule. */
  readonly spare: number;
  /** Labels less probable at a step are not tried there, prefixes less probable against the best are dropped. */
  readonly floor: number;
  /** How many texts are wanted. */
  readonly limit: number;
}

/** So many more than wanted are scored exactly: pruning may have cost a text some of its alignments. */
const CONTENDERS = 5;

export interface Found {
  /** Label numbers with `log p`, the likeliest first. */
  readonly texts: readonly { readonly text: readonly number[]; readonly score: number }[];
  /** Log of the probability of all that was passed over: no text that was not found has more. */
  readonly missed: number;
}

export function search(lattice: Lattice, automaton: Automaton | undefined, effort: Effort): Found {
  const { steps, labels, logProbs } = lattice;
  const classes = labels.length;
  const { floor } = effort;
  const root = newPrefix(null, 0, automaton?.start ?? 0);
  root.blank = 1;
  root.total = 1;
  let beam: Prefix[] = [root];
  // Probabilities are divided by the best of each step; this is the log of all that was divided by.
  let scale = 0;
  let missed = -Infinity;
  const row = new Float64Array(classes);
  const tried = new Uint16Array(classes);

  for (let step = 0; step < steps; step++) {
    let untried = 0;
    let count = 0;
    for (let c = 0; c < classes; c++) {
      const p = Math.exp(logProbs[step * classes + c]!);
      row[c] = p;
      if (c === 0) continue;
      if (p >= floor && p > 0) tried[count++] = c;
      else untried += p;
    }
    const next: Prefix[] = [];
    let lost = 0;
    let mass = 0;
    // The likeliest prefix goes first: what it becomes is a measure for the others.
    let best = 0;
    for (const prefix of beam) {
      const { blank, symbol, total, label } = prefix;
      mass += total;
      touch(prefix, step, next);
      prefix.nextBlank += total * row[0]!;
      if (label !== 0) prefix.nextSymbol += symbol * row[label]!;
      best = Math.max(best, prefix.nextBlank + prefix.nextSymbol);
      for (let i = 0; i < count; i++) {
        const c = tried[i]!;
        // The same character again is another one only behind a blank.
        const p = (c === label ? blank : total) * row[c]!;
        if (p <= best * floor) {
          lost += p;
          continue;
        }
        const child = childOf(prefix, c);
        if (!child) continue;
        touch(child, step, next);
        child.nextSymbol += p;
        best = Math.max(best, p);
      }
    }
    missed = logAdd(missed, Math.log(lost + mass * untried) + scale);

    // What cannot be ended within the steps left is no loss.
    const able = automaton ? next.filter(({ state }) => automaton.distance(state) < steps - step) : next;
    let largest = 0;
    for (const prefix of able) {
      prefix.blank = prefix.nextBlank;
      prefix.symbol = prefix.nextSymbol;
      prefix.total = prefix.blank + prefix.symbol;
      largest = Math.max(largest, prefix.total);
    }
    if (largest === 0) return { texts: [], missed };
    const kept = keep(able, largest * floor, effort);
    if (kept.length < able.length) {
      let dropped = 0;
      for (const prefix of able) dropped += prefix.total;
      for (const prefix of kept) dropped -= prefix.total;
      if (dropped > 0) missed = logAdd(missed, Math.log(dropped) + scale);
    }
    scale += Math.log(largest);
    for (const prefix of kept) {
      prefix.blank /= largest;
      prefix.symbol /= largest;
      prefix.total /= largest;
    }
    beam = kept;
  }

  const ended = automaton ? beam.filter(({ state }) => automaton.isFinal(state)) : beam;
  const texts = ended
    .slice(0, effort.limit + CONTENDERS)
    .map((prefix) => labelsOf(prefix))
    .map((text) => ({ text, score: logProbability(lattice, text) }))
    .filter(({ score }) => score > -Infinity)
    .sort((a, b) => b.score - a.score)
    .slice(0, effort.limit);
  return { texts, missed };

  function childOf(prefix: Prefix, label: number): Prefix | null {
    let child = prefix.children[label];
    if (child === undefined) {
      const state = automaton ? automaton.step(prefix.state, labels[label]!) : 0;
      child = state === null ? null : newPrefix(prefix, label, state);
      prefix.children[label] = child;
    }
    return child;
  }
}

function touch(prefix: Prefix, step: number, next: Prefix[]): void {
  if (prefix.step === step) return;
  prefix.step = step;
  prefix.nextBlank = 0;
  prefix.nextSymbol = 0;
  next.push(prefix);
}

/**
 * The likeliest prefixes, in order. Inside a rule the best of each state that is not there yet stays beyond the width: where a check digit
 * says at the very end that a digit before was another, that prefix is still at hand.
 */
function keep(prefixes: readonly Prefix[], least: number, { width, spare }: Effort): Prefix[] {
  const alive = prefixes.filter(({ total }) => total > 0 && total >= least);
  alive.sort((a, b) => b.total - a.total);
  const kept = alive.slice(0, width);
  if (alive.length <= width || spare === 0) return kept;
  const states = new Set(kept.map(({ state }) => state));
  for (let i = width; i < alive.length && kept.length < width + spare; i++) {
    const { state } = alive[i]!;
    if (states.has(state)) continue;
    states.add(state);
    kept.push(alive[i]!);
  }
  return kept;
}
