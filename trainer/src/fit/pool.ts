/** The workers as the trainer sees them. What a worker is belongs to the platform. */
import type { Task, TaskResult, TaskType } from './tasks.js';
import { createTaskHandler } from './tasks.js';

export interface WorkerPool {
  readonly size: number;
  /** Runs a task on the next free worker. Buffers of the result are handed over, not copied. */
  run<T extends TaskType>(task: Task<T>): Promise<TaskResult<T>>;
  /** Runs a task on every worker, before all tasks given later. */
  broadcast<T extends TaskType>(task: Task<T>): Promise<void>;
  close(): Promise<void>;
}

/** A pool without workers: every task on the calling thread, one a turn of the event loop. */
export function createInlinePool(): WorkerPool {
  const handle = createTaskHandler();
  return {
    size: 1,
    run: async (task) => handle(task).result,
    broadcast: async (task) => {
      handle(task);
    },
    close: async () => {},
  };
}

/** What a platform has to give for a pool: one worker that takes messages and gives one answer to each, in order. */
export interface RawWorker {
  post(message: unknown): void;
  close(): Promise<void>;
}

/** Tasks that wait at a worker, so that it goes on while this thread trains. */
const AHEAD = 4;

export type StartWorker = (
  onAnswer: (answer: Answer) => void,
  onFailure: (error: Error) => void,
) => RawWorker;
export type Answer = { readonly result: unknown } | { readonly error: string };

interface Waiting {
  readonly task: unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** A pool on any platform's workers. A worker that dies fails all its tasks, and every later one. */
export function createPool(size: number, start: StartWorker): WorkerPool {
  const waiting: Waiting[] = [];
  let failure: Error | null = null;
  const workers = Array.from({ length: size }, () => {
    const inFlight: Waiting[] = [];
    const onAnswer = (answer: Answer): void => {
      const done = inFlight.shift();
      if ('error' in answer) done?.reject(new Error(answer.error));
      else done?.resolve(answer.result as never);
      dispatch();
    };
    const onFailure = (error: Error): void => {
      failure ??= error;
      for (const lost of [...inFlight.splice(0), ...waiting.splice(0)]) lost.reject(error);
    };
    return { raw: start(onAnswer, onFailure), inFlight };
  });
  const send = (worker: (typeof workers)[number], job: Waiting): void => {
    worker.inFlight.push(job);
    worker.raw.post(job.task);
  };
  const dispatch = (): void => {
    while (waiting.length > 0) {
      const free = workers.reduce((a, b) => (b.inFlight.length < a.inFlight.length ? b : a));
      if (free.inFlight.length >= AHEAD) return;
      send(free, waiting.shift()!);
    }
  };
  const submit = <T>(task: unknown, give: (job: Waiting) => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (failure) reject(failure);
      else give({ task, resolve, reject });
    });
  return {
    size,
    run: (task) =>
      submit(task, (job) => {
        waiting.push(job);
        dispatch();
      }),
    broadcast: async (task) => {
      await Promise.all(workers.map((worker) => submit(task, (job) => send(worker, job))));
    },
    close: async () => {
      failure ??= new Error('Expected an open worker pool but it was closed.');
      for (const lost of waiting.splice(0)) lost.reject(failure);
      await Promise.all(workers.map((worker) => worker.raw.close()));
    },
  };
}
