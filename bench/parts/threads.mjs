/** What the second thread is worth in a training step. */
import { trainingCases } from '../lib/networks.mjs';
import { digitry } from '../lib/peers.mjs';
import { interleave } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';

export async function run({ rounds, seconds }) {
  const rows = [];
  for (const { network, batch } of trainingCases) {
    console.error(`threads: ${network}, batch ${batch}`);
    const jobs = [2, 1].map((threads) => ({
      name: `digitry, ${threads} thread${threads > 1 ? 's' : ''}`,
      threads,
      command: digitry,
      job: { task: 'training', network, batch, threads, seconds },
    }));
    rows.push(...rowsOf(await interleave(jobs, rounds), { network, batch }));
  }
  return { rows };
}
