/** Threads of a browser: module workers, where the page is cross-origin isolated. */
import type { ThreadHandle, ThreadJob } from '../../session/thread.js';

/** A page's main thread may not sleep; a worker may. */
export const canWait = typeof (globalThis as { document?: unknown }).document === 'undefined';

export const cores = (): number => navigator.hardwareConcurrency;

export const canShareMemory = (): boolean => globalThis.crossOriginIsolated === true;

/** Starts a thread; resolves when it is ready for its first command. */
export async function spawnThread(job: ThreadJob): Promise<ThreadHandle> {
  const worker = new Worker(new URL('./thread-worker.js', import.meta.url), { type: 'module' });
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) =>
      reject(new Error(`Expected a thread to start but received: ${event.message}.`));
    worker.postMessage(job);
  });
  return { close: async () => worker.terminate() };
}
