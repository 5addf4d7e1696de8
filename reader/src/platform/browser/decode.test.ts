/** With stand-ins for the browser's own functions; Chromium itself is driven by the tests of the whole (`test/`). */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drawDigit } from '../../testing/index.js';
import { decode, type ImageSource } from './decode.js';
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
