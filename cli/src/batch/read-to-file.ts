/** Reads files on all cores into a file, with progress, and goes on where an earlier run ended. */
import { availableParallelism } from 'node:os';
import { count } from '../format.js';
import { inputFiles } from '../read/inputs.js';
import type { ReadSettings } from '../read/settings.js';
import type { Terminal } from '../verb.js';
import { createBatchView } from './batch-view.js';
import { openOutput } from './output.js';
import { createReadPool } from './pool.js';
import { runBatch } from './run-batch.js';

export interface ToFileOptions {
  readonly out: string;
  readonly threads?: number;
  readonly signal: AbortSignal;
}

/** So many files a thread are read ahead of the one whose turn it is. */
const AHEAD = 16;

/** @returns how many files could not be read, earlier runs included. @throws Error where none can be, or `out` is not to be gone on with. */
export async function readToFile(
  words: readonly string[],
  settings: ReadSettings,
  terminal: Terminal,
  { out, threads = availableParallelism(), signal }: ToFileOptions,
): Promise<number> {
  const output = await openOutput(out, settings);
  let isWhole = false;
  let { failed } = output;
  let done = 0;
  try {
    let total = 0;
    for await (const file of inputFiles(words)) {
      total++;
      if (output.files.has(file)) done++;
    }
    const before = done;
    if (before > 0) terminal.out(`Going on behind ${count(before)} of ${count(total)} files`);
    if (before < total) {
      const show = createBatchView(terminal, total, before);
      const size = Math.min(threads, total - before);
      const pool = createReadPool(settings, { threads: size });
      try {
        isWhole = await runBatch({
          files: inputFiles(words),
          pool,
          output,
          window: AHEAD * size,
          signal,
          onResult(result) {
            done++;
            if ('failure' in result) {
              failed++;
              terminal.err(result.failure.message);
            }
            show({ done, failed });
          },
        });
      } finally {
        await pool.close();
        terminal.status?.('');
      }
    } else isWhole = true;
    terminal.out(
      isWhole
        ? `${count(done)} files, ${count(failed)} failed: ${out}`
        : `Stopped after ${count(done)} of ${count(total)} files. The same command goes on.`,
    );
  } finally {
    await output.finish(isWhole);
  }
  return failed;
}
