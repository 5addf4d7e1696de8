/** Written lines to compare two ways of reading on, and how they are compared. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPredictor, decodeModel } from '@digitry/engine';
import { createLineRecognizer, nBest, prepareLine } from '@digitry/reader';
import { comparable, linePresets, openDataset, synthesizeLines } from '@digitry/trainer';
import { mean, openRecord, percent } from './record.mjs';

/** Papers with what is written on them, and seeds. */
export const PRESETS = ['plain', 'standard', 'wide'];
const ZIP_CODES = PRESETS.map((preset) => ({ name: preset, preset, text: 'zip' }));
const SUMS = { name: 'sums on security paper', preset: 'cheque', text: 'amount' };
export const SEEDS = [101, 102, 103, 104, 105];
/** What is said of them in results.json. */
export const saidOf = (n) => `${n} ZIP codes of five digits a run, digits of MNIST's test part`;

/** Prepared lines with their texts; the pictures are kept in the folder for temporary files. */
export async function writtenLines(preset, seed, n, text = 'zip') {
  const out = join(tmpdir(), `digitry-records-${preset}${text === 'zip' ? '' : `-${text}`}-${seed}-${n}`);
  if (!existsSync(join(out, 'labels.csv')))
    await synthesizeLines({ n, out, seed, lines: linePresets[preset], text });
  const pictures = await openDataset(out, { kind: 'text' });
  const all = Array.from({ length: pictures.length }, (_, i) => i);
  return {
    lines: all.map((i) => prepareLine(pictures.image(i))),
    texts: all.map((i) => pictures.label(i)),
  };
}

/** The lattices of a model file's bytes. */
export async function latticesOf(model, lines) {
  const recognizer = createLineRecognizer(decodeModel(model), createPredictor);
  const lattices = await recognizer.lattices(lines);
  await recognizer.close();
  return lattices;
}

/** Shares that are read with all digits right, and that are read so at 1 % error. */
export function score(lattices, texts) {
  const read = lattices.map((lattice, i) => {
    const [best] = nBest(lattice);
    return { confidence: best?.confidence ?? 0, isRight: comparable(best?.text ?? '') === comparable(texts[i]) };
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

const ROOT = new URL('../../', import.meta.url);
const LINE = 'models/line/line.safetensors';

/** The line network that was released with a commit. */
export const lineModel = (commit) => execFileSync('git', ['show', `${commit}:${LINE}`], { cwd: ROOT, maxBuffer: 2 ** 24 });

/**
 * Two released line networks on the same lines; goes on where results.json ends, writes the table of README.md when all runs are there.
 * @param url of the record's run.mjs.
 * @param before commit of the one network
 * @param after commit of the other
 * @param sums whether sums on security paper are read as well
 */
export async function compareReleases(url, { n, before, after, sums = false }) {
  const { results, save, fill } = openRecord(url, { lines: `${saidOf(n)}${sums ? ', and as many sums' : ''}`, before });
  const sets = sums ? [...ZIP_CODES, SUMS] : ZIP_CODES;
  for (const { preset, text } of sets)
    for (const seed of SEEDS) {
      if (results.runs.some((run) => run.preset === preset && run.seed === seed)) continue;
      const { lines, texts } = await writtenLines(preset, seed, n, text);
      const of = async (commit) => score(await latticesOf(lineModel(commit), lines), texts);
      results.runs.push({ preset, seed, before: await of(before), after: await of(after) });
      await save();
    }
  const rows = sets.map(({ name, preset }) => {
    const runs = results.runs.filter((run) => run.preset === preset);
    const of = (arm, key) => percent(mean(runs.map((run) => run[arm][key])), 1);
    const p = pairedTest(runs.map((run) => run.after.exact - run.before.exact));
    return `| ${name} | ${of('before', 'exact')} | ${of('after', 'exact')} | ${p.toFixed(3)} | ${of('before', 'readAt1Percent')} | ${of('after', 'readAt1Percent')} |`;
  });
  await fill('README.md', '<!-- results -->', '<!-- /results -->', [
    '| lines | exact, before | after | p | read at 1 % error, before | after |',
    '|---|---|---|---|---|---|',
    ...rows,
  ]);
}
