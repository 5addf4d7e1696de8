/** The safetensors container of Hugging Face: named arrays and strings in one file. Knows nothing of networks. */
import { refuse } from './expect.js';
import { isObject, parseObject } from './json.js';

/** Bytes of one value. */
export const DTYPE_BYTES = { F32: 4, F16: 2, I8: 1 } as const;

export type Dtype = keyof typeof DTYPE_BYTES;

export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Little-endian values, the last dimension innermost. */
  readonly bytes: Uint8Array;
}

export interface Container {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly strings: ReadonlyMap<string, string>;
}

const METADATA = '__metadata__';
const HEADER_LIMIT = 100_000_000;

/** Little-endian bytes of an array, a copy. */
export const littleEndian = (values: Float32Array | Uint16Array | Int8Array): Uint8Array<ArrayBuffer> =>
  swapped(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), values.BYTES_PER_ELEMENT);

/** A copy of the bytes between little-endian and this machine's order, `width` bytes a value. */
export function swapped(bytes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  const machineIsLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  if (machineIsLittle) return copy;
  for (let i = 0; i < copy.length; i += width) copy.subarray(i, i + width).reverse();
  return copy;
}

/** Wider types first, so that every array is aligned to its values. */
export function encodeTensors({ tensors, strings }: Container): Uint8Array {
  const ordered = [...tensors].sort(([, a], [, b]) => DTYPE_BYTES[b.dtype] - DTYPE_BYTES[a.dtype]);
  const header: [string, unknown][] = [[METADATA, Object.fromEntries(strings)]];
  let offset = 0;
  for (const [name, { dtype, shape, bytes }] of ordered) {
    header.push([name, { dtype, shape, data_offsets: [offset, offset + bytes.length] }]);
    offset += bytes.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset).fill(0x20, 8, 8 + headerLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, 8);
  let at = 8 + headerLength;
  for (const [, { bytes }] of ordered) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/**
 * Views into `file`; nothing is copied, and nothing is allocated by a size that the file claims.
 * @throws TypeError in one sentence where the file breaks a rule of the format.
 */
export function decodeTensors(file: Uint8Array): Container {
  if (file.length < 10) refuse('at least 10 bytes', 'a safetensors file', file.length);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const claimed = view.getBigUint64(0, true);
  const limit = Math.min(file.length - 8, HEADER_LIMIT);
  if (claimed > BigInt(limit)) refuse(`at most ${limit} bytes`, 'the header of the file', claimed);
  const length = Number(claimed);
  const header = parseObject(decodeText(file.subarray(8, 8 + length)), 'the header of the file');
  const data = file.subarray(8 + length);
  const tensors = new Map<string, StoredTensor>();
  const ranges: Range[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) continue;
    const { dtype, shape, range } = readEntry(entry, `tensor ${name}`);
    ranges.push({ name, ...range });
    tensors.set(name, { dtype, shape, bytes: data.subarray(range.begin, range.end) });
  }
  checkRanges(ranges, data.length);
  return { tensors, strings: readStrings(header[METADATA] ?? {}) };
}

interface Range {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

function readEntry(entry: unknown, name: string) {
  if (!isObject(entry)) return refuse('an object', name, entry);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(DTYPE_BYTES, dtype)) {
    return refuse('F32, F16 or I8', `the dtype of ${name}`, dtype);
  }
  if (!isCounts(shape) || shape.length > 8)
    return refuse('non-negative integers', `the shape of ${name}`, shape);
  if (!isCounts(offsets) || offsets.length !== 2)
    return refuse('two integers', `the offsets of ${name}`, offsets);
  const [begin, end] = offsets as [number, number];
  const bytes = shape.reduce((product, n) => product * n, DTYPE_BYTES[dtype as Dtype]);
  if (end - begin !== bytes) refuse(`${bytes} bytes for its shape`, name, end - begin);
  return { dtype: dtype as Dtype, shape, range: { begin, end } };
}

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);

/** The arrays must tile the data from its first byte to its last: no overlap, no gap, nothing hidden. */
function checkRanges(ranges: Range[], length: number): void {
  let at = 0;
  for (const { name, begin, end } of ranges.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) refuse(`offset ${at}`, `tensor ${name}`, begin);
    at = end;
  }
  if (at !== length) refuse(`${at} bytes`, 'the data of the file', length);
}

function readStrings(metadata: unknown): Map<string, string> {
  if (!isObject(metadata)) return refuse('an object', 'the metadata of the file', metadata);
  const strings = new Map<string, string>();
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== 'string') refuse('a string', `the metadata ${key}`, value);
    strings.set(key, value as string);
  }
  return strings;
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new TypeError(
      'Expected UTF-8 text for the header of the file but received other bytes. Download it again.',
      {
        cause,
      },
    );
  }
}
