/** The trainer's workers in Node: threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createPool, type WorkerPool } from '../../fit/pool.js';

/** @param size threads; one for each processor by default */
export function createWorkerPool(size = availableParallelism()): WorkerPool {
  return createPool(size, (onAnswer, onFailure) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url));
    worker.on('message', onAnswer);
    worker.on('error', onFailure);
    worker.on('exit', (code) =>
      onFailure(new Error(`Expected a running worker but it ended with code ${code}.`)),
    );
    return {
      post: (message) => worker.postMessage(message),
      close: async () => {
        await worker.terminate();
      },
    };
  });
}
