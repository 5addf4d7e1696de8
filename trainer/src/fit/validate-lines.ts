/** Loss, exact matches and character errors of a network on lines that it was not trained on. */
import { createPredictor, type Model } from '@digitry/engine';
import { bestPath, createLineRecognizer, type Lattice, logProbability } from '@digitry/reader';
import { misreadsOf } from '../evaluate/alignment.js';
import type { Validation } from './events.js';
import type { SeenLines } from './line-data.js';

/** What the network says of each line, as it says it in reading. */
export async function latticesOf(
  model: Model,
  strips: SeenLines['strips'],
  threads?: number,
): Promise<Lattice[]> {
  const recognizer = createLineRecognizer(model, (network, weights) =>
    createPredictor(network, weights, threads === undefined ? {} : { threads }),
  );
  try {
    return await recognizer.lattices(strips.map((seen) => ({ seen })));
  } finally {
    await recognizer.close();
  }
}

/** @returns null where there is nothing to validate on */
export async function validateLines(
  model: Model,
  { strips, texts }: SeenLines,
  threads?: number,
): Promise<Validation | null> {
  if (texts.length === 0) return null;
  const lattices = await latticesOf(model, strips, threads);
  const read = lattices.map((lattice) => bestPath(lattice).text);
  return { n: texts.length, loss: meanLoss(lattices, texts), ...scoreOf(texts, read) };
}

/** A text that the network gives no chance at all would make every mean infinite. */
const LEAST = -1000;

/** Mean of −log p(text) in nats. */
export function meanLoss(lattices: readonly Lattice[], texts: readonly string[]): number {
  const sum = lattices.reduce((total, lattice, i) => {
    const classes = Array.from(texts[i]!, (character) => lattice.labels.indexOf(character));
    return total - Math.max(LEAST, logProbability(lattice, classes));
  }, 0);
  return sum / lattices.length;
}

export interface LineScore {
  /** Share of lines read as they were written. */
  readonly accuracy: number;
  /** Edits by characters written. */
  readonly cer: number;
}

export function scoreOf(texts: readonly string[], read: readonly string[]): LineScore {
  const edits = texts.reduce((sum, text, i) => sum + misreadsOf(text, read[i]!).length, 0);
  const characters = texts.reduce((sum, text) => sum + [...text].length, 0);
  const right = texts.filter((text, i) => text === read[i]).length;
  return { accuracy: right / texts.length, cer: edits / Math.max(1, characters) };
}
