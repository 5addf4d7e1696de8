/** The IDX format of LeCun's MNIST: big-endian magic 0 0 type rank, the sizes, the bytes. Knows no disk. */
import { gunzipSync } from 'fflate';
import { DatasetError } from './types.js';

/** Unsigned bytes with their sizes: [count] for labels, [count, height, width] for images. */
export interface Idx {
  readonly sizes: readonly number[];
  readonly data: Uint8Array;
}

/**
 * @param bytes an IDX file of unsigned bytes, gzipped or not
 * @param rank 1 for labels, 3 for images
 * @param file its name, for messages
 * @throws DatasetError `wrong-magic`, `truncated`, `trailing-bytes`
 */
export function parseIdx(bytes: Uint8Array, rank: 1 | 3, file: string): Idx {
  const raw = bytes[0] === 0x1f && bytes[1] === 0x8b ? inflate(bytes, file) : bytes;
  const header = 4 + 4 * rank;
  if (raw.length < 4) {
    throw new DatasetError(
      'truncated',
      file,
      `Expected at least ${header} bytes but received ${raw.length}; copy the file again`,
    );
  }
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const magic = view.getUint32(0);
  const expected = 0x0800 | rank;
  if (magic !== expected) throw wrongMagic(magic, expected, file);
  if (raw.length < header) {
    throw new DatasetError(
      'truncated',
      file,
      `Expected a header of ${header} bytes but received ${raw.length}; copy the file again`,
    );
  }
  const sizes = Array.from({ length: rank }, (_, index) => view.getUint32(4 + 4 * index));
  const length = sizes.reduce((product, size) => product * size, 1);
  const present = raw.length - header;
  if (present < length) {
    const row = rank === 3 ? Math.floor(present / (length / sizes[0]!)) + 1 : present + 1;
    const message = `Expected ${length} bytes after the header (${sizes.join(' × ')}) but received ${present}; the file is cut off, copy it again`;
    throw new DatasetError('truncated', file, message, row);
  }
  if (present > length) {
    const message = `Expected ${length} bytes after the header (${sizes.join(' × ')}) but received ${present}; the header or the file is damaged`;
    throw new DatasetError('trailing-bytes', file, message);
  }
  return { sizes, data: raw.subarray(header) };
}

function inflate(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    const message = 'Expected a whole gzip file but it ends early or is damaged; copy it again';
    throw new DatasetError('truncated', file, message, undefined, { cause });
  }
}

function wrongMagic(magic: number, expected: number, file: string): DatasetError {
  const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;
  const other =
    magic === 0x0801 ? ', which is a file of labels' : magic === 0x0803 ? ', which is a file of images' : '';
  const message = `Expected magic ${hex(expected)} (${expected === 0x0803 ? 'images' : 'labels'}) but received ${hex(magic)}${other}; is this the right file?`;
  return new DatasetError('wrong-magic', file, message);
}

/** Bytes of an IDX file (not gzipped), for tests and export. */
export function encodeIdx(sizes: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 | sizes.length);
  for (const [index, size] of sizes.entries()) view.setUint32(4 + 4 * index, size);
  bytes.set(data, 4 + 4 * sizes.length);
  return bytes;
}
