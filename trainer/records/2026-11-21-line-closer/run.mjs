/**
 * What a closer look at small characters is worth: `npm run build && node trainer/records/2026-11-21-line-closer/run.mjs [--n 1000]`.
 * Goes on where results.json ends; writes the table of README.md when all runs are there.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { latticesOf, pairedTest, SEEDS, score, writtenLines } from '../lines.mjs';
import { mean, openRecord, percent } from '../record.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
const n = Number(values.n);
const SETS = [
  { preset: 'standard', text: 'zip' },
  { preset: 'wide', text: 'zip' },
  { preset: 'wide', text: 'amount' },
  { preset: 'cheque', text: 'amount' },
];
const { results, save, fill } = openRecord(import.meta.url, {
  lines: `${n} a run, digits of MNIST's test part`,
});
const bytes = await readFile(new URL('../../../models/line/line.safetensors', import.meta.url));

async function measure({ preset, text }, seed) {
  const { lines, texts } = await writtenLines(preset, seed, n, text);
  const without = lines.map(({ seen }) => ({ seen }));
  return {
    preset,
    text,
    seed,
    small: lines.filter(({ closer }) => closer?.()).length / lines.length,
    without: score(await latticesOf(bytes, without), texts),
    closer: score(await latticesOf(bytes, lines), texts),
  };
}

const isOf = ({ preset, text }) => (run) => run.preset === preset && run.text === text;
for (const set of SETS)
  for (const seed of SEEDS) {
    if (results.runs.filter(isOf(set)).some((run) => run.seed === seed)) continue;
    results.runs.push(await measure(set, seed));
    await save();
  }

const rows = SETS.map((set) => {
  const runs = results.runs.filter(isOf(set));
  const of = (arm, key) => percent(mean(runs.map((run) => run[arm][key])), 1);
  const p = pairedTest(runs.map((run) => run.closer.exact - run.without.exact));
  const small = percent(mean(runs.map((run) => run.small)), 1);
  return `| ${set.preset}, ${set.text} | ${small} | ${of('without', 'exact')} | ${of('closer', 'exact')} | ${p.toFixed(3)} | ${of('without', 'readAt1Percent')} | ${of('closer', 'readAt1Percent')} |`;
});
await fill('README.md', '<!-- results -->', '<!-- /results -->', [
  '| lines | with small characters | exact, without | with a closer look | p | read at 1 % error, without | with |',
  '|---|---|---|---|---|---|---|',
  ...rows,
]);
