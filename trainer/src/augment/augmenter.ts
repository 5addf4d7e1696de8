/** One digit in, another look of the same digit out: warp, pen, ink, marks, resolution, fitting, in this order. */
import type { Random } from '@digitry/engine';
import { fitDigit, type GrayImage } from '@digitry/reader';
import { CANVAS, CANVAS_BYTES, inkExtent, SCALE } from './canvas.js';
import { coarsen } from './coarse.js';
import { type AugmentConfig, checkAugmentConfig } from './config.js';
import { applyTone, blockNoise, blur, fade, grain } from './ink.js';
import { addFrame, addSpecks, cutSide } from './marks.js';
import { changePen, penWidth } from './pen.js';
import { reduceInk } from './reduce.js';
import { createWarp, SOURCE } from './warp.js';

const FIELD = 28;
/** Pens are not changed beyond these widths, in pixels of a digit 20 pixels long: MNIST has 1.6 to 4.6. */
const THINNEST = 1.5;
const FATTEST = 4.4;

/**
 * One look of a digit.
 * @param ink an ink image of any size (255 = ink); it is not changed
 * @param random all chance comes from here: the same state gives the same bytes
 * @returns 784 bytes, fitted as the reader fits a digit; all 0 for an empty image
 */
export type Augmenter = (ink: GrayImage, random: Random) => Uint8Array;

/**
 * An augmenter holds scratch memory and nothing else: what it makes depends on its config, the image and the generator only.
 * @throws RangeError for an entry of the config out of its range
 */
export function createAugmenter(config: AugmentConfig): Augmenter {
  checkAugmentConfig(config);
  const warp = createWarp(config);
  const canvas = new Uint8Array(CANVAS_BYTES);
  const scratch = new Uint8Array(CANVAS_BYTES);
  const table = new Uint8Array(256);
  const idle = isIdle(config);

  const look = (ink: GrayImage, random: Random): Uint8Array => {
    if (idle || random.chance(config.identity)) return fitDigit(ink);
    warp(ink.width > SOURCE || ink.height > SOURCE ? reduceInk(ink) : ink, random, canvas);
    const extent = inkExtent(canvas);
    if (!extent) return new Uint8Array(FIELD * FIELD);
    if (random.chance(config.penRate)) {
      const width = penWidth(canvas, extent);
      const wanted = width + random.between(-config.thin, config.thicken) * SCALE;
      const least = Math.min(width, THINNEST * SCALE);
      const most = Math.max(width, FATTEST * SCALE);
      changePen(canvas, scratch, Math.min(most, Math.max(least, wanted)) - width, extent);
    }
    // Only one of these at a time: two of them leave less than a person can read.
    const faint = random.chance(config.faintRate);
    const fades = !faint && random.chance(config.fadeRate);
    if (fades) fade(canvas, config.fadeDepth, random);
    if (random.chance(config.grainRate)) grain(canvas, config.grainDepth, random);
    if (random.chance(config.blurRate)) blur(canvas, scratch, random.between(0.4, 1), extent);
    const peak = faint ? 1 - config.faintDepth * random.next() : 1;
    applyTone(canvas, table, random.between(1, 1.8), random.between(-1, 1) * config.bend, peak, extent);
    if (random.chance(config.blockRate)) blockNoise(canvas, config.blockDepth * random.next(), random);
    if (random.chance(config.cutRate)) cutSide(canvas, config.cutDepth, extent, random);
    if (random.chance(config.speckRate)) addSpecks(canvas, config.speckCount, extent, random);
    if (random.chance(config.frameRate)) addFrame(canvas, CANVAS, extent, [0, 5], random);
    return fitDigit(lowered(random, fades));
  };

  /** The canvas, or what a coarse scan keeps of it. */
  const lowered = (random: Random, fades: boolean): GrayImage => {
    const black = random.chance(config.bitmapRate) && !fades;
    const gray = random.chance(config.coarseRate);
    const extent = black || gray ? inkExtent(canvas) : null;
    if (!extent) return { width: CANVAS, height: CANVAS, data: canvas };
    // Half like USPS and Semeion (16 pixels), half like optdigits (32).
    const low = random.chance(0.5);
    const side = low ? random.between(config.coarseSide, 20) : random.between(20, 32);
    return coarsen(canvas, extent, Math.round(side), black ? random.between(0.3, 0.55) : undefined);
  };

  return (ink, random) => {
    const seen = look(ink, random);
    if (random.chance(config.marginRate)) addFrame(seen, FIELD, MARGIN, [0, 3], random);
    const reach = 2 * config.shift + 1;
    const crop = 2 * config.randomCrop + 1;
    const dx = random.int(reach) - config.shift + random.int(crop) - config.randomCrop;
    const dy = random.int(reach) - config.shift + random.int(crop) - config.randomCrop;
    return dx === 0 && dy === 0 ? seen : shifted(seen, dx, dy);
  };
}

/** Where the digit lies in a fitted image. */
const MARGIN = { left: 4, top: 4, right: 23, bottom: 23 };

function isIdle(config: AugmentConfig): boolean {
  const { identity, coarseSide, shift, randomCrop, ...rest } = config;
  return identity === 1 || Object.values(rest).every((value) => value === 0);
}

/** 28×28 moved by whole pixels; what moves out is lost. */
function shifted(seen: Uint8Array, dx: number, dy: number): Uint8Array {
  const target = new Uint8Array(FIELD * FIELD);
  const left = Math.max(0, dx);
  const right = Math.min(FIELD, FIELD + dx);
  for (let y = Math.max(0, dy); y < Math.min(FIELD, FIELD + dy); y++) {
    const from = (y - dy) * FIELD - dx;
    target.set(seen.subarray(from + left, from + right), y * FIELD + left);
  }
  return target;
}
