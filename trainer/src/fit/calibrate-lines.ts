/** How sure a line network may be: its temperature, and from which confidence on readings keep within an error budget. */
import { type Lattice, latticeOf, nBest, type Outcome, type Thresholds } from '@digitry/reader';
import { comparable, isNumber } from '../evaluate/number-text.js';
import { provenThresholds } from './thresholds.js';
import { meanLoss } from './validate-lines.js';

/** What is read of a line: the likeliest number, and its share of the probability among the numbers that it may be. */
export interface LineAnswer {
  readonly text: string;
  /** 0 … 1. */
  readonly confidence: number;
}

export function answersOfLines(lattices: readonly Lattice[]): LineAnswer[] {
  return lattices.map((lattice) => {
    const [best] = nBest(lattice);
    return { text: best?.text ?? '', confidence: best?.confidence ?? 0 };
  });
}

/** The same lattice at a temperature: `log softmax(log p / T)` is `log softmax(z / T)`. */
export function atTemperature({ views, ...own }: Lattice, temperature: number): Lattice {
  const { steps, labels, logProbs } = own;
  const logits = new Float32Array(logProbs.length);
  for (let step = 0; step < steps; step++)
    for (let c = 0; c < labels.length; c++) logits[c * steps + step] = logProbs[step * labels.length + c]!;
  return {
    ...latticeOf(logits, labels, { temperature }),
    ...(views ? { views: views.map((view) => atTemperature(view, temperature)) } : {}),
  };
}

/** Between these the temperature is looked for. */
const COLDEST = 0.25;
const HOTTEST = 8;
const ROUNDS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature with the least mean −log p(text), by golden section over its logarithm; p is the probability of the whole
 * text over all its alignments, so that what is made honest is the confidence of lines, and with it what a rule's price means.
 * One number for all steps, as for digits (Guo et al. 2017): it moves no best path and cannot overfit.
 * @param lattices at temperature 1
 */
export function fitLineTemperature(lattices: readonly Lattice[], texts: readonly string[]): number {
  const lossAt = (log: number): number =>
    meanLoss(
      lattices.map((lattice) => atTemperature(lattice, Math.exp(log))),
      texts,
    );
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)];
  let [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atA, atB] = [lossAt(a), lossAt(b)];
  for (let round = 0; round < ROUNDS; round++) {
    if (atA < atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = lossAt(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = lossAt(b);
    }
  }
  return Math.exp((low + high) / 2);
}

/**
 * Confidences from which on readings keep within each budget: of those accepted so many may have other digits than were written. Marks between the
 * digits are not counted, as in evaluation: where a lost point would matter, a rule has to ask for it.
 * @param isSaid what else is read than such texts is not accepted at all
 */
export function lineThresholds(
  answers: readonly LineAnswer[],
  texts: readonly string[],
  isSaid: (text: string) => boolean = isNumber,
): Thresholds {
  const outcomes: Outcome[] = [];
  answers.forEach(({ text, confidence }, i) => {
    if (isSaid(text)) outcomes.push({ confidence, correct: comparable(text) === comparable(texts[i]!) });
  });
  return provenThresholds(outcomes);
}
