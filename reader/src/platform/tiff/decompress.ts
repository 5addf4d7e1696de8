/** Packed bytes of one strip or tile → its rows of samples, by the compression of the page. JPEG is elsewhere. */
import { reverseBits } from './bits.js';
import { decodeFax, type FaxKind } from './ccitt.js';
import { damaged } from './damage.js';
import { COMPRESSION, type Layout } from './layout.js';
import { decodeLzw, decodePackBits } from './lzw.js';

const FAX: Readonly<Record<number, FaxKind>> = {
  [COMPRESSION.rle]: 'rle',
  [COMPRESSION.group3]: 'group3',
  [COMPRESSION.group4]: 'group4',
};

/**
 * @param width pixels of a row; `rows` of them are expected, with `samples` samples a pixel
 * @returns exactly their bytes, rows beginning on bytes. @throws ReaderError `damaged`.
 */
export async function decompress(
  stored: Uint8Array,
  layout: Layout,
  width: number,
  rows: number,
  samples: number,
  name: string,
): Promise<Uint8Array> {
  const { compression } = layout;
  const size = Math.ceil((width * samples * layout.bits) / 8) * rows;
  const bytes = layout.isBitReversed ? reverseBits(stored) : stored;
  const kind = FAX[compression];
  let out: Uint8Array | null;
  if (kind) out = decodeFax(bytes, { kind, width, rows, isTwoDimensional: layout.isTwoDimensional });
  else if (compression === COMPRESSION.lzw) out = decodeLzw(bytes, size);
  else if (compression === COMPRESSION.packBits) out = decodePackBits(bytes, size);
  else if (compression === COMPRESSION.none) out = bytes.length >= size ? bytes.slice(0, size) : null;
  else out = await inflate(bytes, size);
  if (!out) throw damaged(name, 'a strip of it ends or breaks off');
  return out;
}

/** Not more than `size` bytes are taken, whatever there is: bombs end here. */
async function inflate(bytes: Uint8Array, size: number): Promise<Uint8Array | null> {
  const out = new Uint8Array(size);
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const reader = stream.pipeThrough(new DecompressionStream('deflate')).getReader();
  let filled = 0;
  try {
    while (filled < size) {
      const { done, value } = await reader.read();
      if (done) return null;
      out.set(value.subarray(0, size - filled), filled);
      filled += value.length;
    }
  } catch {
    return null;
  } finally {
    // What is left, or that it is broken behind the last pixel, does not matter.
    await reader.cancel().catch(() => {});
  }
  return out;
}
