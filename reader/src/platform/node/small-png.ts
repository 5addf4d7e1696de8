/**
 * Small PNGs in Node, decoded on the spot: a line of writing waits longer for sharp's threads than for its reader. What is in any way unusual is left to sharp.
 * Not by a library: those for PNG inflate whatever a file says, and do not check that it is whole.
 */
import { inflateSync } from 'node:zlib';
import type { Pixels } from '../../image/types.js';

/** More pixels are left to sharp, whose threads leave this one free meanwhile. */
const SMALL = 2 ** 20;
const SIGNATURE = 8;
/** A chunk has its length and its type ahead, and its checksum behind. */
const AHEAD = 8;
const BEHIND = 4;
/** Chunks that do not change what is seen. Not `tRNS` (transparent), `eXIf` (turned) and `acTL` (moving). */
const PLAIN = new Set(['IHDR', 'IDAT', 'IEND', 'pHYs', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'tIME', 'tEXt']);
/** Text that is no text: programs older than `eXIf` wrote there how a picture is turned. */
const RAW_PROFILE = 'Raw profile';
/** By the color type of the header. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** @returns null for a PNG that is large, damaged, interlaced, turned or not of 8 bits a channel (Portable Network Graphics, third edition, W3C 2025) */
export function decodeSmallPng(bytes: Uint8Array): Pixels | null {
  const chunks = chunksOf(bytes);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) return null;
  if (!chunks.every(isPlain)) return null;
  const view = new DataView(header.data.buffer, header.data.byteOffset, header.data.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, color, , , interlaced] = header.data.subarray(8);
  const channels = CHANNELS[color!];
  if (depth !== 8 || !channels || interlaced !== 0 || width === 0 || height === 0) return null;
  if (width * height > SMALL) return null;
  const stride = width * channels;
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = inflated(packed, height * (1 + stride));
  if (!rows) return null;
  const data = unfiltered(rows, stride, channels);
  return data && { width, height, data };
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

const isPlain = ({ type, data }: Chunk): boolean =>
  PLAIN.has(type) && !(type === 'tEXt' && latin1(data.subarray(0, RAW_PROFILE.length)) === RAW_PROFILE);

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Empty where the file ends before its last chunk does. */
function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at + AHEAD + BEHIND <= bytes.length; ) {
    const from = at + AHEAD;
    const to = from + view.getUint32(at);
    if (to + BEHIND > bytes.length) return [];
    const type = latin1(bytes.subarray(at + 4, from));
    chunks.push({ type, data: bytes.subarray(from, to) });
    if (type === 'IEND') return chunks;
    at = to + BEHIND;
  }
  return [];
}

/** Null where it is not exactly so long; never makes more of it, whatever the file holds. zlib's checksum says that it is whole. */
function inflated(packed: readonly Uint8Array[], length: number): Uint8Array | null {
  try {
    const rows = inflateSync(packed.length === 1 ? packed[0]! : Buffer.concat(packed), {
      maxOutputLength: length,
    });
    return rows.length === length ? rows : null;
  } catch {
    return null;
  }
}

/** The rows as they were before each was written as differences to what is left of it and above (section 9). */
function unfiltered(rows: Uint8Array, stride: number, channels: number): Uint8Array | null {
  const height = rows.length / (1 + stride);
  const out = new Uint8Array(height * stride);
  let above: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (1 + stride);
    const row = out.subarray(y * stride, (y + 1) * stride);
    row.set(rows.subarray(start + 1, start + 1 + stride));
    const restore = FILTERS[rows[start]!];
    if (!restore) return null;
    restore(row, above, channels);
    above = row;
  }
  return out;
}

/** By their numbers in the file. The bytes left of a row are 0. */
const FILTERS: readonly ((row: Uint8Array, above: Uint8Array, channels: number) => void)[] = [
  () => {},
  (row, _, channels) => {
    for (let x = channels; x < row.length; x++) row[x]! += row[x - channels]!;
  },
  (row, above) => {
    for (let x = 0; x < row.length; x++) row[x]! += above[x]!;
  },
  (row, above, channels) => {
    for (let x = 0; x < row.length; x++)
      row[x]! += ((x < channels ? 0 : row[x - channels]!) + above[x]!) >> 1;
  },
  (row, above, channels) => {
    for (let x = 0; x < channels; x++) row[x]! += above[x]!;
    for (let x = channels; x < row.length; x++)
      row[x]! += paeth(row[x - channels]!, above[x]!, above[x - channels]!);
  },
];

/** Whichever of the three is nearest to a + b − c (Paeth 1991). */
function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}
