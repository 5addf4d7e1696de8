/** What machine this is, in one line. */
import { cpus } from 'node:os';

/** For example `4 × Intel Xeon Processor @ 2.60GHz, Node v20.19.0`. */
export function hardwareHere(): string {
  const all = cpus();
  return `${all.length} × ${(all[0]?.model ?? 'unknown processor').trim()}, Node ${process.version}`;
}
