/** The CSV of Kaggle's Digit Recognizer: `label,pixel0,…,pixel783`, one image a row. Knows no disk. */
import { type BitmapOptions, datasetOfBitmaps } from './bitmaps.js';
import { type Dataset, DatasetError } from './types.js';

/** True where the first line names pixels. */
export function isKaggle(bytes: Uint8Array): boolean {
  return /(^|,)"?pixel0"?(,|$)/.test(firstLine(bytes));
}

/**
 * Reads numbers straight from the bytes: 42,000 rows of 785 numbers are too many for a general parser.
 * @throws DatasetError `unlabeled` for a file without labels (Kaggle's test.csv), `image-size`, `bad-row`, `label-range`, `empty`
 */
export function parseKaggle(bytes: Uint8Array, file: string, options: BitmapOptions = {}): Dataset {
  const [width, height] = options.size ?? [28, 28];
  const columns = firstLine(bytes)
    .split(',')
    .map((name) => name.trim().replaceAll('"', ''));
  if (columns[0] !== 'label') {
    const message = `Expected a first column "label" but received "${columns[0]}"; a file of pixels only cannot be trained on or evaluated`;
    throw new DatasetError('unlabeled', file, message, 1);
  }
  const size = width * height;
  if (columns.length !== size + 1) {
    const message = `Expected ${size} columns of pixels (${width}×${height}) but received ${columns.length - 1}; give the size if it is meant`;
    throw new DatasetError('image-size', file, message, 1);
  }
  const { labels, images, lines } = readRows(bytes, size, file);
  const row = (index: number): number => lines[index]!;
  return datasetOfBitmaps({ name: file, file, images, labels, width, height, row }, options);
}

interface Rows {
  readonly labels: Uint8Array;
  readonly images: Uint8Array;
  /** Line of each, the header being line 1. */
  readonly lines: Uint32Array;
}

function readRows(bytes: Uint8Array, size: number, file: string): Rows {
  let at = endOfLine(bytes, 0);
  const rows = countLines(bytes, at);
  const images = new Uint8Array(rows * size);
  const labels = new Uint8Array(rows);
  const lines = new Uint32Array(rows);
  let count = 0;
  let line = 1;
  while (at < bytes.length) {
    const end = endOfLine(bytes, at);
    line++;
    if (!isBlank(bytes, at, end)) {
      lines[count] = line;
      labels[count] = readRow(bytes, at, end, images, count * size, size, file, line);
      count++;
    }
    at = end;
  }
  return { labels: labels.subarray(0, count), images: images.subarray(0, count * size), lines };
}

const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;

/** One row to `images`; returns its label. */
function readRow(
  bytes: Uint8Array,
  start: number,
  end: number,
  images: Uint8Array,
  target: number,
  size: number,
  file: string,
  row: number,
): number {
  let label = 0;
  let column = 0;
  let value = -1;
  for (let at = start; at <= end; at++) {
    const byte = at === end ? NEWLINE : bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      value = Math.max(0, value) * 10 + byte - 48;
      continue;
    }
    if (byte === RETURN) continue;
    const isEnd = byte === COMMA || byte === NEWLINE;
    if (!isEnd || value < 0 || value > 255 || column > size) {
      throw badRow(bytes.subarray(start, end), column, size, file, row);
    }
    if (column === 0) label = value;
    else images[target + column - 1] = value;
    column++;
    value = -1;
    if (byte === NEWLINE) break;
  }
  if (column !== size + 1) throw badRow(bytes.subarray(start, end), column, size, file, row);
  return label;
}

function badRow(line: Uint8Array, column: number, size: number, file: string, row: number): DatasetError {
  const found = new TextDecoder().decode(line).trim().split(',');
  const message =
    found.length === size + 1
      ? `Expected whole numbers from 0 to 255 but received ${JSON.stringify(found[column])} in column ${column + 1}`
      : `Expected ${size + 1} columns but received ${found.length}; is the file cut off?`;
  return new DatasetError('bad-row', file, message, row);
}

function firstLine(bytes: Uint8Array): string {
  return new TextDecoder()
    .decode(bytes.subarray(0, endOfLine(bytes, 0)))
    .trim()
    .replace(/^\uFEFF/, '');
}

/** Position after the line break that follows `at`. */
function endOfLine(bytes: Uint8Array, at: number): number {
  const found = bytes.indexOf(NEWLINE, at);
  return found < 0 ? bytes.length : found + 1;
}

function countLines(bytes: Uint8Array, from: number): number {
  let count = 0;
  for (let at = from; at < bytes.length; at = endOfLine(bytes, at)) count++;
  return count;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 32) return false;
  return true;
}
