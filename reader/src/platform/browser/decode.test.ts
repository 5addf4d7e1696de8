/** With stand-ins for the browser's own functions; Chromium itself is driven by the tests of the whole (`test/`). */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drawDigit, pdfOf, tiffOf } from '../../testing/index.js';
import type { DecodedPage } from '../pages.js';
import { decode, decodePages, type ImageSource } from './decode.js';
import { loadModel } from './models.js';

const bitmap = { width: 2, height: 1, close: vi.fn() };
const pixels = { width: 2, height: 1, data: Uint8ClampedArray.from([1, 2, 3, 4, 5, 6, 7, 8]) };
const createBitmap = vi.fn(async (blob: Blob, _options?: ImageBitmapOptions) => {
  if ((await blob.text()) !== 'an image') throw new DOMException('cannot decode', 'InvalidStateError');
  return bitmap;
});
const drawImage = vi.fn();

class FakeCanvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  getContext() {
    return { drawImage, getImageData: () => pixels };
  }
}

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', createBitmap);
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('fetch', async (url: string | URL) =>
    String(url).endsWith('there') ? new Response('an image') : new Response('', { status: 404 }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const bytes = new TextEncoder().encode('an image');

test('pixels pass as they are', async () => {
  const image = drawDigit(2);
  expect(await decode(image)).toBe(image);
  expect(createBitmap).not.toHaveBeenCalled();
});

test.each<[string, ImageSource]>([
  ['a blob', new Blob(['an image'])],
  ['bytes', bytes],
  ['an array buffer', bytes.slice().buffer],
  ['an address', 'https://example.org/there'],
  ['a URL', new URL('https://example.org/there')],
])('%s is decoded upright, with its own colors and straight alpha, and freed', async (_, source) => {
  expect(await decode(source)).toBe(pixels);
  expect(createBitmap.mock.calls[0]![1]).toEqual({
    imageOrientation: 'from-image',
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  expect(bitmap.close).toHaveBeenCalledOnce();
});

test('a bitmap or canvas is drawn, and not closed: it is the caller’s', async () => {
  expect(await decode(bitmap as unknown as ImageBitmap)).toBe(pixels);
  expect(drawImage).toHaveBeenCalledWith(bitmap, 0, 0);
  expect(bitmap.close).not.toHaveBeenCalled();
});

describe('refused', () => {
  test.each<[string, ImageSource]>([
    ['empty', new Blob([])],
    ['not-an-image', new Blob(['a letter'])],
    ['missing', 'https://example.org/gone'],
    ['too-large', { width: 20_000, height: 20_000, close() {} } as unknown as ImageBitmap],
  ])('%s', async (code, source) => {
    await expect(decode(source)).rejects.toMatchObject({ name: 'ReaderError', code });
  });
});

test('models are fetched, and missed by address', async () => {
  expect(new TextDecoder().decode(await loadModel('https://example.org/there'))).toBe('an image');
  await expect(loadModel('digit')).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('digit (HTTP 404)'),
  });
});

describe('files of several pages', () => {
  const all = async (source: ImageSource, pages?: string): Promise<DecodedPage[]> => {
    const out: DecodedPage[] = [];
    for await (const page of decodePages(source, pages ? { pages } : {})) out.push(page);
    return out;
  };

  test('TIFF is decoded here: browsers do not know it', async () => {
    const tags = { 256: 3, 257: 1, 258: 8, 259: 1, 262: 1 };
    const file = tiffOf([1, 4].map((first) => ({ tags, strips: [Uint8Array.of(first, 2, 3)] })));
    const pages = await all(new Blob([file as Uint8Array<ArrayBuffer>]));
    expect(pages.map(({ page, of, pixels }) => [page, of, ...pixels.data])).toEqual([
      [1, 2, 1, 2, 3],
      [2, 2, 4, 2, 3],
    ]);
    expect(createBitmap).not.toHaveBeenCalled();
    await expect(all(file, '3')).rejects.toMatchObject({ code: 'no-such-page' });
  });

  test('a PDF whose decoder is not served is a clear error, also the second time', async () => {
    const file = pdfOf([drawDigit(1)]);
    for (let i = 0; i < 2; i++)
      await expect(decode(file)).rejects.toMatchObject({
        code: 'missing',
        message: expect.stringMatching(
          /^Expected the decoder of PDF files at .*pdfium\.wasm but received HTTP 404/,
        ),
      });
  });

  test('other pictures have one page', async () => {
    expect(await all(bytes)).toEqual([{ page: 1, of: 1, pixels }]);
    await expect(all(bytes, '2')).rejects.toMatchObject({ code: 'no-such-page' });
  });
});

test('a bomb is refused by its header, before the browser decodes it', async () => {
  const head = new Uint8Array(33);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(head.buffer).setUint32(16, 50_000);
  new DataView(head.buffer).setUint32(20, 50_000);
  await expect(decode(head)).rejects.toMatchObject({ code: 'too-large' });
  expect(createBitmap).not.toHaveBeenCalled();
});

test('what begins as an image but cannot be decoded is damaged', async () => {
  await expect(decode(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).rejects.toMatchObject({ code: 'damaged' });
});
