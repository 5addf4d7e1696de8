/** Files of several pages in Node, and what is refused of them; colors of printers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawDigit, pdfOf } from '../../testing/index.js';
import type { DecodedPage, PagesOptions } from '../pages.js';
import { decode, decodePages, type ImageSource } from './decode.js';

const three = drawDigit(3, { size: 60, pen: 5 });
const seven = drawDigit(7, { size: 40, pen: 4 });
const pdf = pdfOf([three, seven, three]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digitry-pages-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function all(source: ImageSource, options?: PagesOptions): Promise<DecodedPage[]> {
  const out: DecodedPage[] = [];
  for await (const page of decodePages(source, options)) out.push(page);
  return out;
}

const redOf = ({ pixels: { width, height, data } }: DecodedPage): Uint8Array => {
  const channels = data.length / (width * height);
  return Uint8Array.from({ length: width * height }, (_, i) => data[i * channels]!);
};

describe('PDF', () => {
  test('each page is drawn at the dots an inch that are asked for', async () => {
    const pages = await all(pdf);
    expect(pages.map(({ page, of }) => [page, of])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect([redOf(pages[0]!), redOf(pages[1]!)]).toEqual([three.data, seven.data]);
    const [large] = await all(pdf, { dpi: 400, pages: '2' });
    expect([large!.page, large!.pixels.width, large!.pixels.height]).toEqual([2, 80, 80]);
  });

  test('is an image like others: its first page', async () => {
    const path = join(folder, 'form.pdf');
    await writeFile(path, pdf);
    expect(await decode(path)).toMatchObject({ width: 60, height: 60 });
  });

  test('the same document many times does not keep memory', async () => {
    const sizes: number[] = [];
    for (let i = 0; i < 60; i++) {
      await all(pdf);
      if (i % 20 === 19) sizes.push(process.memoryUsage().rss);
    }
    expect(sizes.at(-1)! - sizes[0]!).toBeLessThan(300e6);
  });
});

describe('TIFF and others', () => {
  test('three pages, two of them', async () => {
    const stack = new Uint8Array([...three.data, ...three.data.map((value) => 255 - value), ...three.data]);
    const file = await sharp(stack, { raw: { width: 60, height: 180, channels: 1, pageHeight: 60 } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const pages = await all(file, { pages: '2-' });
    expect(pages.map(({ page, of }) => [page, of])).toEqual([
      [2, 3],
      [3, 3],
    ]);
    expect(redOf(pages[1]!)).toEqual(three.data);
    expect(redOf(pages[0]!)).not.toEqual(three.data);
  });

  test('a CMYK JPEG has the colors of its RGB original', async () => {
    const [width, height] = [48, 16];
    const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
      const [pixel, c] = [Math.floor(i / 3), i % 3];
      return [200, 60, 130][(Math.floor((pixel % width) / 16) + c) % 3]!;
    });
    const file = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .toColourspace('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer();
    expect((await sharp(file).metadata()).space).toBe('cmyk');
    const { data } = await decode(file);
    expect(data.length).toBe(rgb.length);
    let difference = 0;
    for (let i = 0; i < rgb.length; i++) difference += Math.abs(data[i]! - rgb[i]!) / rgb.length;
    expect(difference).toBeLessThan(20);
  });

  test('pictures and pixels have one page', async () => {
    const png = await sharp(seven.data, { raw: { width: 40, height: 40, channels: 1 } })
      .png()
      .toBuffer();
    for (const source of [png, seven]) {
      expect((await all(source)).map(({ page, of }) => [page, of])).toEqual([[1, 1]]);
      await expect(all(source, { pages: '2' })).rejects.toMatchObject({ code: 'no-such-page' });
    }
  });
});

describe('refused in one sentence', () => {
  const header = (width: number, height: number): Uint8Array => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
    return new TextEncoder().encode(svg);
  };

  test.each<[string, string, ImageSource, PagesOptions | undefined, RegExp]>([
    ['a PDF with a password', 'encrypted', pdfOf([three], { isEncrypted: true }), undefined, /asks for one/],
    ['half a PDF', 'damaged', pdf.slice(0, pdf.length / 2), undefined, /whole PDF for the bytes/],
    ['a PDF of nothing', 'damaged', pdfOf([]), undefined, /it is broken/],
    ['a PDF in name', 'damaged', new TextEncoder().encode('%PDF-1.7 hello'), undefined, /it is broken/],
    [
      'a poster at 1200 dpi',
      'too-large',
      pdfOf([three], { dpi: 2 }),
      { dpi: 1200 },
      /page 1 of the bytes at 1200 dpi/,
    ],
    ['a page that is not there', 'no-such-page', pdf, { pages: '4' }, /up to 3 .* received 4/],
    ['more pages than allowed', 'too-large', pdf, { maxPages: 2 }, /at most 2 pages/],
    ['200 megapixels', 'too-large', header(20_000, 10_000), undefined, /received 20000 × 10000/],
  ])('%s', async (_, code, source, options, sentence) => {
    const error = await all(source, options).then(
      () => expect.unreachable('it decoded'),
      (reason: Error) => reason,
    );
    expect(error).toMatchObject({ name: 'ReaderError', code });
    expect(error.message).toMatch(sentence);
    expect(error.message.split('\n')).toHaveLength(1);
  });

  test('options that are none', async () => {
    await expect(all(pdf, { pages: 'two' })).rejects.toThrow(RangeError);
    await expect(all(pdf, { dpi: 5 })).rejects.toThrow(RangeError);
  });

  test('long and thin is fine', async () => {
    const thin = await sharp({ create: { width: 30_000, height: 10, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect(await decode(thin)).toMatchObject({ width: 30_000, height: 10 });
  });
});
