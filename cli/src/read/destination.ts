/** Where readings go: to the terminal, or with `--out` into a file, stoppable and to be gone on with. */
import { UsageError } from '../args.js';
import type { Terminal } from '../verb.js';
import { inputFiles } from './inputs.js';
import type { ReadSettings } from './settings.js';

export interface Destination {
  readonly out: string | undefined;
  readonly overlay: string | undefined;
  readonly threads: number | undefined;
  readonly json: boolean;
}

/** As a shell reports a process that a signal ended: 128 + its number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Reads the files that the words name.
 * @returns the exit code: 1 where some file could not be read. @throws UsageError for options that do not go together, Error where no file can be read
 */
export async function readTo(
  { out, overlay, threads, json }: Destination,
  words: readonly string[],
  settings: ReadSettings,
  terminal: Terminal,
): Promise<number> {
  await checkCount(words, overlay !== undefined);
  if (out === undefined) {
    const { readHere } = await import('./read-here.js');
    const show = { isJson: json, ...(overlay === undefined ? {} : { overlay }) };
    const failed = await readHere(inputFiles(words), settings, terminal, show);
    return failed > 0 ? 1 : 0;
  }
  return stoppable(async (signal) => {
    const { readToFile } = await import('../batch/read-to-file.js');
    const to = { out, signal, ...(threads === undefined ? {} : { threads }) };
    const failed = await readToFile(words, settings, terminal, to);
    return failed > 0 ? 1 : 0;
  });
}

/** @throws UsageError */
export function checkDestination({ out, overlay, threads, json }: Destination): void {
  if (threads !== undefined && out === undefined)
    throw new UsageError('Expected --out FILE with --threads but received none');
  if (out !== undefined && (json || overlay !== undefined))
    throw new UsageError(`Expected --out alone but received ${json ? '--json' : '--overlay'} as well`);
}

/** @throws Error where the words name no file, UsageError where they name several and one is wanted. */
async function checkCount(words: readonly string[], isOneWanted: boolean): Promise<void> {
  let count = 0;
  for await (const _ of inputFiles(words)) if (++count > (isOneWanted ? 1 : 0)) break;
  if (count === 0) throw new Error(`Expected images or PDF files in ${words.join(' ')} but received none`);
  if (count > 1 && isOneWanted) throw new UsageError('Expected one file with --overlay but received several');
}

/** The exit code of a run, or of the signal that stopped it; a second signal ends it at once. */
async function stoppable(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const abort = new AbortController();
  let stopCode = 0;
  const stop = (signal: keyof typeof EXIT_CODES): void => {
    stopCode = EXIT_CODES[signal];
    if (abort.signal.aborted) process.exit(stopCode);
    abort.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const code = await run(abort.signal);
    return stopCode || code;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
