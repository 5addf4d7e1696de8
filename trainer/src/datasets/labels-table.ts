/** `labels.csv`: which file shows which text, and by whom. Knows no disk. */
import { parse } from 'csv-parse/browser/esm/sync';
import { DatasetError, type DatasetWarning } from './types.js';

export interface LabeledFile {
  readonly file: string;
  readonly text: string;
  readonly writer?: string;
  /** Line of the table, from 1; the header is line 1. */
  readonly row: number;
}

export interface LabelsTable {
  readonly rows: readonly LabeledFile[];
  readonly warnings: readonly DatasetWarning[];
}

/**
 * @param text CSV with the columns `file,text` and, if known, `writer`, in any order; others are left aside
 * @param name of the table, for messages
 * @throws DatasetError `bad-row` (no such columns, a row without file, broken quotes), `conflicting-rows`, `empty`
 */
export function parseLabels(text: string, name: string): LabelsTable {
  const records = parseRecords(text, name);
  const header = records[0]?.cells ?? [];
  const [fileColumn, textColumn, writerColumn] = ['file', 'text', 'writer'].map((column) =>
    header.indexOf(column),
  );
  if (fileColumn === undefined || fileColumn < 0 || textColumn === undefined || textColumn < 0) {
    const message = `Expected the columns file,text[,writer] but received ${JSON.stringify(header.join(','))}`;
    throw new DatasetError('bad-row', name, message, records[0]?.row ?? 1);
  }
  const seen = new Map<string, LabeledFile>();
  const repeated: number[] = [];
  for (const { cells, row: line } of records.slice(1)) {
    if (cells.length !== header.length) {
      const message = `Expected ${header.length} columns but received ${cells.length}`;
      throw new DatasetError('bad-row', name, message, line);
    }
    const file = cells[fileColumn]!.replace(/^\.\//, '').replaceAll('\\', '/');
    const writer = writerColumn !== undefined && writerColumn >= 0 ? cells[writerColumn] : undefined;
    const row: LabeledFile = {
      file,
      text: cells[textColumn]!.trim(),
      row: line,
      ...(writer ? { writer } : {}),
    };
    if (file === '')
      throw new DatasetError('bad-row', name, 'Expected a file name but received none', row.row);
    if (file.startsWith('/') || file.split('/').includes('..')) {
      const message = `Expected a file beside the table but received ${JSON.stringify(file)}`;
      throw new DatasetError('bad-row', name, message, row.row);
    }
    const earlier = seen.get(file);
    if (!earlier) seen.set(file, row);
    else if (earlier.text === row.text) repeated.push(row.row);
    else {
      const message = `Expected one text for ${file} but received ${JSON.stringify(row.text)} here and ${JSON.stringify(earlier.text)} in row ${earlier.row}`;
      throw new DatasetError('conflicting-rows', name, message, row.row);
    }
  }
  if (seen.size === 0) throw new DatasetError('empty', name, 'Expected at least one row but received none');
  const warnings: DatasetWarning[] = [];
  if (repeated.length > 0) {
    const rows = repeated.slice(0, 10);
    const message = `${name}: ${repeated.length} ${repeated.length === 1 ? 'row repeats' : 'rows repeat'} a file (first: ${rows.join(', ')}); each file was taken once`;
    warnings.push({ code: 'duplicate-rows', file: name, rows, message });
  }
  return { rows: [...seen.values()], warnings };
}

interface TableRow {
  readonly cells: readonly string[];
  /** Line on which it ends. */
  readonly row: number;
}

function parseRecords(text: string, name: string): TableRow[] {
  const options = { bom: true, skip_empty_lines: true, trim: false, relax_column_count: true, info: true };
  try {
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, row: info.lines }));
  } catch (cause) {
    const row = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError('bad-row', name, `Expected rows of CSV but ${reason}`, row, { cause });
  }
}
