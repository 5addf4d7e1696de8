import { deflateSync } from 'node:zlib';
import { createRandom } from '@digitry/engine';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pngOf } from '../../testing/png.js';
import { decodeSmallPng } from './small-png.js';

const SIZE = { width: 23, height: 17 };
const random = createRandom(5);
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.int(256));

/** Rows of noise, each behind the number of a filter: any bytes are a picture. */
function rowsOf(channels: number, filter: (y: number) => number, { width, height } = SIZE): Buffer {
  const rows = Array.from({ length: height }, (_, y) => Buffer.from([filter(y), ...noise(width * channels)]));
  return Buffer.concat(rows);
}

async function bySharp(file: Uint8Array, channels: number): Promise<Uint8Array> {
  const space = channels === 1 ? 'b-w' : 'srgb';
  return new Uint8Array(await sharp(file).toColourspace(space).raw().toBuffer());
}

describe.each([
  ['gray', 0, 1],
  ['RGB', 2, 3],
  ['RGBA', 6, 4],
] as const)('%s', (_, color, channels) => {
  test.each([0, 1, 2, 3, 4])('filter %i', async (filter) => {
    const rows = rowsOf(channels, () => filter);
    const file = pngOf({ ...SIZE, color }, ['IDAT', deflateSync(rows)]);
    expect(decodeSmallPng(file)).toEqual({ ...SIZE, data: await bySharp(file, channels) });
  });

  test('one after the other, in several chunks', async () => {
    const packed = deflateSync(rowsOf(channels, (y) => y % 5));
    const file = pngOf({ ...SIZE, color }, ['IDAT', packed.subarray(0, 100)], ['IDAT', packed.subarray(100)]);
    expect(decodeSmallPng(file)!.data).toEqual(await bySharp(file, channels));
  });
});

test('gray with alpha stays two channels', () => {
  const file = pngOf({ width: 2, height: 1, color: 4 }, ['IDAT', deflateSync(Buffer.from([0, 9, 8, 7, 6]))]);
  expect(decodeSmallPng(file)).toEqual({ width: 2, height: 1, data: Uint8Array.of(9, 8, 7, 6) });
});

describe('left to sharp', () => {
  const idat = ['IDAT', deflateSync(rowsOf(1, () => 0))] as const;

  test('what is unusual', () => {
    expect(decodeSmallPng(pngOf(SIZE, idat))).not.toBeNull();
    expect(decodeSmallPng(pngOf({ ...SIZE, interlaced: 1 }, idat))).toBeNull();
    expect(decodeSmallPng(pngOf({ ...SIZE, depth: 16 }, idat))).toBeNull();
    expect(decodeSmallPng(pngOf({ ...SIZE, color: 3 }, idat))).toBeNull();
    expect(decodeSmallPng(pngOf(SIZE, ['tRNS', Uint8Array.of(0, 255)], idat))).toBeNull();
    expect(decodeSmallPng(pngOf(SIZE, ['eXIf', noise(20)], idat))).toBeNull();
    const text = (what: string) => ['tEXt', Buffer.from(what, 'latin1')] as const;
    expect(decodeSmallPng(pngOf(SIZE, text('Raw profile type exif\0…'), idat))).toBeNull();
    expect(decodeSmallPng(pngOf(SIZE, text('date:create\x002026'), idat))).not.toBeNull();
    expect(decodeSmallPng(pngOf({ width: 0, height: 17 }, idat))).toBeNull();
  });

  test('what is large', () => {
    const large = { width: 1025, height: 1024 };
    expect(decodeSmallPng(pngOf(large, ['IDAT', deflateSync(Buffer.alloc(1026 * 1024))]))).toBeNull();
  });

  test('more or less data than the header says, and a filter that there is not', () => {
    const rows = rowsOf(1, () => 0);
    for (const wrong of [rows.subarray(1), Buffer.concat([rows, Buffer.of(0)]), rowsOf(1, () => 5)])
      expect(decodeSmallPng(pngOf(SIZE, ['IDAT', deflateSync(wrong)]))).toBeNull();
  });

  test('a bomb is not blown up', () => {
    const bomb = deflateSync(Buffer.alloc(200_000_000));
    const before = process.memoryUsage().arrayBuffers;
    expect(decodeSmallPng(pngOf(SIZE, ['IDAT', bomb]))).toBeNull();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test('whatever is cut off or changed gives the same pixels or none', () => {
    const file = pngOf(SIZE, ['pHYs', noise(9)], idat);
    const whole = decodeSmallPng(file)!;
    for (let length = 0; length < file.length; length++)
      expect(decodeSmallPng(file.subarray(0, length))).toBeNull();
    // From the pixels on: in the header a change may make another picture of as many bytes.
    const from = file.length - idat[1].length - 16;
    for (let at = from; at < file.length - 12; at++) {
      const changed = file.with(at, file[at]! ^ 0x55);
      const pixels = decodeSmallPng(changed);
      if (pixels) expect(pixels).toEqual(whole);
    }
  });
});
