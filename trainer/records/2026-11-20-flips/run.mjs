/**
 * What mirrored training images cost: `npm run build && node trainer/records/2026-11-20-flips/run.mjs [--threads N]`.
 * Goes on where results.json ends; writes the table of README.md and of docs/train.md when all runs are there.
 */
import { parseArgs } from 'node:util';
import {
  augmentPresets,
  checkRecipe,
  createWorkerPool,
  evaluatePrepared,
  findRecipe,
  gatherData,
  openDataset,
  prepareDigits,
  train,
} from '@digitry/trainer';
import { mean, openRecord, percent as percentOf } from '../record.mjs';

const SEEDS = [1, 2, 3, 4, 5];
/** Share of the training images that are mirrored left to right. */
const ARMS = [0, 0.5];
const EPOCHS = 2;

const { values } = parseArgs({ options: { threads: { type: 'string', default: '1' } } });
const threads = Number(values.threads);
const percent = (share) => percentOf(share, 2);

/** The seed network with light augmentation in both arms: one that is idle would leave out more than the mirroring. */
const recipeOf = (flips, seed) =>
  checkRecipe({
    ...findRecipe('seed-cnn'),
    preparation: 'digit',
    augment: { ...augmentPresets.light, flipHorizontal: flips },
    epochs: EPOCHS,
    learningRate: { type: 'cosine', peak: 1e-3 },
    seed,
  });

const { results, save, fill } = openRecord(import.meta.url, {
  network: 'seed-cnn',
  augment: 'light, flipHorizontal as given',
  epochs: EPOCHS,
  trainedOn: 'MNIST, 60,000 training images',
  measuredOn: 'MNIST, 10,000 test images',
});

async function measure(flips, seed, pool, prepared) {
  const recipe = recipeOf(flips, seed);
  const data = await gatherData(recipe, [await openDataset('mnist')], pool);
  for await (const event of train(recipe, data, { pool, threads })) {
    if (event.type !== 'finished') continue;
    const { accuracy, classes } = await evaluatePrepared(event.model, prepared, threads);
    const { loss, accuracy: training } = event.history.at(-1);
    return { flips, seed, accuracy, recalls: classes.map(({ recall }) => recall), trainingLoss: loss, trainingAccuracy: training };
  }
}

const deviation = (list) => Math.sqrt(list.reduce((sum, x) => sum + (x - mean(list)) ** 2, 0) / (list.length - 1));

/** Exact permutation test of two means, two-sided. */
function permutationTest(a, b) {
  const all = [...a, ...b];
  const seen = Math.abs(mean(a) - mean(b)) - 1e-12;
  let asFar = 0;
  let ways = 0;
  const deal = (from, chosen) => {
    if (chosen.length === a.length) {
      const rest = all.filter((_, i) => !chosen.includes(i));
      ways++;
      if (Math.abs(mean(chosen.map((i) => all[i])) - mean(rest)) >= seen) asFar++;
      return;
    }
    for (let i = from; i < all.length; i++) deal(i + 1, [...chosen, i]);
  };
  deal(0, []);
  return asFar / ways;
}

async function writeTable() {
  const arms = ARMS.map((flips) => results.runs.filter((run) => run.flips === flips));
  const accuracies = arms.map((runs) => runs.map(({ accuracy }) => accuracy));
  const p = permutationTest(...accuracies);
  const rows = arms.map((runs, i) => {
    const recall = (digit) => percent(mean(runs.map(({ recalls }) => recalls[digit])));
    const cells = [mean(accuracies[i]), deviation(accuracies[i]), Math.min(...accuracies[i]), Math.max(...accuracies[i])];
    return `| ${ARMS[i] === 0 ? 'none' : 'every second image'} | ${[...cells.map(percent), recall(2), recall(3), recall(5)].join(' | ')} |`;
  });
  const lost = mean(accuracies[0]) - mean(accuracies[1]);
  const errors = accuracies.map((list) => 1 - mean(list));
  const table = [
    `| mirrored | MNIST test, mean of ${SEEDS.length} seeds | standard deviation | min | max | 2s read right | 3s | 5s |`,
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    `Difference of the means ${(100 * lost).toFixed(2)} points: ${(errors[1] / errors[0]).toFixed(2)} times the errors; p = ${p.toFixed(4)} (exact permutation test, two-sided, ${SEEDS.length} and ${SEEDS.length} runs).`,
  ];
  results.pValue = p;
  await save();
  await fill('README.md', '<!-- results -->', '<!-- /results -->', table);
  await fill('../../../docs/train.md', '<!-- measured:flips -->', '<!-- /measured -->', table);
}

const pool = createWorkerPool(threads);
try {
  const prepared = await prepareDigits(await openDataset('mnist-test'), { pool });
  for (const seed of SEEDS) {
    for (const flips of ARMS) {
      if (results.runs.some((run) => run.flips === flips && run.seed === seed)) continue;
      const run = await measure(flips, seed, pool, prepared);
      results.runs.push(run);
      await save();
      console.log(`flips ${flips}, seed ${seed}: ${percent(run.accuracy)}`);
    }
  }
  await writeTable();
} finally {
  await pool.close();
}
