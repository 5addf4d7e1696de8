/** The formats of `--out`: what stands before, between and behind the records, and a file's records as text. */
import { extname } from 'node:path';
import { UsageError } from '../args.js';
import { failedCells, formCells, formHead, PAGE_COLUMNS } from '../form/records.js';
import { type Failure, type PageRecord, type Row, rowsOf } from '../read/records.js';
import { csvLine } from './csv.js';

/** What became of one file. */
export type FileResult = { readonly file: string } & (
  | { readonly records: readonly PageRecord[] }
  | { readonly failure: Failure }
);

export interface OutFormat {
  readonly head: string;
  readonly tail: string;
  /** @param isFirst whether nothing but the head stands before it */
  text(result: FileResult, isFirst: boolean): string;
}

const COLUMNS = [
  'file',
  'page',
  'kind',
  'place',
  'text',
  'value',
  'confidence',
  'status',
  'reasons',
  'x',
  'y',
  'width',
  'height',
];

const cellsOf = ({ file, page, kind, place, text, value, confidence, status, reasons, box }: Row) => [
  file,
  page,
  kind,
  place,
  text,
  value,
  Number(confidence.toFixed(6)),
  status,
  reasons,
  ...(box ? [box.x, box.y, box.width, box.height] : ['', '', '', '']),
];

const objectsOf = (result: FileResult): readonly object[] =>
  'failure' in result ? [result.failure] : result.records;

const FORMATS: Readonly<Record<string, OutFormat>> = {
  '.csv': {
    head: csvLine(COLUMNS),
    tail: '',
    text(result) {
      if (!('failure' in result)) return result.records.flatMap(rowsOf).map(cellsOf).map(csvLine).join('');
      const { file, message } = result.failure;
      return csvLine([file, '', '', '', '', '', '', 'failed', message, '', '', '', '']);
    },
  },
  '.jsonl': {
    head: '',
    tail: '',
    text: (result) =>
      objectsOf(result)
        .map((object) => `${JSON.stringify(object)}\n`)
        .join(''),
  },
  '.json': {
    head: '[',
    tail: '\n]\n',
    text: (result, isFirst) =>
      objectsOf(result)
        .map((object, i) => `${isFirst && i === 0 ? '' : ','}\n${JSON.stringify(object)}`)
        .join(''),
  },
};

/** A row a page, a column a field. @throws UsageError for a field that is called as a column of every table. */
function formTable(columns: readonly string[]): OutFormat {
  const taken = columns.find((name) => PAGE_COLUMNS.includes(name));
  if (taken !== undefined)
    throw new UsageError(
      `Expected other names of fields than ${PAGE_COLUMNS.join(', ')} for --out with .csv but received ${taken}; rename it, or write .json or .jsonl`,
    );
  return {
    head: csvLine(formHead(columns)),
    tail: '',
    text(result) {
      if ('failure' in result) return csvLine(failedCells(result.file, result.failure.message, columns));
      return result.records
        .map((record) => (record.kind === 'form' ? csvLine(formCells(record, columns)) : ''))
        .join('');
    },
  };
}

/**
 * @param columns of the table, where pages are read by a form
 * @throws UsageError for another ending than .csv, .json or .jsonl, and for columns that a table has already.
 */
export function outFormat(path: string, columns?: readonly string[]): OutFormat {
  const ending = extname(path).toLowerCase();
  const format = ending === '.csv' && columns ? formTable(columns) : FORMATS[ending];
  if (format) return format;
  throw new UsageError(
    `Expected a name that ends with ${Object.keys(FORMATS).join(', ')} for --out but received ${path}`,
  );
}
