/** A batch as it is shown in a terminal: a bar with rate and time left; plain lines now and then where there is no terminal. */
import { bar, count, duration } from '../format.js';
import type { Terminal } from '../verb.js';

/** Milliseconds between two bars, and between two plain lines. */
const BAR_EVERY_MS = 100;
const PLAIN_EVERY_MS = 15_000;

export interface BatchCounts {
  readonly done: number;
  readonly failed: number;
}

/**
 * @param total files altogether
 * @param before files that earlier runs have read
 */
export function createBatchView(
  terminal: Terminal,
  total: number,
  before: number,
  now: () => number = Date.now,
): (counts: BatchCounts) => void {
  const start = now();
  let shown = start;
  return ({ done, failed }) => {
    const time = now();
    const isLast = done >= total;
    if (!isLast && time - shown < (terminal.status ? BAR_EVERY_MS : PLAIN_EVERY_MS)) return;
    shown = time;
    const seconds = (time - start) / 1000;
    const rate = seconds > 0 ? (done - before) / seconds : 0;
    const line = [
      `${bar(done / Math.max(1, total))} ${Math.floor((100 * Math.min(done, total)) / Math.max(1, total))} %`,
      `${count(done)} of ${count(total)} files`,
      ...(failed > 0 ? [`${count(failed)} failed`] : []),
      `${rate >= 10 ? count(rate) : rate.toFixed(1)} files/s`,
      ...(rate > 0 ? [`${duration(Math.max(0, total - done) / rate)} left`] : []),
    ].join('  ');
    if (terminal.status) terminal.status(line);
    else if (!isLast) terminal.out(line);
  };
}
