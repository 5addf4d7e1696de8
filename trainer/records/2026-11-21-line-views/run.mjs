/**
 * What two more looks at a doubtful line are worth: `npm run build && node trainer/records/2026-11-21-line-views/run.mjs [--n 1000]`.
 * Goes on where results.json ends; writes the table of README.md when all runs are there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createPredictor, decodeModel } from '@digitry/engine';
import { beamSearch, createLineRecognizer, prepareLine } from '@digitry/reader';
import { linePresets, openDataset, synthesizeLines, writeAtomically } from '@digitry/trainer';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
const n = Number(values.n);
const PRESETS = ['plain', 'standard', 'wide'];
const SEEDS = [101, 102, 103, 104, 105];
const MODELS = ['line', 'line-tiny'];
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

const results = existsSync(file('results.json'))
  ? JSON.parse(readFileSync(file('results.json'), 'utf8'))
  : {
      lines: `${n} ZIP codes of five digits a run, digits of MNIST's test part`,
      node: process.version,
      processor: cpus()[0].model,
      runs: [],
    };

/** Texts read, how sure, and whether right. */
function score(lattices, texts) {
  const read = lattices.map((lattice, i) => {
    const [best] = beamSearch(lattice, { limit: 1 });
    return { confidence: best.confidence, isRight: best.text === texts[i] };
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

async function measure(name, preset, seed) {
  const out = join(tmpdir(), `digitry-line-views-${preset}-${seed}-${n}`);
  if (!existsSync(join(out, 'labels.csv')))
    await synthesizeLines({ n, out, seed, lines: linePresets[preset], text: 'zip' });
  const lines = await openDataset(out, { kind: 'text' });
  const all = Array.from({ length: lines.length }, (_, i) => i);
  const strips = all.map((i) => prepareLine(lines.image(i)).seen);
  const texts = all.map((i) => lines.label(i));
  const bytes = await readFile(new URL(`../../../models/${name}/${name}.safetensors`, import.meta.url));
  const recognizer = createLineRecognizer(decodeModel(bytes), createPredictor);
  const lattices = await recognizer.lattices(strips);
  await recognizer.close();
  const once = lattices.map(({ views, ...own }) => own);
  return {
    model: name,
    preset,
    seed,
    doubtful: lattices.filter(({ views }) => views).length / lattices.length,
    once: score(once, texts),
    thrice: score(lattices, texts),
  };
}

for (const model of MODELS)
  for (const preset of PRESETS)
    for (const seed of SEEDS) {
      if (results.runs.some((run) => run.model === model && run.preset === preset && run.seed === seed)) continue;
      results.runs.push(await measure(model, preset, seed));
      await writeAtomically(file('results.json'), `${JSON.stringify(results, null, 2)}\n`);
    }

const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** The exact permutation test of paired runs: the share of all ways to swap the two arms whose mean differs as much. */
function pValue(differences) {
  const seen = Math.abs(mean(differences));
  let as = 0;
  for (let signs = 0; signs < 2 ** differences.length; signs++)
    if (Math.abs(mean(differences.map((d, i) => (signs & (1 << i) ? -d : d)))) >= seen - 1e-12) as++;
  return as / 2 ** differences.length;
}

const rows = MODELS.flatMap((model) =>
  PRESETS.map((preset) => {
    const runs = results.runs.filter((run) => run.model === model && run.preset === preset);
    const of = (arm, key) => mean(runs.map((run) => run[arm][key]));
    const p = pValue(runs.map((run) => run.thrice.exact - run.once.exact));
    return `| ${model} | ${preset} | ${percent(of('once', 'exact'))} | ${percent(of('thrice', 'exact'))} | ${p.toFixed(3)} | ${percent(of('once', 'readAt1Percent'))} | ${percent(of('thrice', 'readAt1Percent'))} | ${percent(mean(runs.map((run) => run.doubtful)))} |`;
  }),
);
const table = [
  '| network | lines | exact, one look | exact, three | p | read at 1 % error, one look | three | looked at thrice |',
  '|---|---|---|---|---|---|---|---|',
  ...rows,
].join('\n');
const readme = readFileSync(file('README.md'), 'utf8');
await writeAtomically(
  file('README.md'),
  readme.replace(
    /<!-- results -->[\s\S]*<!-- \/results -->/,
    () => `<!-- results -->\n${table}\n<!-- /results -->`,
  ),
);
console.log(table);
