/** Small files of every kind that is read, as their own writers make them: what is damaged. */
import { drawDigit, drawLine, pdfOf, tiffOf } from '@digitry/reader/testing';
import sharp, { type Sharp, type TiffOptions } from 'sharp';

const raw = ({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
}): Sharp => sharp(data, { raw: { width, height, channels: 1 } });

const bytesOf = async (image: Sharp): Promise<Uint8Array> => new Uint8Array(await image.toBuffer());

export type FileKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'svg' | 'tiff' | 'pdf';

export async function validFiles(): Promise<Readonly<Record<FileKind, readonly Uint8Array[]>>> {
  const digit = drawDigit(5, { size: 48, pen: 4 });
  const line = drawLine('90210', { height: 24, pen: 3 }).image;
  const both = [digit, line];
  const color = (image: Sharp): Sharp => image.toColourspace('srgb').tint('#c0a080');
  const pictures = both.map(raw);
  const each = (write: (image: Sharp) => Sharp): Promise<Uint8Array[]> =>
    Promise.all(pictures.map((image) => bytesOf(write(image.clone()))));
  const tiffs: TiffOptions[] = [
    { compression: 'none' },
    { compression: 'lzw', predictor: 'horizontal' },
    { compression: 'deflate' },
    { compression: 'packbits' },
    { compression: 'jpeg' },
    { compression: 'lzw', tile: true, tileWidth: 16, tileHeight: 16 },
  ];
  const text = (...words: string[]): Uint8Array => new TextEncoder().encode(words.join(''));
  return {
    png: [
      ...(await each((image) => image.png())),
      ...(await each((image) => color(image).ensureAlpha(0.5).png({ palette: true }))),
    ],
    jpeg: [
      ...(await each((image) => color(image).withMetadata({ orientation: 6 }).jpeg())),
      ...(await each((image) => image.jpeg({ progressive: true }))),
      ...(await each((image) => image.toColourspace('cmyk').jpeg())),
    ],
    webp: [
      ...(await each((image) => image.webp())),
      ...(await each((image) => color(image).webp({ lossless: true }))),
    ],
    gif: await each((image) => image.gif()),
    avif: [await bytesOf(pictures[0]!.clone().avif({ effort: 0 }))],
    svg: [
      text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" viewBox="0 0 60 40"><defs><g id="a"><path d="M5 5L20 30"/></g></defs>',
        '<use href="#a" transform="scale(2)" stroke="black"/><text x="3" y="9">12</text></svg>',
      ),
    ],
    tiff: [
      ...(await Promise.all(tiffs.map((options) => bytesOf(pictures[1]!.clone().tiff(options))))),
      ...(await each((image) => image.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }))),
      tiffOf(
        [1, 2].map((orientation) => ({
          tags: { 256: 4, 257: 4, 258: 8, 259: 1, 262: 1, 274: orientation },
          strips: [new Uint8Array(16)],
        })),
      ),
      tiffOf(
        [
          {
            tags: { 256: 64, 257: 2, 258: 1, 259: 3, 262: 0, 292: 1 },
            strips: [new Uint8Array(40).fill(0x35)],
          },
        ],
        { isBig: true },
      ),
    ],
    pdf: [pdfOf(both), pdfOf([digit], { isEncrypted: true })],
  };
}
