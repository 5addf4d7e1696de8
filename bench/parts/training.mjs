/** Milliseconds of a training step: digitry beside PyTorch, TensorFlow.js and jax-js, on the same networks. */
import { trainingCases } from '../lib/networks.mjs';
import * as peers from '../lib/peers.mjs';
import { interleave, ONCE } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';

export async function run({ rounds, seconds, threads }) {
  const rows = [];
  for (const { network, batch } of trainingCases) {
    console.error(`training: ${network}, batch ${batch}`);
    const job = { task: 'training', network, batch, threads, seconds };
    const isPerceptron = network === 'perceptron';
    const jobs = [
      { name: 'digitry', threads, command: peers.digitry, job },
      {
        name: 'PyTorch as installed',
        threads,
        command: peers.torch,
        job,
        env: peers.torchAsInstalled(threads),
      },
      { name: 'PyTorch tuned', threads, command: peers.torch, job, env: peers.torchTuned(threads) },
      { name: 'tfjs wasm', threads: 1, command: peers.tfjs, job: { ...job, backend: 'wasm' } },
      {
        name: 'tfjs cpu',
        threads: 1,
        command: peers.tfjs,
        job: { ...job, backend: 'cpu' },
        ...(isPerceptron ? {} : ONCE),
      },
      { name: 'jax-js wasm', threads: 1, command: peers.jax, job, ...(isPerceptron ? {} : ONCE) },
    ];
    rows.push(...rowsOf(await interleave(jobs, rounds), { network, batch }));
  }
  return { rows };
}
