/** `npm run fuzz`: damaged files and rules, a bounded number for a bounded time. A crash or hang of the process that runs them is a find like a wrong error. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report, Work } from './child.js';
import { allTargets, type Target } from './targets.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    /** Inputs a target, and seconds for all of them. */
    count: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '120' },
    only: { type: 'string' },
  },
});
const [seed, count, seconds] = [Number(values.seed), Number(values.count), Number(values.seconds)];
if (![seed, count, seconds].every(Number.isSafeInteger))
  throw new Error('Expected whole numbers for --seed, --count and --seconds');

/** Every target has so many inputs, however slow the machine is. */
const LEAST = 20;
/** An input that takes longer hangs. */
const HANG_MS = 20_000;
const CHILD = fileURLToPath(new URL('./child.js', import.meta.url));

interface Find {
  readonly target: string;
  readonly index: number;
  readonly what: string;
}

const finds: Find[] = [];
let keptIn: string | null = null;

async function found(target: Target, index: number, what: string): Promise<void> {
  finds.push({ target: target.name, index, what });
  keptIn ??= await mkdtemp(join(tmpdir(), 'digitry-fuzz-'));
  const path = join(keptIn, `${target.name.replaceAll(' ', '-')}-${seed}-${index}`);
  await writeFile(path, target.input(index, seed));
  console.log(`${target.name} ${index}: ${what}\n  kept as ${path}`);
}

/** Runs inputs until all are done, the time is over, or the process ended. @returns the next index */
function runSome(child: ChildProcess, target: Target, from: number, deadline: number): Promise<number> {
  return new Promise((resolve) => {
    let index = from;
    let timer: NodeJS.Timeout;
    const end = async (next: number, what?: string): Promise<void> => {
      clearTimeout(timer);
      child.removeAllListeners();
      if (what !== undefined) await found(target, index, what);
      resolve(next);
    };
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        child.kill('SIGKILL');
        void end(index + 1, `took longer than ${HANG_MS / 1000} s`);
      }, HANG_MS);
    };
    child.on('message', (report: Report) => {
      if (report.type === 'done') void end(count);
      else if (report.type === 'find') void found(target, report.index, report.error);
      else {
        index = report.index;
        if (index < LEAST || Date.now() < deadline) watch();
        else {
          child.kill('SIGKILL');
          void end(index);
        }
      }
    });
    child.on('exit', (code, signal) => void end(index + 1, `ended the process (${signal ?? code})`));
    watch();
    child.send({ target: target.name, seed, from, to: count } satisfies Work);
  });
}

const targets = (await allTargets()).filter(({ name }) => values.only === undefined || name === values.only);
const start = Date.now();
for (const [i, target] of targets.entries()) {
  // Each target has its share of what is left of the time.
  const deadline = Date.now() + (start + seconds * 1000 - Date.now()) / (targets.length - i);
  const begun = Date.now();
  let next = 0;
  while (next < count && (next < LEAST || Date.now() < deadline)) {
    const child = fork(CHILD, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    next = await runSome(child, target, next, deadline);
    child.kill('SIGKILL');
  }
  console.log(`${target.name.padEnd(18)} ${next} inputs in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
console.log(finds.length === 0 ? 'Nothing found.' : `${finds.length} found.`);
process.exitCode = finds.length === 0 ? 0 : 1;
