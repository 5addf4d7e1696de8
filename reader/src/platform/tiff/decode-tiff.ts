/** TIFF pages → pixels, for platforms that have no decoder of their own: bilevel, gray, palette, RGB and CMYK, in strips or tiles, with the compressions of scanners. */
import type { Pixels } from '../../image/types.js';
import { claimedSize } from '../formats.js';
import { checkPixelCount } from '../platform.js';
import { damaged, unsupported } from './damage.js';
import { decompress } from './decompress.js';
import type { TiffDirectory, TiffFile } from './directory.js';
import { wholeJpeg } from './jpeg.js';
import { COMPRESSION, type Layout, layoutOf, PHOTOMETRIC } from './layout.js';
import { sampleReader, toPixels, toUpright, undoDifferences } from './samples.js';

/** Decodes the JPEG files that strips are made into. */
export type DecodeJpeg = (bytes: Uint8Array) => Promise<Pixels>;

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly rows: number;
  /** The first sample of those in it, and how many there are. */
  readonly sample: number;
  readonly samples: number;
  readonly stored: Uint8Array;
}

/** @throws ReaderError `damaged`, `too-large`, or `not-an-image` for the kinds that are not decoded. */
export async function decodeTiffPage(
  file: TiffFile,
  directory: TiffDirectory,
  name: string,
  decodeJpeg: DecodeJpeg,
): Promise<Pixels> {
  checkPixelCount(directory.width, directory.height, name);
  const layout = layoutOf(directory, name);
  const { width, samples: stride } = layout;
  if (layout.compression === COMPRESSION.jpeg) return decodeJpegPage(file, layout, name, decodeJpeg);
  const samples = new Uint8Array(width * layout.height * stride);
  for (const tile of tilesOf(file, layout, name)) {
    const bytes = await decompress(tile.stored, layout, tile.width, tile.rows, tile.samples, name);
    if (layout.isDifferenced)
      undoDifferences(bytes, tile.width, tile.samples, layout.bits, file.isLittleEndian);
    const read = sampleReader(bytes, layout.bits, file.isLittleEndian);
    const rowBytes = bytes.length / tile.rows;
    const columns = Math.min(tile.width, width - tile.left);
    const rows = Math.min(tile.rows, layout.height - tile.top);
    for (let y = 0; y < rows; y++) {
      const to = ((tile.top + y) * width + tile.left) * stride + tile.sample;
      for (let x = 0; x < columns; x++)
        for (let s = 0; s < tile.samples; s++)
          samples[to + x * stride + s] = read(y * rowBytes, x * tile.samples + s);
    }
  }
  return toUpright(toPixels(samples, layout), layout.orientation);
}

/** The strips or tiles in the order of the file. */
function* tilesOf({ bytes }: TiffFile, layout: Layout, name: string): Generator<Tile> {
  const { width, height, tile, offsets, byteCounts, isPlanar } = layout;
  if (tile.width < 1 || tile.height < 1) throw damaged(name, 'its tiles have no size');
  const across = Math.ceil(width / tile.width);
  const down = Math.ceil(height / tile.height);
  const planes = isPlanar ? layout.samples : 1;
  // One strip without its length goes on to the end, as old writers leave it.
  const counts = byteCounts.length === 0 && offsets.length === 1 ? [bytes.length - offsets[0]!] : byteCounts;
  if (offsets.length < across * down * planes || counts.length < offsets.length)
    throw damaged(name, 'strips of it are missing');
  // Tiles larger than the page would make it larger than was checked.
  checkPixelCount(across * tile.width, down * tile.height, name);
  for (let i = 0; i < across * down * planes; i++) {
    const row = Math.floor(i / across) % down;
    const top = row * tile.height;
    const [offset, count] = [offsets[i]!, counts[i]!];
    if (offset + count > bytes.length) throw damaged(name, 'its strips lie outside of the file');
    yield {
      left: (i % across) * tile.width,
      top,
      width: tile.width,
      rows: tile.isPadded ? tile.height : Math.min(tile.height, height - top),
      sample: isPlanar ? Math.floor(i / (across * down)) : 0,
      samples: isPlanar ? 1 : layout.samples,
      stored: bytes.subarray(offset, offset + count),
    };
  }
}

async function decodeJpegPage(
  file: TiffFile,
  layout: Layout,
  name: string,
  decodeJpeg: DecodeJpeg,
): Promise<Pixels> {
  const { width, height, photometric, samples, orientation } = layout;
  const isGray = photometric === PHOTOMETRIC.whiteIsZero || photometric === PHOTOMETRIC.blackIsZero;
  if (layout.isPlanar || layout.bits !== 8 || samples !== (isGray ? 1 : 3))
    throw unsupported(name, `JPEG strips of ${samples} samples`);
  const channels = isGray ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  for (const tile of tilesOf(file, layout, name)) {
    const jpeg = wholeJpeg(tile.stored, layout);
    const rows = Math.min(tile.rows, height - tile.top);
    const size = jpeg && claimedSize(jpeg, 'jpeg');
    // Before it is decoded: a strip may claim to be larger than the page.
    if (!jpeg || size?.[0] !== tile.width || size[1] < rows || size[1] > layout.tile.height)
      throw damaged(name, 'a strip of it is not the JPEG that it should be');
    const part = await decodeJpeg(jpeg);
    const stride = part.data.length / (part.width * part.height);
    const columns = Math.min(tile.width, width - tile.left);
    for (let y = 0; y < rows; y++) {
      const from = y * part.width * stride;
      const to = ((tile.top + y) * width + tile.left) * channels;
      for (let x = 0; x < columns; x++)
        for (let c = 0; c < channels; c++)
          data[to + x * channels + c] = part.data[from + x * stride + (stride < 3 ? 0 : c)]!;
    }
  }
  return toUpright({ width, height, data }, orientation);
}
