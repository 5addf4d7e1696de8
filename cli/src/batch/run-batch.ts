/** Thousands of files through a pool, in order, a bounded number at a time; results are kept as they come. */
import type { FileResult } from './formats.js';
import type { Output } from './output.js';
import type { ReadPool } from './pool.js';

export interface BatchOptions {
  readonly files: AsyncIterable<string>;
  readonly pool: ReadPool;
  readonly output: Output;
  /** Files between the one whose turn it is to be kept and the last one begun. */
  readonly window: number;
  /** Stops: files that have begun are finished and kept. */
  readonly signal: AbortSignal;
  readonly onResult: (result: FileResult) => void;
  readonly now?: () => number;
}

/** Results are put on the disk together: so many, or after so long. */
const CHUNK = 64;
const CHUNK_MS = 1000;

/** @returns whether every file was read. @throws Error where none can be, or the output cannot be written. */
export async function runBatch(options: BatchOptions): Promise<boolean> {
  const { files, pool, output, window, signal, onResult, now = performance.now.bind(performance) } = options;
  const ahead: Promise<FileResult | null>[] = [];
  let chunk: FileResult[] = [];
  let kept = now();
  const onStop = (): void => pool.stop();
  signal.addEventListener('abort', onStop);

  const keep = async (): Promise<void> => {
    const results = chunk;
    chunk = [];
    await output.append(results);
    kept = now();
  };
  /** The oldest file's result. @returns false where it was given up: what comes behind it is not kept, so that the order stays. */
  const take = async (): Promise<boolean> => {
    const result = await ahead.shift()!;
    if (!result) return false;
    chunk.push(result);
    onResult(result);
    if (chunk.length >= CHUNK || now() - kept >= CHUNK_MS) await keep();
    return true;
  };

  let isWhole = true;
  try {
    for await (const file of files) {
      if (signal.aborted) break;
      if (output.files.has(file)) continue;
      const result = pool.read(file);
      // It is looked at in its turn; until then a failure is nobody's.
      result.catch(() => {});
      ahead.push(result);
      if (ahead.length >= window) isWhole = await take();
      if (!isWhole) break;
    }
    while (isWhole && ahead.length > 0) isWhole = await take();
  } finally {
    signal.removeEventListener('abort', onStop);
    await keep();
  }
  return isWhole && !signal.aborted;
}
