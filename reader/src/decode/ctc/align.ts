/** A given text in a lattice: its probability over all alignments, and where its characters stand in the likeliest one. */
import type { Decoded, DecodedCharacter } from './decoded.js';
import { type Lattice, viewsOf } from './lattice.js';
import { logAdd } from './log.js';

/** Below this (e⁻⁵⁰⁰) what the quick way loses to underflow would show. */
const QUICK = -500;
/** Nats that one view may speak against a text with, at most: a size at which the line cannot be read forbids nothing. */
const VETO = -18;

/**
 * `log p(text) = log Σ_alignments Π_steps p(label)` by the forward recursion of CTC (Graves et al. 2006, eq. 5 to 8) over
 * blank, first, blank, second, …, blank. Where the lattice has views, the mean over all of them: a log-linear pool (Genest and
 * Zidek 1986), in which no view has more than one voice.
 * @param text label numbers, without blanks.
 * @returns natural logarithm; −Infinity where the text cannot be, as when it is longer than the line has steps.
 */
export function logProbability(lattice: Lattice, text: readonly number[]): number {
  if (!lattice.views) return alone(lattice, text);
  const [own, ...others] = viewsOf(lattice).map((view) => alone(view, text));
  if (own === -Infinity) return own;
  return others.reduce((sum, each) => sum + Math.max(VETO, each), own!) / (1 + others.length);
}

function alone(lattice: Lattice, text: readonly number[]): number {
  const quick = forwardScaled(lattice, text);
  return quick > QUICK ? quick : forwardInLogs(lattice, text);
}

/** With probabilities, divided by the largest at each step. */
function forwardScaled({ steps, labels, logProbs }: Lattice, text: readonly number[]): number {
  const last = 2 * text.length;
  // alpha[s]: all ways to be at place s of the extended text after this step. Ahead of the first step there is only the
  // beginning, from which the first character may follow at once.
  const alpha = new Float64Array(last + 1);
  alpha[0] = 1;
  let log = 0;
  for (let step = 0; step < steps; step++) {
    const row = step * labels.length;
    const blank = Math.exp(logProbs[row]!);
    let largest = 0;
    // From the back, so that places before still hold the step before. Only places that the end can be reached from count.
    const lowest = Math.max(0, last - 2 * (steps - step));
    for (let s = Math.min(last, 2 * step + 1); s >= lowest; s--) {
      let sum = alpha[s]!;
      if (s > 0) sum += alpha[s - 1]!;
      if (mayJump(text, s)) sum += alpha[s - 2]!;
      sum *= s % 2 === 0 ? blank : Math.exp(logProbs[row + text[(s - 1) / 2]!]!);
      alpha[s] = sum;
      if (sum > largest) largest = sum;
    }
    if (largest === 0) return -Infinity;
    for (let s = lowest; s <= last; s++) alpha[s]! /= largest;
    log += Math.log(largest);
  }
  return log + Math.log(last === 0 ? alpha[0]! : alpha[last]! + alpha[last - 1]!);
}

/** The same with logarithms, for texts that are all but impossible. */
function forwardInLogs({ steps, labels, logProbs }: Lattice, text: readonly number[]): number {
  const last = 2 * text.length;
  const alpha = new Float64Array(last + 1).fill(-Infinity);
  alpha[0] = 0;
  for (let step = 0; step < steps; step++) {
    const row = step * labels.length;
    for (let s = Math.min(last, 2 * step + 1); s >= 0; s--) {
      let sum = alpha[s]!;
      if (s > 0) sum = logAdd(sum, alpha[s - 1]!);
      if (mayJump(text, s)) sum = logAdd(sum, alpha[s - 2]!);
      alpha[s] = sum + logProbs[row + labelAt(text, s)]!;
    }
  }
  return last === 0 ? alpha[0]! : logAdd(alpha[last]!, alpha[last - 1]!);
}

/**
 * The text with its probability and its characters' places in the likeliest alignment (Viterbi).
 * @param text label numbers, without blanks. Its probability must be above 0.
 * @param score its log probability, where it is known already.
 */
export function align(lattice: Lattice, text: readonly number[], score?: number): Decoded {
  const { steps, labels, logProbs } = lattice;
  const places = 2 * text.length + 1;
  const best = new Float64Array(places).fill(-Infinity);
  const back = new Uint8Array(steps * places);
  best[0] = 0;
  for (let step = 0; step < steps; step++) {
    const row = step * labels.length;
    for (let s = Math.min(places - 1, 2 * step + 1); s >= 0; s--) {
      let from = best[s]!;
      let jump = 0;
      if (s > 0 && best[s - 1]! > from) {
        from = best[s - 1]!;
        jump = 1;
      }
      if (mayJump(text, s) && best[s - 2]! > from) {
        from = best[s - 2]!;
        jump = 2;
      }
      best[s] = from + logProbs[row + labelAt(text, s)]!;
      back[step * places + s] = jump;
    }
  }

  const spans = text.map(() => ({ from: steps, to: 0 }));
  let s = places - 1;
  if (s > 0 && best[s - 1]! > best[s]!) s--;
  for (let step = steps - 1; step >= 0; step--) {
    const span = s % 2 === 1 ? spans[(s - 1) / 2]! : undefined;
    if (span) {
      span.from = step;
      span.to = Math.max(span.to, step + 1);
    }
    s -= back[step * places + s]!;
  }
  return decodedOf(lattice, text, spans, score);
}

/** The text with its exact probability, its characters at the spans of steps given. */
export function decodedOf(
  lattice: Lattice,
  text: readonly number[],
  spans: readonly { readonly from: number; readonly to: number }[],
  score: number = logProbability(lattice, text),
): Decoded {
  const { labels, logProbs } = lattice;
  const characters = text.map((label, i): DecodedCharacter => {
    const { from, to } = spans[i]!;
    let highest = -Infinity;
    for (let step = from; step < to; step++)
      highest = Math.max(highest, logProbs[step * labels.length + label]!);
    return { text: labels[label]!, confidence: Math.exp(highest), from, to };
  });
  // Rounded rows may sum to a little more than 1.
  const total = Math.min(0, score);
  return {
    text: characters.map((character) => character.text).join(''),
    logProbability: total,
    confidence: Math.exp(total),
    characters,
  };
}

/** The label at a place of the extended text: blanks at the even ones. */
const labelAt = (text: readonly number[], place: number): number =>
  place % 2 === 0 ? 0 : text[(place - 1) / 2]!;

/** Whether a character may follow the one before without a blank between: not where it is the same. */
const mayJump = (text: readonly number[], place: number): boolean =>
  place % 2 === 1 && place > 1 && text[(place - 1) / 2] !== text[(place - 3) / 2];
