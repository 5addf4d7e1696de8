/** What a dataset is: labeled pictures by number, wherever they came from. Knows no file format. */

import type { Pixels } from '@digitry/reader';

/** Labeled images, all in memory, read by number; nothing is copied and no object is kept per sample. */
export interface Dataset {
  readonly name: string;
  readonly length: number;
  /** True where images are ink images already (255 = ink, clean paper); else they are pictures to be prepared. */
  readonly ink: boolean;
  /** Distinct labels in order; '' stands for "not a digit". */
  readonly classes: readonly string[];
  readonly warnings: readonly DatasetWarning[];
  /** True when at least one sample has a known writer. */
  readonly hasWriters: boolean;
  /** The image; its bytes may be a view on a larger array and must not be written to. */
  image(index: number): Pixels;
  label(index: number): string;
  writer(index: number): string | undefined;
  /** File and row (from 1) that the sample was read from, for people. */
  source(index: number): string;
}

/** One sample as an object, for callers that would rather have that. */
export interface Sample {
  readonly image: Pixels;
  readonly label: string;
  readonly writer?: string;
  readonly source: string;
}

export type DatasetWarningCode =
  | 'duplicate-rows'
  | 'conflicting-labels'
  | 'transposed'
  | 'inverted-polarity'
  | 'mixed-polarity'
  | 'unlisted-files'
  | 'skipped-classes'
  | 'blank-images';

/** Something odd that was handled, said once for all rows it concerns. */
export interface DatasetWarning {
  readonly code: DatasetWarningCode;
  readonly message: string;
  readonly file: string;
  /** The first rows concerned, counted from 1 (lines of a table, whose header is row 1); at most ten. */
  readonly rows: readonly number[];
}

/** A warning as one line for people, with its name: `file: what it is about [duplicate-rows]`. */
export const warningLine = ({ code, file, message }: DatasetWarning): string =>
  `${message.startsWith(file) ? message : `${file}: ${message}`} [${code}]`;

export type DatasetErrorCode =
  | 'missing-file'
  | 'ambiguous'
  | 'wrong-magic'
  | 'truncated'
  | 'trailing-bytes'
  | 'count-mismatch'
  | 'label-range'
  | 'image-size'
  | 'not-an-image'
  | 'unlabeled'
  | 'bad-row'
  | 'conflicting-rows'
  | 'empty'
  | 'hash-mismatch'
  | 'unsafe-archive'
  | 'unknown-format';

/** A dataset that cannot be used as it stands, with the file and, where there is one, the row (from 1). */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  constructor(
    readonly code: DatasetErrorCode,
    readonly file: string,
    message: string,
    readonly row?: number,
    options?: ErrorOptions,
  ) {
    super(`${file}${row === undefined ? '' : `, row ${row}`}: ${message}`, options);
  }
}

/** The ten digits as labels. */
export const DIGITS: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
