/** The likeliest numbers of a line, and how sure each is against the others. */

import { OTHER } from '../labels.js';
import { type BeamOptions, beamSearch } from './beam.js';
import type { Decoded } from './decoded.js';
import type { Lattice } from './lattice.js';
import { logAdd } from './log.js';

/** Texts that share the probability. */
export const N_BEST = 5;

/** The tail of texts that were not found keeps a tenth of its weight: where no text is likely, none is sure. */
const KNOWN = 0.9;

/** In nats: networks are trained on more lines that hold no number, or a letter beside it, than a reader of numbers is given. */
const NO_NUMBER = Math.log(5);

/**
 * The texts with their share of the probability of `all` of them: `confidence = p / (Σ p)^0.9`; with the exponent 1 these are the posteriors over
 * an n-best list (Wessel, Schlüter, Macherey, Ney 2001). A log-linear pool of views does not sum to 1 by itself, and texts that no one
 * would write have more of a lattice's probability than comes true.
 * @param all with `texts` among them; a text that comes twice counts once.
 */
export function shared(texts: readonly Decoded[], all: readonly Decoded[] = texts): Decoded[] {
  const each = new Map(all.map(({ text, logProbability }) => [text, logProbability]));
  const total = KNOWN * [...each.values()].reduce(logAdd, -Infinity);
  return texts.map((one) => ({
    ...one,
    confidence: total === -Infinity ? 0 : Math.min(1, Math.exp(one.logProbability - total)),
  }));
}

/**
 * Different numbers, the likeliest first; what is none has to be five times as likely. Texts that differ in spaces or in what stands at their ends are one number, written as the likeliest
 * of them: `12`, `12.` and `12.-`. Not so a point or a minus ahead, which change it.
 */
export function nBest(lattice: Lattice, options: Pick<BeamOptions, 'width'> = {}): Decoded[] {
  const numbers = new Map<string, Decoded>();
  const found = beamSearch(lattice, { ...options, limit: N_BEST });
  for (const one of shared(found.map(weighed))) {
    const number = numberOf(one.text);
    const known = numbers.get(number);
    numbers.set(
      number,
      known ? { ...known, confidence: Math.min(1, known.confidence + one.confidence) } : one,
    );
  }
  return [...numbers.values()].sort((a, b) => b.confidence - a.confidence);
}

/** Corrected for how seldom lines without a number are (Saerens, Latinne, Decaestecker 2002: adjusting to new priors). */
const weighed = (one: Decoded): Decoded =>
  isNumber(one.text) ? one : { ...one, logProbability: one.logProbability - NO_NUMBER };

/** Digits, or capitals where they are read too, and nothing that belongs to no number. */
const isNumber = (text: string): boolean => /[0-9A-Z]/.test(text) && !text.includes(OTHER);

const numberOf = (text: string): string =>
  text
    .replaceAll(' ', '')
    .replace(/^[=#*]+/, '')
    .replace(/[.,=#*'-]+$/, '');
