/** How the pixels of a TIFF page are stored, as far as it is decoded here; anything else is refused by name. */
import { unsupported } from './damage.js';
import { TAG, type TiffDirectory } from './directory.js';

export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, yCbCr: 6 } as const;

export const COMPRESSION = {
  none: 1,
  rle: 2,
  group3: 3,
  group4: 4,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  oldDeflate: 32946,
  packBits: 32773,
} as const;

/** Strips are tiles as wide as the page. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of each sample: 1, 2, 4, 8 or 16. */
  readonly bits: number;
  readonly samples: number;
  readonly photometric: number;
  readonly compression: number;
  readonly isDifferenced: boolean;
  readonly isBitReversed: boolean;
  readonly isTwoDimensional: boolean;
  /** Each sample in tiles of its own. */
  readonly isPlanar: boolean;
  readonly tile: { readonly width: number; readonly height: number; readonly isPadded: boolean };
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
  /** `straight`, `premultiplied`, or none: the sample behind the colors. */
  readonly alpha: 'straight' | 'premultiplied' | null;
  /** 1 … 8, as in EXIF. */
  readonly orientation: number;
  readonly colorMap: readonly number[];
  readonly jpegTables: readonly number[];
}

/** CMYK and opacity. */
const MAX_SAMPLES = 5;

/** Color samples of each kind of picture. */
const COLORS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3 };

/** @throws ReaderError `not-an-image` for what is not decoded here, `damaged` where values lie outside of the file. */
export function layoutOf(directory: TiffDirectory, name: string): Layout {
  const { width, height } = directory;
  const value = (tag: number, otherwise: number): number => directory.values(tag)[0] ?? otherwise;
  const compression = value(TAG.compression, COMPRESSION.none);
  if (!Object.values<number>(COMPRESSION).includes(compression))
    throw unsupported(name, `compression ${compression}`);
  const isFax = compression >= COMPRESSION.rle && compression <= COMPRESSION.group4;
  const photometric = value(TAG.photometric, PHOTOMETRIC.whiteIsZero);
  const colors = COLORS[photometric];
  if (colors === undefined || (photometric === PHOTOMETRIC.yCbCr && compression !== COMPRESSION.jpeg))
    throw unsupported(name, `colors of kind ${photometric}`);
  const samples = value(TAG.samples, 1);
  const allBits = directory.values(TAG.bits);
  const bits = allBits[0] ?? 1;
  const isFitting = [1, 2, 4, 8, 16].includes(bits) && allBits.every((each) => each === bits);
  if (
    !isFitting ||
    samples < colors ||
    samples > MAX_SAMPLES ||
    value(TAG.sampleFormat, 1) !== 1 ||
    (isFax && bits * samples > 1)
  )
    throw unsupported(name, `${samples} samples of ${allBits.join(', ')} bits`);
  const predictor = value(TAG.predictor, 1);
  const { lzw, deflate, oldDeflate } = COMPRESSION;
  const isDifferenced = predictor === 2 && [lzw, deflate, oldDeflate].some((each) => each === compression);
  if ((predictor !== 1 && predictor !== 2) || (isDifferenced && bits < 8))
    throw unsupported(name, `predictor ${predictor}`);
  const isTiled = directory.values(TAG.tileOffsets).length > 0;
  const [extra] = directory.values(TAG.extraSamples);
  const hasAlpha = samples === colors + 1 && (extra === 1 || extra === 2);
  return {
    width,
    height,
    bits,
    samples,
    photometric,
    compression,
    isDifferenced,
    isBitReversed: value(TAG.fillOrder, 1) === 2 && compression !== COMPRESSION.jpeg,
    isTwoDimensional: (value(TAG.t4Options, 0) & 1) === 1,
    isPlanar: samples > 1 && value(TAG.planar, 1) === 2,
    tile: isTiled
      ? { width: value(TAG.tileWidth, 0), height: value(TAG.tileHeight, 0), isPadded: true }
      : { width, height: Math.min(height, value(TAG.rowsPerStrip, height)), isPadded: false },
    offsets: directory.values(isTiled ? TAG.tileOffsets : TAG.stripOffsets),
    byteCounts: directory.values(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts),
    alpha: hasAlpha ? (extra === 1 ? 'premultiplied' : 'straight') : null,
    orientation: value(TAG.orientation, 1),
    colorMap: directory.values(TAG.colorMap),
    jpegTables: directory.values(TAG.jpegTables),
  };
}
