import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReaderError, ReaderErrorCode } from '../../reader-error.js';
import { drawDigit } from '../../testing/index.js';
import { pngOf } from '../../testing/png.js';
import { decode, type ImageSource } from './decode.js';

const seven = drawDigit(7, { size: 40, pen: 4 });
const raw = { raw: { width: 40, height: 40, channels: 1 } } as const;
const png = (): Promise<Buffer> => sharp(seven.data, raw).png().toBuffer();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digitry-decode-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function failure(source: ImageSource): Promise<[ReaderErrorCode, string]> {
  const error = (await decode(source).then(
    () => expect.unreachable('it decoded'),
    (reason: unknown) => reason,
  )) as ReaderError;
  expect(error.name).toBe('ReaderError');
  expect(error.message.split('\n')).toHaveLength(1);
  return [error.code, error.message];
}

describe('decoded', () => {
  test('pixels pass as they are', async () => {
    expect(await decode(seven)).toBe(seven);
  });

  test('bytes, buffers, blobs, paths, file and data URLs give the same pixels', async () => {
    const bytes = await png();
    const path = join(folder, 'seven.png');
    await writeFile(path, bytes);
    const sources: ImageSource[] = [
      new Uint8Array(bytes),
      new Uint8Array(bytes).buffer,
      new Blob([new Uint8Array(bytes)]),
      path,
      pathToFileURL(path),
      new URL(`data:image/png;base64,${bytes.toString('base64')}`),
    ];
    for (const source of sources) {
      const { width, height, data } = await decode(source);
      const channels = data.length / (width * height);
      expect([width, height]).toEqual([40, 40]);
      expect(data.filter((_, i) => i % channels === 0)).toEqual(seven.data);
    }
  });

  test('a JPEG lying on its side is turned upright', async () => {
    const tall = await sharp(seven.data, raw).resize(20, 40, { fit: 'fill' }).toBuffer();
    const shape = { raw: { width: 20, height: 40, channels: 3 } } as const;
    const upright = await sharp(tall, { raw: { width: 20, height: 40, channels: 1 } })
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    for (const [orientation, angle] of [
      [6, 270],
      [8, 90],
      [3, 180],
    ] as const) {
      const turned = await sharp(upright, shape)
        .rotate(angle)
        .withMetadata({ orientation })
        .jpeg({ quality: 95 })
        .toBuffer();
      const { width, height, data } = await decode(turned);
      expect([width, height]).toEqual([20, 40]);
      const channels = data.length / 800;
      let difference = 0;
      for (let i = 0; i < 800; i++) difference += Math.abs(data[i * channels]! - upright[i * 3]!) / 800;
      expect(difference).toBeLessThan(6);
    }
  });

  test('16 bits become 8, by the upper byte', async () => {
    const rows = Buffer.alloc(3 * (1 + 4));
    const levels = [0, 0x1234, 0x7fff, 0x8000, 0xc0ff, 0xffff];
    levels.forEach((level, i) => {
      rows.writeUInt16BE(level, Math.floor(i / 2) * 5 + 1 + (i % 2) * 2);
    });
    const { width, height, data } = await decode(
      pngOf({ width: 2, height: 3, depth: 16 }, ['IDAT', deflateSync(rows)]),
    );
    const channels = data.length / (width * height);
    expect([...data.filter((_, i) => i % channels === 0)]).toEqual(levels.map((level) => level >> 8));
  });

  test('transparency comes through straight', async () => {
    const rgba = Buffer.from([200, 100, 50, 128, 10, 20, 30, 0]);
    const file = await sharp(rgba, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    expect([...(await decode(file)).data]).toEqual([...rgba]);
  });

  test('palettes, one bit and gray with alpha', async () => {
    const bits = await decode(
      pngOf({ width: 8, height: 1, depth: 1 }, ['IDAT', deflateSync(Buffer.from([0, 0b10110000]))]),
    );
    const channels = bits.data.length / 8;
    expect([...bits.data.filter((_, i) => i % channels === 0)]).toEqual([255, 0, 255, 255, 0, 0, 0, 0]);
    const palette = await sharp(seven.data, raw).png({ palette: true, colours: 4 }).toBuffer();
    expect((await decode(palette)).width).toBe(40);
    const grayAlpha = await decode(
      pngOf({ width: 1, height: 1, color: 4 }, ['IDAT', deflateSync(Buffer.from([0, 77, 99]))]),
    );
    expect(grayAlpha.data.at(-1)).toBe(99);
    expect(grayAlpha.data[0]).toBe(77);
  });

  test('gray stays gray, whoever decodes it', async () => {
    for (const format of ['png', 'jpeg'] as const) {
      const file = await sharp(seven.data, raw).toColourspace('b-w').toFormat(format).toBuffer();
      expect((await decode(file)).data.length).toBe(40 * 40);
    }
    const large = sharp({ create: { width: 1300, height: 1300, channels: 3, background: 'gray' } });
    expect((await decode(await large.toColourspace('b-w').png().toBuffer())).data.length).toBe(1300 * 1300);
  });

  test.each(['webp', 'gif', 'tiff', 'avif'] as const)('%s', async (format) => {
    const file = await sharp(seven.data, raw).toFormat(format).toBuffer();
    expect(await decode(file)).toMatchObject({ width: 40, height: 40 });
  });
});

describe('refused in one sentence', () => {
  test('a missing file', async () => {
    expect(await failure(join(folder, 'nothing.png'))).toEqual([
      'missing',
      expect.stringContaining('ENOENT'),
    ]);
  });

  test('a directory', async () => {
    expect(await failure(folder)).toEqual(['directory', expect.stringContaining('received a directory')]);
  });

  test('0 bytes', async () => {
    const path = join(folder, 'empty.png');
    await writeFile(path, '');
    expect(await failure(path)).toEqual([
      'empty',
      `Expected an image for ${path} but received 0 bytes; save or copy it again`,
    ]);
    expect((await failure(new Uint8Array(0)))[0]).toBe('empty');
    expect((await failure(new Blob([])))[0]).toBe('empty');
  });

  test('no image', async () => {
    const path = join(folder, 'letter.txt');
    await writeFile(path, 'Dear reader, 1234');
    expect((await failure(path))[0]).toBe('not-an-image');
  });

  test('a truncated PNG, a truncated JPEG', async () => {
    const big = drawDigit(7, { size: 300, noise: 60 });
    const image = sharp(big.data, { raw: { width: 300, height: 300, channels: 1 } });
    for (const file of [await image.clone().png().toBuffer(), await image.clone().jpeg().toBuffer()]) {
      expect((await failure(new Uint8Array(file.subarray(0, file.length >> 1))))[0]).toBe('damaged');
    }
  });

  test('a decompression bomb, before it is decoded', async () => {
    const bomb = pngOf({ width: 50_000, height: 50_000 }, ['IDAT', deflateSync(Buffer.alloc(1000))]);
    expect(await failure(bomb)).toEqual([
      'too-large',
      'Expected at most 100 megapixels for the bytes but received 50000 × 50000; reduce it first',
    ]);
  });

  test('pixels that are none', async () => {
    await expect(decode({ width: 2, height: 2, data: new Uint8Array(3) })).rejects.toThrow(RangeError);
  });
});
