/** File formats told by their first bytes, and the size that a header claims: known before anything is decoded. */

export type Format = 'png' | 'jpeg' | 'gif' | 'webp' | 'tiff' | 'pdf';

/** `%PDF-` may stand behind other bytes, as far in as Acrobat looks (PDF 1.7, implementation note 13). */
const PDF_WITHIN = 1024;

/** Enough of a file to tell its format. */
export const HEAD_BYTES = PDF_WITHIN;

/** @param bytes a file or its first `HEAD_BYTES`. @returns null for other formats, and for none */
export function formatOf(bytes: Uint8Array): Format | null {
  const at = (offset: number, ...expected: readonly number[]): boolean =>
    expected.every((byte, i) => bytes[offset + i] === byte);
  if (at(0, 0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (at(0, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (at(0, 0x47, 0x49, 0x46, 0x38)) return 'gif';
  if (at(0, 0x52, 0x49, 0x46, 0x46) && at(8, 0x57, 0x45, 0x42, 0x50)) return 'webp';
  if ([42, 43].some((version) => at(0, 0x49, 0x49, version, 0) || at(0, 0x4d, 0x4d, 0, version)))
    return 'tiff';
  for (let i = 0; i < PDF_WITHIN - 5; i++) if (at(i, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  return null;
}

/** Width and height as the header has them; null where they are not found. */
export function claimedSize(
  bytes: Uint8Array,
  format: Format | null,
): [width: number, height: number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (format === 'png') return [view.getUint32(16), view.getUint32(20)];
    if (format === 'gif') return [view.getUint16(6, true), view.getUint16(8, true)];
    if (format === 'webp') return webpSize(view);
    return format === 'jpeg' ? jpegSize(view) : null;
  } catch (error) {
    // The header ends early: whoever decodes it will say so.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function webpSize(view: DataView): [number, number] | null {
  const kind = view.getUint8(15);
  if (kind === 0x58 /* VP8X */) {
    const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
    return [three(24), three(27)];
  }
  if (kind === 0x4c /* VP8L */) {
    const bits = view.getUint32(21, true);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
}

/** From marker to marker to the frame header. */
function jpegSize(view: DataView): [number, number] | null {
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
