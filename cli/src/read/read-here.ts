/** Reads files one after the other and shows what was read: as a table, as JSON, as pictures with marks. */
import { writeFile } from 'node:fs/promises';
import { parse as parsePath, format as pathOf } from 'node:path';
import { createReader } from '@digitry/reader';
import { percent, table } from '../format.js';
import type { Terminal } from '../verb.js';
import { failureOf, readFile } from './read-file.js';
import { type Row, rowsOf } from './records.js';
import { type ReadSettings, readerOptions } from './settings.js';

export interface ShowOptions {
  readonly isJson: boolean;
  /** A PNG file for the first page, `-2` before its ending for the second, and so on. */
  readonly overlay?: string;
}

/** @returns how many files could not be read. @throws Error where none can be: a model is missing. */
export async function readHere(
  files: AsyncIterable<string>,
  settings: ReadSettings,
  terminal: Terminal,
  { isJson, overlay }: ShowOptions,
): Promise<number> {
  const reader = await createReader(readerOptions(settings));
  const rows: Row[] = [];
  let failed = 0;
  try {
    for await (const file of files) {
      try {
        for await (const { record, pixels } of readFile(file, settings, reader)) {
          if (isJson) terminal.out(JSON.stringify(record));
          else rows.push(...rowsOf(record));
          if (overlay === undefined) continue;
          const { drawOverlay, marksOf } = await import('../overlay/draw-overlay.js');
          await writeFile(pagePath(overlay, record.page), await drawOverlay(pixels, marksOf(record)));
        }
      } catch (error) {
        failed++;
        terminal.err(failureOf(file, error).message);
      }
    }
  } finally {
    await reader.close();
  }
  for (const line of rowLines(rows)) terminal.out(line);
  return failed;
}

function pagePath(path: string, page: number): string {
  const { dir, name, ext } = parsePath(path);
  return page === 1 ? path : pathOf({ dir, name: `${name}-${page}`, ext });
}

/** Columns that say the same of all rows are left out. */
function rowLines(rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const hasPages = rows.some(({ page }) => page !== 1);
  const hasPlaces = rows.some(({ place }) => place !== '');
  const isDigits = rows.every(({ kind }) => kind === 'digit');
  const head = [
    'file',
    ...(hasPages ? ['page'] : []),
    ...(hasPlaces ? ['place'] : []),
    isDigits ? 'digit' : 'text',
    'sure',
    'status',
    'why',
  ];
  const lines = rows.map(({ file, page, place, text, confidence, status, reasons }) => [
    file,
    ...(hasPages ? [String(page)] : []),
    ...(hasPlaces ? [place] : []),
    text || '–',
    percent(confidence),
    status,
    reasons,
  ]);
  return table(head, lines);
}
