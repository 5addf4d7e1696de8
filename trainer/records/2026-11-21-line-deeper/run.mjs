/**
 * What a fifth residual block and longer training brought: `npm run build && node trainer/records/2026-11-21-line-deeper/run.mjs [--n 1000]`.
 * Goes on where results.json ends; writes the table of README.md when all runs are there.
 */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { latticesOf, PRESETS, pairedTest, SEEDS, saidOf, score, writtenLines } from '../lines.mjs';
import { mean, openRecord, percent } from '../record.mjs';

/** The last commit with the network of 344,073 parameters. */
const BEFORE = '607b1dd';
const MODEL = 'models/line/line.safetensors';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
const n = Number(values.n);
const { results, save, fill } = openRecord(import.meta.url, { lines: saidOf(n), before: BEFORE });

const root = new URL('../../../', import.meta.url);
const old = execFileSync('git', ['show', `${BEFORE}:${MODEL}`], { cwd: root, maxBuffer: 2 ** 24 });
const deeper = await readFile(new URL(MODEL, root));

for (const preset of PRESETS)
  for (const seed of SEEDS) {
    if (results.runs.some((run) => run.preset === preset && run.seed === seed)) continue;
    const { strips, texts } = await writtenLines(preset, seed, n);
    const of = async (model) => score(await latticesOf(model, strips), texts);
    results.runs.push({ preset, seed, before: await of(old), after: await of(deeper) });
    await save();
  }

const rows = PRESETS.map((preset) => {
  const runs = results.runs.filter((run) => run.preset === preset);
  const of = (arm, key) => percent(mean(runs.map((run) => run[arm][key])), 1);
  const p = pairedTest(runs.map((run) => run.after.exact - run.before.exact));
  return `| ${preset} | ${of('before', 'exact')} | ${of('after', 'exact')} | ${p.toFixed(3)} | ${of('before', 'readAt1Percent')} | ${of('after', 'readAt1Percent')} |`;
});
await fill('README.md', '<!-- results -->', '<!-- /results -->', [
  '| lines | exact, before | after | p | read at 1 % error, before | after |',
  '|---|---|---|---|---|---|',
  ...rows,
]);
