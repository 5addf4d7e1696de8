/** A page's gray levels → how dark each pixel is against its paper, and a mask of the ink: light, shadow and noise go. */
import { toGray } from '../image/gray.js';
import { percentile } from '../image/histogram.js';
import { boxMean } from '../image/integral.js';
import { close } from '../image/morphology.js';
import { crop, pad } from '../image/pad.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { applyHomography, type Homography, type Point, warp } from '../image/warp.js';
import { FAINTEST } from '../prepare/ink.js';

/** The paper is estimated at about this longer side. */
const COARSE = 480;
/**
 * What is narrower is ink on the paper around it, what is wider is another paper or a shadow: a tenth of the shorter side, but half of it up
 * to so many pixels, as in small pictures a digit's stroke is wide.
 */
const WIDEST_INK = 160;
/** Side of the blocks that have a threshold each, in pixels; four by four of them have a noise. */
const BLOCK = 16;
const TILE = 4 * BLOCK;
/** Ink has at least this share of the darkest contrast around it … */
const PART = 0.4;
/** … but what absorbs so much more light than the paper is ink beside any other: a pencil or a hair line beside bold print. */
const SURE = 40;
/** Gray level of the darkest paper. */
const DARKEST = 40;
/** Noise counts so many standard deviations. */
const SIGMAS = 4.5;
/** A texture has a spread of so many levels of contrast, and so many times that of the quiet quarter of the page. */
const ROUGH = 6.5;
const ROUGHER = 1.7;
/** A skew of local differences from which on light things are the ink. */
const LIGHT = 0.25;

export interface InkMap {
  /** The absorbed part of the light, 255 is all of it. */
  readonly contrast: GrayImage;
  /** 1 is ink. */
  readonly mask: Mask;
  readonly noise: Noise;
}

/** A copy of about {@link COARSE} pixels in the longer side, for what changes slowly; `factor` × `factor` pixels are one of it. */
export interface Coarse {
  readonly image: GrayImage;
  readonly factor: number;
}

export function coarseOf(gray: GrayImage): Coarse {
  const factor = Math.max(1, Math.round(Math.max(gray.width, gray.height) / COARSE));
  return { image: factor > 1 ? toGray(gray, factor) : gray, factor };
}

/** True where the ink is lighter than the paper. */
export function hasLightInk({ image: coarse }: Coarse): boolean {
  const mean = boxMean(coarse, Math.max(2, Math.round(Math.min(coarse.width, coarse.height) / 60)));
  let cubes = 0;
  let size = 0;
  for (let i = 0; i < mean.length; i++) {
    const d = coarse.data[i]! - mean[i]!;
    cubes += d * d * d;
    size += Math.abs(d * d * d);
  }
  return cubes > LIGHT * size;
}

/** @param gray dark ink on light paper. */
export function inkMap(gray: GrayImage, coarse: Coarse = coarseOf(gray)): InkMap {
  const contrast = contrastOf(gray, coarse);
  const noise = noiseByTile(contrast);
  return { contrast, noise, mask: inkMask(contrast, noise) };
}

/** The same map seen through another frame; what lies beyond its own is paper. */
export function warpInk(
  { contrast, noise }: InkMap,
  { width, height, toSource }: { width: number; height: number; toSource: Homography },
): InkMap {
  const warped = warp(contrast, toSource, width, height, 0);
  const own = warpNoise(noise, width, height, toSource);
  return { contrast: warped, noise: own, mask: inkMask(warped, own) };
}

/** Each tile has the noise of where its middle comes from, or of the nearest tile. */
function warpNoise(noise: Noise, width: number, height: number, toSource: Homography): Noise {
  const columns = Math.ceil(width / TILE);
  const count = columns * Math.ceil(height / TILE);
  const last = noise.levels.length / noise.columns - 1;
  const sources = Array.from({ length: count }, (_, i) => {
    const middle: Point = [((i % columns) + 0.5) * TILE, (Math.floor(i / columns) + 0.5) * TILE];
    const [x, y] = applyHomography(toSource, middle);
    const column = Math.min(noise.columns - 1, Math.max(0, Math.floor(x / TILE)));
    return Math.min(last, Math.max(0, Math.floor(y / TILE))) * noise.columns + column;
  });
  return {
    columns,
    levels: Uint8Array.from(sources, (i) => noise.levels[i]!),
    quietest: Float64Array.from(sources, (i) => noise.quietest[i]!),
    usual: Float64Array.from(sources, (i) => noise.usual[i]!),
  };
}

