/** What gray strips are worth, and training on them: `npm run build && node trainer/records/2026-11-22-line-gray/run.mjs [--n 1000]`. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareReleases, pairedTest } from '../lines.mjs';
import { mean, openRecord, percent } from '../record.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
await compareReleases(import.meta.url, { n: Number(values.n), before: 'c80dff7', after: 'd74ec05', sums: true });

// The record before read the same lines with the same network, as strips of ink alone.
const white = JSON.parse(await readFile(new URL('../2026-11-21-line-fillers/results.json', import.meta.url), 'utf8'));
const whiteRuns = [...white.runs, ...white.sums.map((run) => ({ ...run, preset: 'cheque' }))];
const { results, fill } = openRecord(import.meta.url, {});
const rows = ['plain', 'standard', 'wide', 'cheque'].map((preset) => {
  const pairs = results.runs
    .filter((run) => run.preset === preset)
    .map(({ seed, before }) => {
      const same = whiteRuns.find((run) => run.preset === preset && run.seed === seed);
      return { white: same.after, gray: before };
    });
  const of = (arm, key) => percent(mean(pairs.map((pair) => pair[arm][key])), 1);
  const p = pairedTest(pairs.map(({ white, gray }) => gray.exact - white.exact)).toFixed(3);
  const name = preset === 'cheque' ? 'sums on security paper' : preset;
  return `| ${name} | ${of('white', 'exact')} | ${of('gray', 'exact')} | ${p} | ${of('white', 'readAt1Percent')} | ${of('gray', 'readAt1Percent')} |`;
});
await fill('README.md', '<!-- strips -->', '<!-- /strips -->', [
  '| lines | exact, ink alone | gray | p | read at 1 % error, ink alone | gray |',
  '|---|---|---|---|---|---|',
  ...rows,
]);
