/** From a written page to a picture: what optics, light, sensor and compression do, in this order. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import type { Conditions } from '../conditions.js';
import type { LineConfig } from '../config.js';
import type { Noise } from '../sheet/noise.js';
import { relevel, type Sheet } from '../sheet/sheet.js';
import { createJpeg } from './jpeg.js';
import { binarize, blur, enlarge, shadowEdge, smear, unevenLight } from './scan.js';

export interface Scanner {
  /** @param scale height of a digit, @param pen width of its strokes, pixels */
  scan(sheet: Sheet, conditions: Conditions, scale: number, pen: number, random: Random): GrayImage;
  /** Blurs a plane of ink. */
  soften(plane: Uint8Array, size: { readonly width: number; readonly height: number }, passes: number): void;
}

/** What a scanner is told. */
export type ScanRates = Pick<LineConfig, 'blurRate' | 'smearRate' | 'noise' | 'jpegRate'>;

export function createScanner(config: ScanRates, noise: Noise): Scanner {
  const jpeg = createJpeg();
  const table = new Uint8Array(256);
  let scratch = new Uint8Array(0);
  const reserve = (size: number): void => {
    if (scratch.length < size) scratch = new Uint8Array(2 * size);
  };

  /** Moves levels towards a middle, and bends them: exposure, faded originals, bad copies. */
  const expose = (sheet: Sheet, contrast: number, random: Random): void => {
    const middle = random.between(70, 235);
    const gamma = Math.exp(random.between(-0.35, 0.35));
    for (let v = 0; v < 256; v++) {
      const level = middle + (v - middle) * contrast;
      table[v] = Math.max(0, Math.min(255, Math.round(255 * (level / 255) ** gamma)));
    }
    relevel(sheet, table);
  };

  return {
    soften(plane, { width, height }, passes) {
      reserve(width * height);
      blur({ width, height, page: plane }, scratch, passes);
    },
    scan(sheet, conditions, scale, pen, random) {
      const { width, height, page } = sheet;
      reserve(width * height);
      // A threshold loses thin strokes that were blurred before.
      const most = Math.min(4, scale / 10, conditions.isBinary ? pen / 4 : 4);
      if (random.chance(config.blurRate)) blur(sheet, scratch, random.between(0.2, Math.max(0.3, most)));
      // Two pixels are much of a small digit.
      if (random.chance(config.smearRate) && scale > 15 && !conditions.isBinary)
        smear(sheet, scratch, random.between(1, 0.09 * scale), random.chance(0.5));
      if (conditions.hasLight) {
        const depth = random.between(0.1, 0.6);
        if (random.chance(0.7)) unevenLight(sheet, depth, random);
        else shadowEdge(sheet, scale * random.between(0.2, 4), depth * 0.8, random);
      }
      if (conditions.contrast < 1) expose(sheet, conditions.contrast, random);
      // Noise that leaves the strokes: at most a seventh of the difference between ink and paper.
      const loudest = 0.14 * conditions.paper * conditions.ink * conditions.contrast;
      noise.pixels(sheet, Math.min(loudest, config.noise * random.next() ** 2), random);
      if (conditions.isBinary) {
        // Above what is printed under the writing, below what thin strokes keep of their darkness.
        const least = Math.min(0.45, Math.max(0.25, conditions.security / conditions.ink + 0.05));
        const dark = random.between(least, Math.max(least, pen < 2 ? 0.35 : 0.5));
        binarize(sheet, conditions.paper * (1 - conditions.ink * dark));
      }
      if (random.chance(config.jpegRate)) jpeg(sheet, Math.round(random.between(12, 75)));
      if (conditions.coarse > 1) return enlarge(sheet, conditions.coarse);
      return { width, height, data: page.slice(0, width * height) };
    },
  };
}
