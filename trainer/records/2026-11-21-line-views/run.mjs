/**
 * What two more looks at a doubtful line are worth: `npm run build && node trainer/records/2026-11-21-line-views/run.mjs [--n 1000]`.
 * Goes on where results.json ends; writes the table of README.md when all runs are there.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { latticesOf, PRESETS, pairedTest, SEEDS, saidOf, score, writtenLines } from '../lines.mjs';
import { mean, openRecord, percent } from '../record.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
const n = Number(values.n);
const MODELS = ['line', 'line-tiny'];
const { results, save, fill } = openRecord(import.meta.url, { lines: saidOf(n) });

async function measure(model, preset, seed) {
  const { lines, texts } = await writtenLines(preset, seed, n);
  const bytes = await readFile(new URL(`../../../models/${model}/${model}.safetensors`, import.meta.url));
  // Without the closer look, which came later and has a record of its own.
  const lattices = await latticesOf(
    bytes,
    lines.map(({ seen }) => ({ seen })),
  );
  const once = lattices.map(({ views, ...own }) => own);
  return {
    model,
    preset,
    seed,
    again: lattices.filter(({ views }) => views).length / lattices.length,
    thrice: lattices.filter(({ views }) => views?.length > 1).length / lattices.length,
    one: score(once, texts),
    all: score(lattices, texts),
  };
}

for (const model of MODELS)
  for (const preset of PRESETS)
    for (const seed of SEEDS) {
      if (results.runs.some((run) => run.model === model && run.preset === preset && run.seed === seed)) continue;
      results.runs.push(await measure(model, preset, seed));
      await save();
    }

const rows = MODELS.flatMap((model) =>
  PRESETS.map((preset) => {
    const runs = results.runs.filter((run) => run.model === model && run.preset === preset);
    const of = (arm, key) => percent(mean(runs.map((run) => run[arm][key])), 1);
    const share = (key) => percent(mean(runs.map((run) => run[key])), 1);
    const p = pairedTest(runs.map((run) => run.all.exact - run.one.exact));
    return `| ${model} | ${preset} | ${of('one', 'exact')} | ${of('all', 'exact')} | ${p.toFixed(3)} | ${of('one', 'readAt1Percent')} | ${of('all', 'readAt1Percent')} | ${share('again')} | ${share('thrice')} |`;
  }),
);
await fill('README.md', '<!-- results -->', '<!-- /results -->', [
  '| network | lines | exact, one look | exact, up to three | p | read at 1 % error, one look | up to three | looked at again | thrice |',
  '|---|---|---|---|---|---|---|---|---|',
  ...rows,
]);
