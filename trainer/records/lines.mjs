/** Written lines to compare two ways of reading on, and how they are compared. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPredictor, decodeModel } from '@digitry/engine';
import { createLineRecognizer, nBest, prepareLine } from '@digitry/reader';
import { comparable, linePresets, openDataset, synthesizeLines } from '@digitry/trainer';
import { mean } from './record.mjs';

/** Papers, and seeds of what is written on them. */
export const PRESETS = ['plain', 'standard', 'wide'];
export const SEEDS = [101, 102, 103, 104, 105];
/** What is said of them in results.json. */
export const saidOf = (n) => `${n} ZIP codes of five digits a run, digits of MNIST's test part`;

/** Prepared strips with their texts; the pictures are kept in the folder for temporary files. */
export async function writtenLines(preset, seed, n) {
  const out = join(tmpdir(), `digitry-records-${preset}-${seed}-${n}`);
  if (!existsSync(join(out, 'labels.csv')))
    await synthesizeLines({ n, out, seed, lines: linePresets[preset], text: 'zip' });
  const lines = await openDataset(out, { kind: 'text' });
  const all = Array.from({ length: lines.length }, (_, i) => i);
  return {
    strips: all.map((i) => prepareLine(lines.image(i)).seen),
    texts: all.map((i) => lines.label(i)),
  };
}

/** The lattices of a model file's bytes. */
export async function latticesOf(model, strips) {
  const recognizer = createLineRecognizer(decodeModel(model), createPredictor);
  const lattices = await recognizer.lattices(strips);
  await recognizer.close();
  return lattices;
}

/** Shares that are read with all digits right, and that are read so at 1 % error. */
export function score(lattices, texts) {
  const read = lattices.map((lattice, i) => {
    const [best] = nBest(lattice);
    return { confidence: best.confidence, isRight: comparable(best.text) === texts[i] };
  });
  read.sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let kept = 0;
  read.forEach(({ isRight }, i) => {
    if (!isRight) wrong++;
    if (wrong <= 0.01 * (i + 1)) kept = i + 1;
  });
  return {
    exact: read.filter(({ isRight }) => isRight).length / read.length,
    readAt1Percent: kept / read.length,
  };
}

/** The exact permutation test of paired runs: the share of all ways to swap the two arms whose mean differs as much. */
export function pairedTest(differences) {
  const seen = Math.abs(mean(differences));
  let as = 0;
  for (let signs = 0; signs < 2 ** differences.length; signs++)
    if (Math.abs(mean(differences.map((d, i) => (signs & (1 << i) ? -d : d)))) >= seen - 1e-12) as++;
  return as / 2 ** differences.length;
}
