/** What a thread does: sleep until a command comes, run its share of the module, report, sleep. Knows no platform. */

export interface ThreadJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** 1, 2, …: thread 0 is the caller's own. */
  readonly thread: number;
  /** Words that caller and threads share, see `Word`. */
  readonly control: SharedArrayBuffer;
}

export interface ThreadHandle {
  close(): Promise<void>;
}

/** Places in the control words. */
export const Word = { command: 0, done: 1, entry: 2, arguments: 4 } as const;

export const CONTROL_BYTES = 64;

/** Functions of the modules that threads are told to run, by number. */
const ENTRIES = ['run', 'setup', 'predict'] as const;
export type Entry = (typeof ENTRIES)[number];

type Exports = Readonly<Record<string, (...args: number[]) => void>>;

/** The body of a worker; never returns. */
export function runThread(job: ThreadJob, ready: () => void): void {
  const control = new Int32Array(job.control);
  const { exports } = new WebAssembly.Instance(job.module, { env: { memory: job.memory } });
  ready();
  let seen = 0;
  for (;;) {
    Atomics.wait(control, Word.command, seen);
    seen = Atomics.load(control, Word.command);
    const entry = ENTRIES[control[Word.entry]!]!;
    const args = control.slice(Word.arguments, Word.arguments + 4);
    (exports as Exports)[entry]!(job.thread, ...args);
    Atomics.add(control, Word.done, 1);
  }
}

/** The caller's side: one module instance of its own and the handles of the others. */
export class ThreadTeam {
  readonly #exports: Exports;
  readonly #control: Int32Array;
  readonly #handles: readonly ThreadHandle[];

  constructor(
    instance: WebAssembly.Instance,
    control: SharedArrayBuffer | ArrayBuffer,
    handles: readonly ThreadHandle[],
  ) {
    this.#exports = instance.exports as Exports;
    this.#control = new Int32Array(control);
    this.#handles = handles;
  }

  get size(): number {
    return this.#handles.length + 1;
  }

  /** Runs an entry on all threads at once; the caller is thread 0. The last argument of `run` says who may sleep. */
  run(entry: Entry, args: readonly number[], own: readonly number[] = args): void {
    const control = this.#control;
    if (this.#handles.length > 0) {
      control[Word.entry] = ENTRIES.indexOf(entry);
      control.set(args, Word.arguments);
      Atomics.store(control, Word.done, 0);
      Atomics.add(control, Word.command, 1);
      Atomics.notify(control, Word.command);
    }
    this.#exports[entry]!(0, ...own);
    // The threads are at most a few microseconds behind; spinning is right on a main thread that may not sleep too.
    while (Atomics.load(control, Word.done) < this.#handles.length);
  }

  async close(): Promise<void> {
    await Promise.all(this.#handles.map((handle) => handle.close()));
  }
}
