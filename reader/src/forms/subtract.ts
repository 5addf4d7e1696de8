/** Takes the blank's print out of a filled-in field and mends the strokes that crossed it. */
import { dilate } from '../image/morphology.js';
import type { GrayImage, Mask } from '../image/types.js';
import { strokeThrough } from './strokes.js';

/** The print of a part of the blank, and how far from it each pixel is. */
export interface Print {
  /** 255 is full ink. */
  readonly ink: GrayImage;
  /** The darkest print near each pixel. */
  readonly near: GrayImage;
  /** The rings around print: 0 on it, 1 beside it, …; {@link MOST_SPREAD} and one more beyond. */
  readonly rings: Uint8Array;
}

export interface Subtracted {
  /** The ink that is not the blank's: 255 is full ink. */
  readonly ink: GrayImage;
  /** 1 where the blank has print, or may have it. */
  readonly covered: Mask;
  /** The share of the blank's print that is there at all, 0 … 1; writing over it does not lessen it. Null where the blank has hardly any. */
  readonly presence: number | null;
}

/** Print paler than this is not taken out: it is hardly seen. */
const PALE = 24;
/** Ink darker than this is a stroke. */
export const STROKE = 40;
/** A pen this much darker than print where both are is seen through it. */
const DARKER = 60;
/** Print spreads at most so many pixels, and is at most so thick at 200 dpi where strokes are mended through it. */
const MOST_SPREAD = 6;
const THICKEST = 9;
/** Around print most of the pixels, this part of them, must be paler than this. */
const MOST_OF = 0.75;
const FAINT = 26;

export function createPrint(ink: GrayImage): Print {
  const rings = new Uint8Array(ink.data.length).fill(MOST_SPREAD + 1);
  for (let ring = MOST_SPREAD; ring >= 0; ring--) {
    const wide = ring === 0 ? ink : dilate(ink, ring);
    for (let i = 0; i < rings.length; i++) if (wide.data[i]! > PALE) rings[i] = ring;
  }
  return { ink, near: dilate(ink, MOST_SPREAD / 2), rings };
}

/**
 * Where the blank has print, enlarged by what blur and registration spread it, ink goes, unless it is darker than the print can be. What
 * goes is given back where a stroke runs through it: where, in one of eight directions, ink goes on on both sides of the print.
 * @param ink of the field, as large as the print: 255 is full ink.
 * @param unit pixels for one at 200 dpi.
 */
export function subtract(ink: GrayImage, print: Print, unit: number): Subtracted {
  const { width, height } = ink;
  const { rings } = print;
  const spread = spreadOf(ink, rings);
  const reach = Math.round(THICKEST * unit) + 2 * spread;
  const { gain, presence } = printSeen(ink, print.ink);
  const covered = new Uint8Array(ink.data.length);
  const left = ink.data.slice();
  for (let i = 0; i < left.length; i++) {
    if (rings[i]! > spread) continue;
    covered[i] = 1;
    if (ink.data[i]! <= print.near.data[i]! * gain + DARKER) left[i] = 0;
  }
  const strokes: GrayImage = { width, height, data: left };
  const mask = { width, height, data: covered };
  const pens = penOf(strokes);
  // Most fields of most forms are empty.
  if (!pens) return { ink: strokes, covered: mask, presence };
  const mended = left.slice();
  const near = dilate(pens, reach).data;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (!covered[at] || left[at] || ink.data[at]! < STROKE || !near[at]) continue;
      mended[at] = Math.min(ink.data[at]!, strokeThrough(strokes, covered, x, y, reach, STROKE));
    }
  }
  regrow(mended, ink, rings, spread);
  return { ink: { width, height, data: mended }, covered: mask, presence };
}

/** 1 where there is a stroke; null where there is none. */
function penOf({ width, height, data }: GrayImage): Mask | null {
  const out = new Uint8Array(data.length);
  let isAny = false;
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < STROKE) continue;
    out[i] = 1;
    isAny = true;
  }
  return isAny ? { width, height, data: out } : null;
}

/** By how many pixels print is wider in the picture than on the blank, from 1: in the ring beyond, most pixels are paper. */
function spreadOf(ink: GrayImage, rings: Uint8Array): number {
  const total = new Uint32Array(MOST_SPREAD + 2);
  const dark = new Uint32Array(MOST_SPREAD + 2);
  for (let i = 0; i < rings.length; i++) {
    const ring = rings[i]!;
    total[ring]!++;
    if (ink.data[i]! >= FAINT) dark[ring]!++;
  }
  let spread = 1;
  while (spread < MOST_SPREAD && dark[spread + 1]! > (1 - MOST_OF) * total[spread + 1]!) spread++;
  return spread;
}

/** Fewer dark pixels say nothing about the print. */
const ENOUGH = 40;
/** Print is there where the picture has this part of its darkness. */
const THERE = 0.2;

/**
 * How dark print is in the picture beside the blank: the median ratio where the blank's print is dark, of the darkest of 3×3 pixels, as
 * registration may be off by one.
 */
function printSeen(
  { width, height, data }: GrayImage,
  print: GrayImage,
): { readonly gain: number; readonly presence: number | null } {
  const counts = new Uint32Array(64);
  let total = 0;
  let there = 0;
  for (let y = 1; y + 1 < height; y++) {
    for (let at = y * width + 1, end = at + width - 2; at < end; at++) {
      if (print.data[at]! < 96) continue;
      let darkest = 0;
      for (let row = at - width; row <= at + width; row += width)
        darkest = Math.max(darkest, data[row - 1]!, data[row]!, data[row + 1]!);
      const ratio = darkest / print.data[at]!;
      counts[Math.min(63, Math.floor(ratio * 32))]!++;
      total++;
      if (ratio >= THERE) there++;
    }
  }
  if (total < ENOUGH) return { gain: 1, presence: null };
  let below = 0;
  let bin = 0;
  while (below + counts[bin]! < total / 2) below += counts[bin++]!;
  return { gain: Math.min(1.6, Math.max(0.3, (bin + 0.5) / 32)), presence: there / total };
}

/**
 * Strokes grow back into the margin around print where there is ink but, exactly there, no print: ring after ring inwards, so that they do not
 * run along it.
 */
function regrow(
  mended: Uint8Array,
  { width, height, data }: GrayImage,
  rings: Uint8Array,
  spread: number,
): void {
  for (let ring = spread; ring > 0; ring--) {
    const grown: number[] = [];
    for (let y = 1; y + 1 < height; y++) {
      for (let at = y * width + 1, end = at + width - 2; at < end; at++) {
        if (rings[at] !== ring || mended[at] || data[at]! < STROKE) continue;
        const isBeside =
          mended[at - 1]! >= STROKE ||
          mended[at + 1]! >= STROKE ||
          mended[at - width]! >= STROKE ||
          mended[at + width]! >= STROKE;
        if (isBeside) grown.push(at);
      }
    }
    for (const at of grown) mended[at] = data[at]!;
  }
}
