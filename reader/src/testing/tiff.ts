/** TIFF files made by rule, for tests: any tags, true or not, before any strips. */

export interface TiffPage {
  /** Values by tag number; strips (273, 279) are filled in unless they are given. */
  readonly tags: Readonly<Record<number, number | readonly number[]>>;
  readonly strips?: readonly Uint8Array[];
}

export interface TiffOptions {
  readonly isBigEndian?: boolean;
  /** BigTIFF: 8 bytes for each place in the file. */
  readonly isBig?: boolean;
}

const SHORT = 3;
const LONG = 4;
/** Tags whose values are places or lengths. */
const LONGS = [273, 279, 324, 325];

export function tiffOf(
  pages: readonly TiffPage[],
  { isBigEndian = false, isBig = false }: TiffOptions = {},
): Uint8Array {
  const bytes: number[] = [];
  const put = (value: number, size: number, at = bytes.length): void => {
    for (let i = 0; i < size; i++) {
      const shift = 8 * (isBigEndian ? size - 1 - i : i);
      bytes[at + i] = shift < 32 ? (value >>> shift) & 0xff : 0;
    }
  };
  const place = isBig ? 8 : 4;
  bytes.push(...(isBigEndian ? [0x4d, 0x4d] : [0x49, 0x49]));
  put(isBig ? 43 : 42, 2);
  if (isBig) {
    put(8, 2);
    put(0, 2);
  }
  let link = bytes.length;
  put(0, place);
  for (const { tags, strips = [] } of pages) {
    const offsets = strips.map((strip) => {
      const at = bytes.length;
      for (const byte of strip) bytes.push(byte);
      return at;
    });
    const all: TiffPage['tags'] =
      strips.length > 0 ? { 273: offsets, 279: strips.map(({ length }) => length), ...tags } : tags;
    const entries = Object.entries(all).map(([tag, given]) => {
      const values = typeof given === 'number' ? [given] : given;
      const type = LONGS.includes(Number(tag)) || values.some((value) => value > 0xffff) ? LONG : SHORT;
      const size = type === LONG ? 4 : 2;
      const inside = values.length * size <= place;
      const at = inside ? null : bytes.length;
      if (!inside) for (const value of values) put(value, size);
      return { tag: Number(tag), type, values, size, at };
    });
    put(bytes.length, place, link);
    put(entries.length, isBig ? 8 : 2);
    for (const { tag, type, values, size, at } of entries) {
      put(tag, 2);
      put(type, 2);
      put(values.length, place);
      const field = bytes.length;
      put(at ?? 0, place);
      if (at === null) values.forEach((value, i) => put(value, size, field + i * size));
    }
    link = bytes.length;
    put(0, place);
  }
  return Uint8Array.from(bytes);
}
