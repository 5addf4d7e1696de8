/** Peers in turn, round after round, so that a slow minute of the machine hits them all. */
import { runProcess } from './process.mjs';

/** For a peer that takes seconds a step: it is measured in one round, its range would say nothing new. */
export const ONCE = { rounds: 1, timeoutMs: 60_000 };

/**
 * @param jobs `{ name, command, job, env?, rounds?, timeoutMs?, run? }`; `rounds` limits slow peers, `run` replaces the process.
 * @returns the jobs with `results` (one a round) and `error` where one failed; a job that failed is not tried again.
 */
export async function interleave(jobs, rounds, log = console.error) {
  const states = jobs.map((job) => ({ ...job, results: [], error: undefined }));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < states.length; i++) {
      // Another one begins each round, so that nobody is always the first after a pause.
      const state = states[(i + round) % states.length];
      if (state.error || round >= (state.rounds ?? rounds)) continue;
      const result = await (state.run?.() ?? runProcess(state.command, state.job, state));
      if (result.error) state.error = result.error;
      else state.results.push(result);
      log(`  round ${round + 1}/${rounds}  ${state.name}: ${result.error ?? brief(result)}`);
    }
  }
  return states;
}

const brief = (result) =>
  Object.entries(result)
    .filter(([, value]) => typeof value === 'number')
    .map(([key, value]) => `${key} ${Number(value.toPrecision(4))}`)
    .join(', ');
