/** Threads that read files: each has one at a time, a thread that dies or hangs costs the file that it had, and is replaced. */
import { Worker } from 'node:worker_threads';
import type { ReadSettings } from '../read/settings.js';
import type { FileResult } from './formats.js';
import type { WorkerMessage } from './read-worker.js';

export interface ReadPool {
  /** Files begin in the order given. Null where the pool was told to stop before this one began. @throws Error where no file can be read. */
  read(file: string): Promise<FileResult | null>;
  /** Files that have not begun are given up. */
  stop(): void;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly threads: number;
  /** A page that takes longer is given up with its file. */
  readonly pageTimeoutMs?: number;
  /** The program of a thread; another one for tests. */
  readonly program?: URL;
}

interface Job {
  readonly file: string;
  readonly resolve: (result: FileResult | null) => void;
  readonly reject: (error: Error) => void;
}

const PROGRAM = new URL('./read-worker.js', import.meta.url);
const PAGE_TIMEOUT_MS = 120_000;

export function createReadPool(
  settings: ReadSettings,
  { threads, pageTimeoutMs = PAGE_TIMEOUT_MS, program = PROGRAM }: PoolOptions,
): ReadPool {
  const waiting: Job[] = [];
  const running = new Set<Job>();
  const workers = new Set<Worker>();
  /** Wakes threads that have nothing to do. */
  const idle = new Set<() => void>();
  let fatal: Error | null = null;
  let isClosed = false;

  function fail(error: Error): void {
    fatal ??= error;
    for (const job of [...running, ...waiting.splice(0)]) job.reject(fatal);
    running.clear();
  }

  function start(): void {
    const worker = new Worker(program, { workerData: settings });
    workers.add(worker);
    let job: Job | undefined;
    let timer: NodeJS.Timeout | undefined;
    let isReady = false;

    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () => replace(`took longer than ${pageTimeoutMs / 1000} s and was given up`),
        pageTimeoutMs,
      );
    };
    const finish = (result: FileResult): void => {
      clearTimeout(timer);
      if (job && running.delete(job)) job.resolve(result);
      job = undefined;
    };
    const next = (): void => {
      job = waiting.shift();
      if (!job) {
        idle.add(next);
        return;
      }
      running.add(job);
      worker.postMessage(job.file);
      watch();
    };
    const replace = (what: string): void => {
      if (!workers.delete(worker)) return;
      idle.delete(next);
      void worker.terminate();
      if (job)
        finish({
          file: job.file,
          failure: { file: job.file, error: 'failed', message: `${job.file}: it ${what}` },
        });
      // A thread that never came up would not the next time either.
      if (!isReady) fail(new Error(`Expected a thread to start but it ${what}`));
      else if (!isClosed && !fatal) start();
    };

    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'fatal') fail(new Error(message.message));
      else if (message.type === 'page') watch();
      else {
        isReady = true;
        if (message.type === 'result') finish(message.result);
        next();
      }
    });
    worker.on('error', (error) => replace(`ended the thread that read it (${error.message})`));
    worker.on('exit', () => replace('ended the thread that read it'));
  }

  for (let i = 0; i < threads; i++) start();

  return {
    read: (file) =>
      new Promise((resolve, reject) => {
        if (fatal) {
          reject(fatal);
          return;
        }
        waiting.push({ file, resolve, reject });
        const [wake] = idle;
        if (!wake) return;
        idle.delete(wake);
        wake();
      }),
    stop() {
      for (const job of waiting.splice(0)) job.resolve(null);
    },
    async close() {
      isClosed = true;
      const all = [...workers];
      workers.clear();
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}
