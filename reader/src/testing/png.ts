/** PNG files made by rule, for tests: any header, true or not, and any chunks behind it. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA. */
  readonly color?: number;
  readonly interlaced?: number;
}

/** @param chunks type and content of those between the header and the end. */
export function pngOf(
  { width, height, depth = 8, color = 0, interlaced = 0 }: PngHeader,
  ...chunks: readonly (readonly [type: string, body: Uint8Array])[]
): Uint8Array {
  const header = [...word(width), ...word(height), depth, color, 0, 0, interlaced];
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk('IHDR', header),
    ...chunks.flatMap(([type, body]) => chunk(type, [...body])),
    ...chunk('IEND', []),
  ]);
}

function chunk(type: string, body: readonly number[]): number[] {
  const content = [...Array.from(type, (character) => character.charCodeAt(0)), ...body];
  let crc = -1;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return [...word(body.length), ...content, ...word(~crc)];
}

const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
