/** Formats and sizes from the first bytes of files that sharp wrote. */
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pdfOf } from '../testing/pdf.js';
import { claimedSize, formatOf } from './formats.js';

const picture = sharp(new Uint8Array(300 * 17), { raw: { width: 300, height: 17, channels: 1 } });

describe('told and measured', () => {
  test.each(['png', 'jpeg', 'gif', 'webp'] as const)('%s', async (format) => {
    const bytes = new Uint8Array(await picture.clone().toFormat(format).toBuffer());
    expect(formatOf(bytes)).toBe(format);
    expect(claimedSize(bytes, format)).toEqual([300, 17]);
  });

  test('WebP without loss, and with transparency', async () => {
    const lossless = new Uint8Array(await picture.clone().webp({ lossless: true }).toBuffer());
    const clear = picture.clone().toColourspace('srgb').ensureAlpha(0.5).webp();
    for (const bytes of [lossless, new Uint8Array(await clear.toBuffer())])
      expect(claimedSize(bytes, 'webp')).toEqual([300, 17]);
  });

  test('a JPEG with a preview before its own size', async () => {
    const bytes = await picture
      .clone()
      .withExif({ IFD0: { ImageDescription: 'x'.repeat(9000) } })
      .jpeg()
      .toBuffer();
    expect(claimedSize(new Uint8Array(bytes), 'jpeg')).toEqual([300, 17]);
  });

  test('TIFF and PDF, which have their own readers', async () => {
    expect(formatOf(await picture.clone().tiff().toBuffer())).toBe('tiff');
    expect(formatOf(pdfOf([]))).toBe('pdf');
    expect(formatOf(Uint8Array.from([...new Uint8Array(500), ...pdfOf([])]))).toBe('pdf');
  });
});

test('what is none of these, or ends in its header', async () => {
  const text = new TextEncoder().encode('Dear reader');
  expect(formatOf(text)).toBeNull();
  expect(formatOf(new Uint8Array(0))).toBeNull();
  expect(claimedSize(text, null)).toBeNull();
  for (const format of ['png', 'jpeg', 'gif', 'webp'] as const) {
    const bytes = await picture.clone().toFormat(format).toBuffer();
    expect(claimedSize(new Uint8Array(bytes.subarray(0, 9)), format)).toBeNull();
  }
});
