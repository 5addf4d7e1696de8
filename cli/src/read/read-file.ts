/** Reads one file, page by page: decoded, told what it shows, and given to the part of the reader that reads such a thing. */
import {
  decodePages,
  type ImageSource,
  imageKind,
  type Pixels,
  parseRule,
  type Reader,
  ReaderError,
} from '@digitry/reader';
import { formRecord } from '../form/records.js';
import {
  digitRecord,
  type Failure,
  lineRecord,
  type PageRecord,
  printRecord,
  sheetRecord,
} from './records.js';
import type { ReadSettings } from './settings.js';

export interface PageRead {
  readonly record: PageRecord;
  readonly pixels: Pixels;
}

/** @throws ReaderError */
export async function* readFile(
  file: string,
  settings: ReadSettings,
  reader: Reader<ImageSource>,
): AsyncGenerator<PageRead> {
  const { kind, rule, country, pages, dpi } = settings;
  const lineOptions = rule === undefined ? {} : { rule: parseRule(rule) };
  const options = { ...(pages === undefined ? {} : { pages }), ...(dpi === undefined ? {} : { dpi }) };
  for await (const { page, of, pixels } of decodePages(file, options)) {
    const shown = kind === 'auto' ? (of > 1 ? 'page' : imageKind(pixels)) : kind;
    yield { record: await readAs(shown), pixels };

    async function readAs(what: typeof shown): Promise<PageRecord> {
      switch (what) {
        case 'digit':
          return digitRecord(file, page, await reader.digit(pixels));
        case 'line':
          return lineRecord(file, page, await reader.line(pixels, lineOptions));
        case 'plate':
          return printRecord(
            file,
            page,
            await reader.printed(pixels, { kind: what, ...(country ? { country } : {}) }),
          );
        case 'card':
          return printRecord(file, page, await reader.printed(pixels, { kind: what }));
        case 'print':
          return printRecord(file, page, await reader.printed(pixels, { kind: 'line', ...lineOptions }));
        case 'form': {
          const { readPage } = await import('../form/read-page.js');
          return formRecord(file, page, await readPage(reader, file, pixels, settings.form!));
        }
        case 'page':
          return sheetRecord(file, page, await reader.page(pixels));
      }
    }
  }
}

/** What is wrong with the model, or with the form, is wrong with every file. */
const OF_ALL_FILES: readonly string[] = ['model-missing', 'model-invalid', 'closed', 'form'];

/** An error as what is told of one file. @throws the error itself where it is none of the file's. */
export function failureOf(file: string, error: unknown): Failure {
  const isForm = error instanceof Error && error.name === 'FormError';
  const code = error instanceof ReaderError ? error.code : isForm ? 'form' : 'failed';
  if (OF_ALL_FILES.includes(code)) throw error;
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');
  return { file, error: code, message: message.includes(file) ? message : `${file}: ${message}` };
}
