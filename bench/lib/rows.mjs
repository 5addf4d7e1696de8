/** What the rounds of a case become in the results: one row a peer, its ratio taken to the first one. */
import { ratio, summarize } from './statistics.mjs';

/**
 * @param states of `interleave`, the first being digitry.
 * @returns `{ ...fields, name, threads, ms, ratio }` or `{ …, error }`; ratio = time of the peer / time of the first.
 */
export function rowsOf(states, fields) {
  const own = timesOf(states[0]);
  return states.map((state) => {
    const row = { ...fields, name: state.name, threads: state.threads };
    if (state.results.length === 0) return { ...row, error: state.error ?? 'not measured' };
    const ms = timesOf(state);
    const measured = { ...row, ms: summarize(ms) };
    return own.length > 0 ? { ...measured, ratio: ratio(ms, own) } : measured;
  });
}

const timesOf = (state) => state.results.map(({ ms }) => ms);
