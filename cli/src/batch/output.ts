/** The file of `--out`: grows by whole files of input, and goes on where an earlier run was stopped or killed. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ReadSettings } from '../read/settings.js';
import { type FileResult, outFormat } from './formats.js';
import { type Entry, openJournal, readJournal } from './journal.js';
import { writeAll } from './write-all.js';

export interface Output {
  /** Of earlier runs. */
  readonly files: ReadonlySet<string>;
  /** How many of those could not be read. */
  readonly failed: number;
  /** On the disk when this resolves, the rows before the journal's word for them. */
  append(results: readonly FileResult[]): Promise<void>;
  /** Closes the output; where it is `complete`, with what belongs behind its last record. */
  finish(isComplete: boolean): Promise<void>;
}

export const journalOf = (path: string): string => `${path}.journal`;

/**
 * @throws Error where the output is there without its journal, was changed since, or was begun with other settings;
 * UsageError for a format that is none.
 */
export async function openOutput(path: string, settings: ReadSettings): Promise<Output> {
  const format = outFormat(path, settings.form?.columns);
  const size = await sizeOf(path);
  // Who deleted the output begins again.
  const state = size === null ? null : await readJournal(journalOf(path));
  if (!state && size)
    throw new Error(
      `Expected a new file for --out but ${path} is there, without the journal of a run to go on with; delete it or choose another name`,
    );
  if (state && !isDeepStrictEqual(state.settings, settings))
    throw new Error(
      `Expected the settings that ${path} was begun with, ${JSON.stringify(state.settings)}, but received ${JSON.stringify(settings)}; give those, or another --out`,
    );
  const isChanged =
    state && (state.completeSize === null ? size! < state.outEnd : size !== state.completeSize);
  if (isChanged)
    throw new Error(
      `Expected ${path} as digitry left it but it was changed since (it has ${size} bytes); choose another name, or delete it to begin again`,
    );
  const file = await opened(path, size === null ? 'w' : 'r+');
  // Behind it lie rows of which the journal knows nothing, or what closed the file.
  await file.truncate(state?.outEnd ?? 0);
  const journal = await openJournal(journalOf(path), settings, state);
  let { outEnd: end, records } = state ?? { outEnd: 0, records: 0 };
  return {
    files: state?.files ?? new Set(),
    failed: state?.failed ?? 0,
    async append(results) {
      if (results.length === 0) return;
      const start = end;
      let text = end === 0 ? format.head : '';
      end += Buffer.byteLength(text);
      const entries: Entry[] = [];
      for (const result of results) {
        const own = format.text(result, records === 0);
        const count = 'failure' in result ? 1 : result.records.length;
        records += count;
        end += Buffer.byteLength(own);
        text += own;
        const failed = 'failure' in result ? ({ failed: true } as const) : {};
        entries.push({ file: result.file, end, records: count, ...failed });
      }
      await checkUntouched(file, start, path);
      await writeAll(file, text, start);
      await journal.append(entries);
    },
    async finish(isComplete) {
      try {
        if (!isComplete) return;
        const closing = (end === 0 ? format.head : '') + format.tail;
        await journal.complete(end + (await writeAll(file, closing, end)));
      } finally {
        await Promise.all([file.close(), journal.close()]);
      }
    },
  };
}

/** Two runs on one output would write over each other. */
async function checkUntouched(file: FileHandle, expected: number, path: string): Promise<void> {
  const { size } = await file.stat();
  if (size === expected) return;
  throw new Error(
    `Expected ${expected} bytes in ${path} but received ${size}: something else writes to it; stop that, then go on with the same command`,
  );
}

async function opened(path: string, flags: 'w' | 'r+'): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `Expected a file that can be written for --out but ${path} cannot (${code}); check its folder and its rights`,
      { cause: error },
    );
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
