/** Times steps in one process, in Node and in the browser alike: warm up, then chunks of about 0.1 s. */
import { median } from './statistics.mjs';

const CHUNK_MS = 100;

/**
 * @param run takes a number of steps and does them; may return a promise.
 * @param seconds how long to measure. Of steps that take longer than that only the second is measured (the first may
 * have compiled something), and of steps of more than a minute the first.
 * @returns median milliseconds a step, and how many steps it is the median of.
 */
export async function measure(run, seconds) {
  const timed = async (steps) => {
    const start = performance.now();
    await run(steps);
    return performance.now() - start;
  };
  const first = await timed(1);
  if (first > seconds * 1000) return { ms: first > 60_000 ? first : await timed(1), steps: 1 };
  let once = first;
  const warm = performance.now() + Math.min(seconds * 250, 1000);
  do once = await timed(1);
  while (performance.now() < warm);
  const steps = Math.max(1, Math.round(CHUNK_MS / Math.max(once, 0.001)));
  await timed(steps);
  const chunks = [];
  const end = performance.now() + seconds * 1000;
  do chunks.push((await timed(steps)) / steps);
  while (performance.now() < end);
  return { ms: median(chunks), steps: steps * chunks.length };
}
