/** TIFF directories: what the file says about its pages. Believes nothing: every place and count is held against the file. Knows no pixels. */
import { damaged, unsupported } from './damage.js';

/** Tag numbers of TIFF 6.0 that matter here. */
export const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  t4Options: 292,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
} as const;

export interface TiffDirectory {
  /** From 0 on, in the file's chain; other decoders count so. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** A smaller copy of another page, or a mask: nobody's page. */
  readonly isCopy: boolean;
  /** The values of a tag; empty where it is missing. Read when asked for. */
  values(tag: number): readonly number[];
}

export interface TiffFile {
  readonly bytes: Uint8Array;
  readonly isLittleEndian: boolean;
  readonly directories: readonly TiffDirectory[];
}

/** Bytes of a value, by its type; 0 where the type holds no whole numbers. */
const SIZES = [0, 1, 1, 2, 4, 0, 1, 1, 2, 4, 0, 0, 0, 4, 0, 0, 8, 8, 8];

/** More are no document but an attack on whoever counts them. */
const MAX_DIRECTORIES = 10_000;
const MAX_ENTRIES = 1_000_000;

interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** Walks the chain of directories; also of BigTIFF. @throws ReaderError `damaged`, `not-an-image`. */
export function readTiff(bytes: Uint8Array, name: string): TiffFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittleEndian = bytes[0] === 0x49;
  if (bytes.length < 8) throw damaged(name, 'it ends in its header');
  const version = view.getUint16(2, isLittleEndian);
  const isBig = version === 43;
  if (version !== 42 && !(isBig && bytes.length >= 16)) throw unsupported(name, `version ${version}`);
  const [countBytes, entryBytes, offsetBytes] = isBig ? [8, 20, 8] : [2, 12, 4];

  const number = (at: number, size: number): number => {
    if (!(at >= 0 && at + size <= bytes.length)) throw damaged(name, 'a directory lies outside of the file');
    if (size === 1) return view.getUint8(at);
    if (size === 2) return view.getUint16(at, isLittleEndian);
    if (size === 4) return view.getUint32(at, isLittleEndian);
    return Number(view.getBigUint64(at, isLittleEndian));
  };

  const valuesOf = ({ type, count, at }: Entry): number[] => {
    const size = SIZES[type] ?? 0;
    if (size === 0) return [];
    const start = count * size <= offsetBytes ? at : number(at, offsetBytes);
    if (!(start + count * size <= bytes.length)) throw damaged(name, 'values lie outside of the file');
    return Array.from({ length: count }, (_, i) => number(start + i * size, size));
  };

  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let entriesLeft = MAX_ENTRIES;
  let offset = number(isBig ? 8 : 4, offsetBytes);
  while (offset !== 0) {
    const count = number(offset, countBytes);
    entriesLeft -= count;
    if (seen.has(offset) || seen.size >= MAX_DIRECTORIES || entriesLeft < 0)
      throw damaged(name, 'its chain of directories has no end');
    seen.add(offset);
    const entries = new Map<number, Entry>();
    const first = offset + countBytes;
    for (let i = 0, at = first; i < count; i++, at += entryBytes) {
      const tag = number(at, 2);
      const entry = { type: number(at + 2, 2), count: number(at + 4, offsetBytes), at: at + 4 + offsetBytes };
      if (!entries.has(tag)) entries.set(tag, entry);
    }
    const values = (tag: number): readonly number[] => {
      const entry = entries.get(tag);
      return entry ? valuesOf(entry) : [];
    };
    const [width = 0] = values(TAG.width);
    const [height = 0] = values(TAG.height);
    if (width < 1 || height < 1) throw damaged(name, `page ${directories.length + 1} has no size`);
    const isCopy = ((values(TAG.subfileType)[0] ?? 0) & 0b101) !== 0;
    directories.push({ index: directories.length, width, height, isCopy, values });
    offset = number(first + count * entryBytes, offsetBytes);
  }
  if (directories.length === 0) throw damaged(name, 'it has no page');
  return { bytes, isLittleEndian, directories };
}

/** The directories that are pages of their own. */
export function pagesOf({ directories }: TiffFile): readonly TiffDirectory[] {
  const pages = directories.filter(({ isCopy }) => !isCopy);
  return pages.length > 0 ? pages : directories.slice(0, 1);
}