/** `255 · (paper − gray) / paper` with the paper's level closed over ink on a coarse copy and interpolated between its pixels. */
function contrastOf({ width, height, data }: GrayImage, { image, factor }: Coarse): GrayImage {
  const short = Math.min(width, height);
  const widest = Math.max(short / 10, Math.min(short / 2, WIDEST_INK));
  const radius = Math.max(1, Math.round(widest / factor / 2));
  // Beyond the image its border goes on, or a shadow that runs out there would be taken for a corner of ink.
  const paper = crop(close(pad(image, radius), radius), radius);
  const out = new Uint8Array(width * height);
  // Darker paper counts as this dark: there is no light to absorb, and the noise of the camera would be ink.
  const share = Int32Array.from({ length: 256 }, (_, level) =>
    Math.floor((255 * 65536) / Math.max(DARKEST, level)),
  );
  const blended = new Int32Array(image.width + 2);
  const columns = image.width;
  for (let y = 0; y < height; y++) {
    const down = Math.max(0, (y + 0.5) / factor - 0.5);
    const first = Math.min(image.height - 1, Math.floor(down));
    const part = Math.round((down - first) * 256);
    const upper = first * columns;
    const lower = Math.min(image.height - 1, first + 1) * columns;
    // One more at either end, in 1/256.
    for (let x = 0; x < columns; x++)
      blended[x + 1] = paper.data[upper + x]! * (256 - part) + paper.data[lower + x]! * part;
    blended[0] = blended[1]!;
    blended[columns + 1] = blended[columns]!;
    // From the middle of one coarse pixel to the middle of the next.
    let x = 0;
    for (let i = 0, at = y * width; i <= columns; i++) {
      const end = Math.min(width, Math.floor((i + 0.5) * factor));
      const rise = blended[i + 1]! - blended[i]!;
      const slope = Math.trunc((rise * 256) / factor);
      let level =
        (blended[i]! + 128) * 256 + Math.trunc((rise * 256 * (x + 0.5 - (i - 0.5) * factor)) / factor);
      for (; x < end; x++, at++, level += slope) {
        const light = level >> 16;
        const darker = light - data[at]!;
        // No branch: on paper either is as likely.
        out[at] = ((darker & ~(darker >> 31)) * share[light]! + 32768) >> 16;
      }
    }
    for (const at = y * width; x < width; x++) {
      const light = blended[columns]! >> 8;
      out[at + x] = (Math.max(0, light - data[at + x]!) * share[light]!) >> 16;
    }
  }
  return { width, height, data: out };
}

/** 1 where the contrast is above the paper's noise and above a part of the darkest in the blocks around. */
function inkMask(contrast: GrayImage, noise: Noise): Mask {
  const { width, height, data } = contrast;
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const darkest = darkestByBlock(contrast, columns, rows);
  const mask = new Uint8Array(width * height);
  const thresholds = new Uint8Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let most = 0;
      for (let v = Math.max(0, row - 1); v <= Math.min(rows - 1, row + 1); v++) {
        for (let u = Math.max(0, column - 1); u <= Math.min(columns - 1, column + 1); u++)
          if (darkest[v * columns + u]! > most) most = darkest[v * columns + u]!;
      }
      const tile = (row >> 2) * noise.columns + (column >> 2);
      const level = noise.levels[tile]!;
      const floor = Math.max(FAINTEST, SIGMAS * noise.quietest[tile]!);
      const above = Math.max(floor, Math.min(SURE, PART * (most - level)));
      thresholds[column] = Math.min(254, level + above);
    }
    for (let y = row * BLOCK; y < Math.min(height, (row + 1) * BLOCK); y++) {
      for (let column = 0, at = y * width; column < columns; column++) {
        const threshold = thresholds[column]!;
        // Most blocks of a page are blank.
        if (darkest[row * columns + column]! <= threshold) {
          at += BLOCK;
          continue;
        }
        for (const end = Math.min(at + BLOCK, (y + 1) * width); at < end; at++)
          if (data[at]! > threshold) mask[at] = 1;
      }
    }
  }
  return { width, height, data: mask };
}

