/** Readings a second in batches of 256, and milliseconds for a single one. */
import * as peers from '../lib/peers.mjs';
import { interleave, ONCE } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';

const NETWORKS = ['seed CNN', 'six conv + batch norm'];

export async function run({ rounds, seconds, threads: most }) {
  const rows = [];
  for (const network of NETWORKS) {
    for (const batch of [256, 1]) {
      for (const threads of most > 1 ? [1, most] : [1]) {
        console.error(`inference: ${network}, batch ${batch}, threads ${threads}`);
        const job = { task: 'inference', network, batch, threads, seconds };
        const jobs = [
          { name: 'digitry', command: peers.digitry, job },
          { name: 'onnxruntime-node', command: peers.onnx, job: { ...job, runtime: 'node' } },
          { name: 'onnxruntime-web', command: peers.onnx, job: { ...job, runtime: 'web' } },
          { name: 'PyTorch tuned', command: peers.torch, job, env: peers.torchTuned(threads) },
        ];
        // tfjs and jax-js have no threads in Node: they stand with the others of one thread.
        if (threads === 1) {
          jobs.push({ name: 'tfjs wasm', command: peers.tfjs, job: { ...job, backend: 'wasm' } });
          jobs.push({ name: 'jax-js wasm', command: peers.jax, job, ...(batch === 1 ? {} : ONCE) });
        }
        const states = await interleave(
          jobs.map((each) => ({ ...each, threads })),
          rounds,
        );
        const measured = rowsOf(states, { network, batch });
        rows.push(
          ...measured.map((row) => (row.ms ? { ...row, perSecond: (1000 * batch) / row.ms.median } : row)),
        );
      }
    }
  }
  return { rows };
}
