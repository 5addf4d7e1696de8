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
  const filled = texts.flatMap((text, i) => (/--|\/\//.test(text) ? [i] : []));
  const of = async (commit) => {
    const lattices = await latticesOf(lineModel(commit), lines);
    const { exact } = score(
      filled.map((i) => lattices[i]),
      filled.map((i) => texts[i]),
    );
    return { ...score(lattices, texts), filled: exact };
  };
  const [before, after] = [await of(releases.before), await of(releases.after)];
  results.sums.push({ seed, filled: filled.length, before, after });
  await save();
}
const of = (arm, key) => percent(mean(results.sums.map((run) => run[arm][key])), 1);
const p = (key) => pairedTest(results.sums.map((run) => run.after[key] - run.before[key])).toFixed(3);
const count = results.sums.reduce((sum, run) => sum + run.filled, 0);
await fill('README.md', '<!-- sums -->', '<!-- /sums -->', [
  '| lines | exact, before | after | p | read at 1 % error, before | after |',
  '|---|---|---|---|---|---|',
  `| sums on security paper | ${of('before', 'exact')} | ${of('after', 'exact')} | ${p('exact')} | ${of('before', 'readAt1Percent')} | ${of('after', 'readAt1Percent')} |`,
  `| of these ${count} with dashes or slashes in a row | ${of('before', 'filled')} | ${of('after', 'filled')} | ${p('filled')} | | |`,
]);