function darkestByBlock({ width, height, data }: GrayImage, columns: number, rows: number): Uint8Array {
  const darkest = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const blocks = Math.floor(y / BLOCK) * columns;
    for (let column = 0, at = y * width; column < columns; column++) {
      let most = darkest[blocks + column]!;
      for (const end = Math.min(at + BLOCK, (y + 1) * width); at < end; at++)
        if (data[at]! > most) most = data[at]!;
      darkest[blocks + column] = most;
    }
  }
  return darkest;
}

/** The paper's contrast in tiles of {@link TILE} pixels, by rows. */
export interface Noise {
  readonly columns: number;
  readonly levels: Uint8Array;
  /** Standard deviations, each of the quietest tile around. */
  readonly quietest: Float64Array;
  /** Standard deviations, each the median of nine tiles. */
  readonly usual: Float64Array;
}

/**
 * The level and spread of each tile's paper from the lower half of its values, where there is no ink: of a normal distribution the 40th
 * percentile lies 0.25 σ below the middle and 1.03 σ above the 10th. Where contrast is cut at 0, from the 40th to the 70th, 0.78 σ. The quietest
 * tile around counts, so that dense writing is no noise.
 */
function noiseByTile({ width, height, data }: GrayImage): Noise {
  const columns = Math.ceil(width / TILE);
  const rows = Math.ceil(height / TILE);
  const levels = new Uint8Array(columns * rows);
  const spreads = new Float64Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      const right = Math.min(width, (column + 1) * TILE);
      for (let y = row * TILE; y < Math.min(height, (row + 1) * TILE); y += 2)
        for (let x = column * TILE + (y & 2) / 2; x < right; x += 2) counts[data[y * width + x]!]!++;
      const low = percentile(counts, 0.1);
      const middle = percentile(counts, 0.4);
      const spread = low > 0 ? (middle - low) / 1.03 : (percentile(counts, 0.7) - middle) / 0.78;
      levels[row * columns + column] = middle;
      spreads[row * columns + column] = spread;
    }
  }
  const quietest = new Float64Array(columns * rows);
  const usual = new Float64Array(columns * rows);
  const lightest = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const around: number[] = [];
      const near: number[] = [];
      for (let v = Math.max(0, row - 1); v <= Math.min(rows - 1, row + 1); v++) {
        for (let u = Math.max(0, column - 1); u <= Math.min(columns - 1, column + 1); u++) {
          around.push(spreads[v * columns + u]!);
          near.push(levels[v * columns + u]!);
        }
      }
      around.sort((a, b) => a - b);
      near.sort((a, b) => a - b);
      // A tile may lie in a bold stroke.
      lightest[row * columns + column] = near[near.length >> 2]!;
      quietest[row * columns + column] = around[0]!;
      usual[row * columns + column] = around[around.length >> 1]!;
    }
  }
  return { columns, levels: lightest, quietest, usual };
}

/** Tells whether the middle of a box lies on a texture: cloth, wood, stone. */
export function roughness({ columns, usual }: Noise): (box: Box) => boolean {
  const sorted = [...usual].sort((a, b) => a - b);
  const limit = Math.max(ROUGH, ROUGHER * sorted[sorted.length >> 2]!);
  return ({ x, y, width, height }) => {
    const column = Math.floor((x + width / 2) / TILE);
    return usual[Math.floor((y + height / 2) / TILE) * columns + column]! > limit;
  };
}
