/** What fillers in the training brought: `npm run build && node trainer/records/2026-11-21-line-fillers/run.mjs [--n 1000]`. */
import { parseArgs } from 'node:util';
import { compareReleases, latticesOf, lineModel, pairedTest, SEEDS, score, writtenLines } from '../lines.mjs';
import { mean, openRecord, percent } from '../record.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
const releases = { before: 'a6adc2c', after: 'ba20909' };
const n = Number(values.n);

await compareReleases(import.meta.url, { n, ...releases });
const { results, save, fill } = openRecord(import.meta.url, {});
results.sums ??= [];
for (const seed of SEEDS) {
  if (results.sums.some((run) => run.seed === seed)) continue;
  const { lines, texts } = await writtenLines('cheque', seed, n, 'amount');
  const of = async (commit) => score(await latticesOf(lineModel(commit), lines), texts);
  results.sums.push({ seed, before: await of(releases.before), after: await of(releases.after) });
  await save();
}
const of = (arm, key) => percent(mean(results.sums.map((run) => run[arm][key])), 1);
const p = pairedTest(results.sums.map((run) => run.after.exact - run.before.exact));
await fill('README.md', '<!-- sums -->', '<!-- /sums -->', [
  '| lines | exact, before | after | p | read at 1 % error, before | after |',
  '|---|---|---|---|---|---|',
  `| sums on security paper | ${of('before', 'exact')} | ${of('after', 'exact')} | ${p.toFixed(3)} | ${of('before', 'readAt1Percent')} | ${of('after', 'readAt1Percent')} |`,
]);
