/** The two byte-wise compressions of TIFF 6.0: LZW (section 13) and PackBits (section 9). */

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/** @returns `size` bytes, or null where the codes are none or end early. */
export function decodeLzw(bytes: Uint8Array, size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  const prefix = new Uint16Array(MAX_CODES);
  const last = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES).fill(1, 0, CLEAR);
  for (let i = 0; i < CLEAR; i++) last[i] = i;
  let filled = 0;
  let codes = END + 1;
  let before = -1;
  let window = 0;
  let have = 0;
  for (let at = 0; filled < size; ) {
    // Codes grow one entry before they must ("early change").
    const width = codes < 511 ? 9 : codes < 1023 ? 10 : codes < 2047 ? 11 : 12;
    for (; have < width; have += 8) {
      if (at >= bytes.length) return null;
      window = ((window << 8) | bytes[at++]!) & 0xffffff;
    }
    have -= width;
    const code = (window >> have) & ((1 << width) - 1);
    if (code === END) return null;
    if (code === CLEAR) {
      codes = END + 1;
      before = -1;
      continue;
    }
    const isNew = code === codes && before >= 0;
    if (code > codes || (code === codes && before < 0) || (before < 0 && code > CLEAR)) return null;
    // A code that is only now defined repeats the one before and its first byte.
    const known = isNew ? before : code;
    const length = lengths[known]! + Number(isNew);
    const end = filled + length;
    let first = 0;
    for (let i = end - 1 - Number(isNew), c = known; i >= filled; i--, c = prefix[c]!) {
      first = last[c]!;
      if (i < size) out[i] = first;
    }
    if (isNew && end - 1 < size) out[end - 1] = first;
    if (before >= 0 && codes < MAX_CODES) {
      prefix[codes] = before;
      last[codes] = first;
      lengths[codes] = lengths[before]! + 1;
      codes++;
    }
    before = code;
    filled = end;
  }
  return out;
}

/** @returns `size` bytes, or null where it ends early. */
export function decodePackBits(bytes: Uint8Array, size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  let at = 0;
  for (let filled = 0; filled < size; ) {
    if (at >= bytes.length) return null;
    const head = bytes[at++]!;
    if (head === 128) continue;
    const length = head < 128 ? head + 1 : 257 - head;
    if (at + (head < 128 ? length : 1) > bytes.length) return null;
    if (head < 128) out.set(bytes.subarray(at, at + Math.min(length, size - filled)), filled);
    else out.fill(bytes[at]!, filled, filled + length);
    at += head < 128 ? length : 1;
    filled += length;
  }
  return out;
}
