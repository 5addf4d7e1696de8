/** The trainer's workers in the browser: Web Workers, started from the page or from a worker of it. */
import { createPool, type WorkerPool } from '../../fit/pool.js';

/** @param size workers; one for each processor by default */
export function createWorkerPool(size = navigator.hardwareConcurrency || 2): WorkerPool {
  return createPool(size, (onAnswer, onFailure) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => onAnswer(data);
    worker.onerror = (event) =>
      onFailure(
        new Error(`Expected a running worker but it failed: ${event.message || 'it could not be loaded'}.`),
      );
    return {
      post: (message) => worker.postMessage(message),
      close: async () => worker.terminate(),
    };
  });
}
