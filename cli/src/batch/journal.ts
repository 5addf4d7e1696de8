/** Beside the output: which files are in it and where it ends, so that a run that was killed goes on without a row too many or too few. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { writeAll } from './write-all.js';

/** The first line says what the others belong to. */
interface Header {
  readonly journal: 'digitry read';
  readonly settings: object;
}

/** A file whose rows are in the output. */
export interface Entry {
  readonly file: string;
  /** Bytes of the output with them. */
  readonly end: number;
  readonly failed?: true;
  /** Records of it; 0 for one whose pages hold nothing. */
  readonly records: number;
}

/** Behind the last entry where all files were read. */
interface Completion {
  readonly complete: number;
}

export interface JournalState {
  readonly settings: object;
  readonly files: ReadonlySet<string>;
  readonly failed: number;
  readonly records: number;
  /** Bytes of the output that the entries vouch for. */
  readonly outEnd: number;
  /** Bytes that the output had when a run came to its end; null where none did since the last entry. */
  readonly completeSize: number | null;
  /** Bytes of the journal itself up to the last whole line. */
  readonly journalEnd: number;
}

/** What a journal says up to the first line that is not whole: a kill leaves the last one torn. Null where there is none, or not even its header. */
export async function readJournal(path: string): Promise<JournalState | null> {
  let settings: object | null = null;
  const files = new Set<string>();
  let [failed, records, outEnd, journalEnd] = [0, 0, 0, 0];
  let completeSize: number | null = null;
  try {
    for await (const line of wholeLines(path)) {
      const value = parsed(line);
      if (settings === null) {
        if (!isHeader(value)) return null;
        settings = value.settings;
      } else if (isCompletion(value)) completeSize = value.complete;
      else {
        if (!isEntry(value) || value.end < outEnd) break;
        files.add(value.file);
        failed += value.failed ? 1 : 0;
        records += value.records;
        outEnd = value.end;
        completeSize = null;
      }
      journalEnd += line.length + 1;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return settings && { settings, files, failed, records, outEnd, completeSize, journalEnd };
}

/** Lines that end with a line feed, as bytes without it. */
async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return null;
  }
}

function isHeader(value: unknown): value is Header {
  const { journal, settings } = (value ?? {}) as Partial<Header>;
  return journal === 'digitry read' && typeof settings === 'object' && settings !== null;
}

function isEntry(value: unknown): value is Entry {
  const { file, end, records } = (value ?? {}) as Partial<Entry>;
  return typeof file === 'string' && Number.isSafeInteger(end) && Number.isSafeInteger(records);
}

const isCompletion = (value: unknown): value is Completion =>
  Number.isSafeInteger((value as Partial<Completion> | null)?.complete);

export interface JournalWriter {
  /** On the disk when this resolves. */
  append(entries: readonly Entry[]): Promise<void>;
  /** All files are read, and the output has so many bytes. */
  complete(size: number): Promise<void>;
  close(): Promise<void>;
}

/** Goes on behind `state`, or begins. */
export async function openJournal(
  path: string,
  settings: object,
  state: JournalState | null,
): Promise<JournalWriter> {
  const file = await open(path, state ? 'r+' : 'w');
  if (state) await file.truncate(state.journalEnd);
  else await writeAll(file, linesOf([{ journal: 'digitry read', settings } satisfies Header]), 0);
  let end = (await file.stat()).size;
  const append = async (objects: readonly object[]): Promise<void> => {
    end += await writeAll(file, linesOf(objects), end);
  };
  return {
    append,
    complete: (size) => append([{ complete: size } satisfies Completion]),
    close: () => file.close(),
  };
}

const linesOf = (objects: readonly object[]): string =>
  objects.map((object) => `${JSON.stringify(object)}\n`).join('');
