/** Threads of Node: worker_threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Platform } from '../../session/start.js';
import type { ThreadHandle, ThreadJob } from '../../session/thread.js';

export const platform: Platform = {
  // The main thread of Node may sleep.
  canWait: true,
  cores: availableParallelism,
  canShareMemory: () => true,
  spawnThread,
};

/** Starts a thread; resolves when it is ready for its first command. */
async function spawnThread(job: ThreadJob): Promise<ThreadHandle> {
  const worker = new Worker(new URL('./thread-worker.js', import.meta.url), { workerData: job });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  // A thread that waits for work must not keep the process alive.
  worker.unref();
  return {
    close: async () => {
      await worker.terminate();
    },
  };
}
