/** Threads of a browser: module workers, where the page is cross-origin isolated. */
import type { Platform } from '../../session/start.js';
import type { ThreadHandle, ThreadJob } from '../../session/thread.js';

export const platform: Platform = {
  // A page's main thread may not sleep; a worker may.
  canWait: typeof (globalThis as { document?: unknown }).document === 'undefined',
  cores: () => navigator.hardwareConcurrency,
  canShareMemory: () => globalThis.crossOriginIsolated === true,
  spawnThread,
};

/** Starts a thread; resolves when it is ready for its first command. */
async function spawnThread(job: ThreadJob): Promise<ThreadHandle> {
  const worker = new Worker(new URL('./thread-worker.js', import.meta.url), { type: 'module' });
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) =>
      reject(new Error(`Expected a thread to start but received: ${event.message}.`));
    worker.postMessage(job);
  });
  return { close: async () => worker.terminate() };
}
