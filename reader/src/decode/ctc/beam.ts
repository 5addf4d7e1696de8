/** Prefix beam search over a lattice, free or inside a rule. */
import type { Automaton } from '../automaton/automaton.js';
import { align, logProbability } from './align.js';
import type { Decoded } from './decoded.js';
import { type Lattice, viewsOf } from './lattice.js';
import { type Found, search } from './search.js';

export interface BeamOptions {
  /** How many prefixes are kept at each step, 1 … 1024. Inside a rule, the best prefix of further states is kept too. */
  readonly width?: number;
  /** Texts must end in it; a `Rule` has one. */
  readonly rule?: { readonly automaton: Automaton };
  /** How many texts are wanted, 1 … 1024. */
  readonly limit?: number;
}

/**
 * How improbable a label at a step, and a prefix against the best, may be to be followed: at first hardly, as digits are mostly either clear
 * or blank; where a rule asks for what the line hardly says, more, and in the end everything.
 */
const FLOORS = [1e-5, 1e-9, 0];

/** Inside a rule so many times the width are kept for being the best of their state. */
const SPARE = 4;

/**
 * The likeliest texts, the likeliest first (prefix beam search: Graves 2012, Hannun et al. 2014); inside a rule only texts that it accepts,
 * and empty where none was found. Probabilities are exact: the texts found are scored again over all their alignments. Behind the best,
 * texts of next to no probability may be missing.
 *
 * At most steps · 5 · width · labels extensions are tried in a pass. Without a rule there is one pass. Inside a rule up to three, each
 * following less likely ways, until the best found is likelier than all that was passed over together. Views of the lattice are
 * searched each by itself, and all texts found are scored by all of them.
 * @throws RangeError for a width or limit out of range.
 */
export function beamSearch(lattice: Lattice, { width = 16, rule, limit = 5 }: BeamOptions = {}): Decoded[] {
  for (const [name, value] of Object.entries({ width, limit })) {
    if (!Number.isInteger(value) || value < 1 || value > 1024)
      throw new RangeError(`Expected 1 to 1024 for ${name} but received ${value}`);
  }
  const found = viewsOf(lattice).map((view) => searched(view, width, limit, rule?.automaton));
  if (found.length === 1) return found[0]!.map(({ text, score }) => align(lattice, text, score));
  const texts = new Map(found.flat().map(({ text }) => [text.join(), text]));
  return [...texts.values()]
    .map((text) => ({ text, score: logProbability(lattice, text) }))
    .filter(({ score }) => score > -Infinity)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ text, score }) => align(lattice, text, score));
}

/** The texts of one view. */
function searched(
  lattice: Lattice,
  width: number,
  limit: number,
  automaton: Automaton | undefined,
): Found['texts'] {
  const kept = Math.max(width, limit);
  const spare = automaton ? SPARE * kept : 0;
  for (const floor of FLOORS) {
    const { texts, missed } = search(lattice, automaton, { width: kept, spare, floor, limit });
    const best = texts[0]?.score ?? -Infinity;
    const isSure = automaton ? best >= missed : best > -Infinity;
    if (isSure || floor === 0) return texts;
  }
  return [];
}
