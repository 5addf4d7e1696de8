/** What upright 1s in the training brought: `npm run build && node trainer/records/2026-11-21-line-ones/run.mjs [--n 1000]`. */
import { parseArgs } from 'node:util';
import { nBest, prepareLine } from '@digitry/reader';
import { blankCanvas } from '@digitry/reader/testing';
import { compareReleases, latticesOf, lineModel } from '../lines.mjs';
import { mean, openRecord, percent } from '../record.mjs';

const { values } = parseArgs({ options: { n: { type: 'string', default: '1000' } } });
const releases = { before: '08bdf27', after: 'a6adc2c' };

/** Leans of the 1, as tangents, and its pens, in pixels of digits 40 pixels high. */
const LEANS = [-0.05, 0, 0.05, 0.1, 0.2];
const PENS = [2, 3, 4];

/** A straight stroke as high as the digit behind it: `10` … `19`. */
function barsOf(lean) {
  return PENS.flatMap((pen) =>
    Array.from({ length: 10 }, (_, digit) => {
      const canvas = blankCanvas(180, 110);
      canvas.rule(60 + 40 * lean, 35, 60, 75, pen);
      canvas.write(String(digit), 82, 35, { height: 40, pen });
      return { text: `1${digit}`, line: prepareLine(canvas.picture()) };
    }),
  );
}

async function readShare(model, bars) {
  const lattices = await latticesOf(
    model,
    bars.map(({ line }) => line),
  );
  return mean(
    lattices.map((lattice, i) => Number(nBest(lattice)[0].text.replaceAll(/\D/g, '') === bars[i].text)),
  );
}

await compareReleases(import.meta.url, { n: Number(values.n), ...releases });
const { results, save, fill } = openRecord(import.meta.url, {});
results.bars = [];
for (const lean of LEANS) {
  const bars = barsOf(lean);
  const of = (commit) => readShare(lineModel(commit), bars);
  results.bars.push({ lean, n: bars.length, before: await of(releases.before), after: await of(releases.after) });
}
await save();
await fill('README.md', '<!-- bars -->', '<!-- /bars -->', [
  '| lean of the 1 | read whole, before | after |',
  '|---|---|---|',
  ...results.bars.map(({ lean, before, after }) => `| ${lean} | ${percent(before, 0)} | ${percent(after, 0)} |`),
]);
