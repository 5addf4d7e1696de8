/** Noise by table: normal numbers drawn once, read at random offsets. A pixel costs one addition. */
import { createRandom, type Random } from '@digitry/engine';
import type { Sheet } from './sheet.js';

const LENGTH = 1 << 15;
/** Standard deviation of the table's numbers. */
const UNIT = 32;

export interface Noise {
  /** Adds independent noise to each pixel. @param deviation gray levels */
  pixels(sheet: Sheet, deviation: number, random: Random): void;
  /** Adds smooth noise: nodes `cell` pixels apart, linear between them. @param deviation gray levels */
  clouds(sheet: Sheet, cell: number, deviation: number, random: Random): void;
  /** Multiplies ink by 1 − depth · |noise| / 2, pixel by pixel and in grains of two: pencil, dry ball pens, rough paper. */
  grain(plane: Uint8Array, width: number, height: number, depth: number, random: Random): void;
  /** Multiplies ink by a smooth field of 1 − depth … 1: a pen that runs dry or is pressed unevenly. */
  fade(plane: Uint8Array, width: number, height: number, depth: number, cell: number, random: Random): void;
}

export function createNoise(): Noise {
  const random = createRandom(0x6e6f6973);
  const table = new Int8Array(LENGTH);
  for (let i = 0; i < LENGTH; i++)
    table[i] = Math.max(-127, Math.min(127, Math.round(UNIT * random.normal())));
  const mask = LENGTH - 1;
  let field = new Float64Array(0);

  /** Rows of nodes for a field over width × height. */
  const nodes = (width: number, height: number, cell: number, chance: Random): [number, number] => {
    const columns = Math.ceil(width / cell) + 2;
    const rows = Math.ceil(height / cell) + 2;
    if (field.length < columns * rows) field = new Float64Array(2 * columns * rows);
    const from = chance.uint32();
    for (let i = 0; i < columns * rows; i++) field[i] = table[(from + i) & mask]! / UNIT;
    return [columns, rows];
  };

  return {
    pixels({ width, height, page }, deviation, chance) {
      if (deviation <= 0) return;
      const share = Math.round((deviation / UNIT) * 256);
      for (let y = 0; y < height; y++) {
        const from = chance.uint32();
        for (let x = 0, at = y * width; x < width; x++, at++) {
          const value = page[at]! + ((table[(from + x) & mask]! * share) >> 8);
          page[at] = value < 0 ? 0 : value > 255 ? 255 : value;
        }
      }
    },
    clouds({ width, height, page }, cell, deviation, chance) {
      const [columns] = nodes(width, height, cell, chance);
      for (let y = 0; y < height; y++) {
        const v = y / cell;
        const row = Math.floor(v);
        const t = v - row;
        for (let column = 0, x = 0; x < width; column++) {
          const at = row * columns + column;
          const a = field[at]! + (field[at + columns]! - field[at]!) * t;
          const b = field[at + 1]! + (field[at + columns + 1]! - field[at + 1]!) * t;
          const step = (deviation * (b - a)) / cell;
          let value = deviation * a;
          for (let end = Math.min(width, x + cell); x < end; x++, value += step) {
            const level = page[y * width + x]! + value;
            page[y * width + x] = level < 0 ? 0 : level > 255 ? 255 : level;
          }
        }
      }
    },
    grain(plane, width, height, depth, chance) {
      const share = Math.round((depth / UNIT / 2) * 4096);
      for (let y = 0; y < height; y++) {
        const fine = chance.uint32();
        const coarse = (fine >>> 8) + (y >> 1) * 977;
        for (let x = 0, at = y * width; x < width; x++, at++) {
          const ink = plane[at]!;
          if (ink === 0) continue;
          const lost = Math.abs(table[(fine + x) & mask]!) + Math.abs(table[(coarse + (x >> 1)) & mask]!);
          const kept = 4096 - ((lost * share) >> 1);
          plane[at] = kept <= 0 ? 0 : (ink * kept) >> 12;
        }
      }
    },
    fade(plane, width, height, depth, cell, chance) {
      const [columns] = nodes(width, height, cell, chance);
      for (let y = 0; y < height; y++) {
        const v = y / cell;
        const row = Math.floor(v);
        const t = v - row;
        for (let column = 0, x = 0; x < width; column++) {
          const at = row * columns + column;
          const a = field[at]! + (field[at + columns]! - field[at]!) * t;
          const b = field[at + 1]! + (field[at + columns + 1]! - field[at + 1]!) * t;
          const step = (b - a) / cell;
          let value = a;
          for (let end = Math.min(width, x + cell); x < end; x++, value += step) {
            const ink = plane[y * width + x]!;
            if (ink === 0 || value <= 0) continue;
            plane[y * width + x] = ink * (1 - depth * (value < 1 ? value : 1));
          }
        }
      }
    },
  };
}
