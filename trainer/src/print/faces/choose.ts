/** Which face a line is set in: a font that has all of its characters, or one that the program draws. */
import type { Random } from '@digitry/engine';
import type { Font } from '../../fonts/index.js';
import type { Faces } from '../kinds/carrier.js';
import { canSet } from '../type.js';
import { dotFont } from './dots.js';
import { segmentFont } from './segments.js';
import { strokeFont } from './strokes.js';

/** Fonts that are tried before dots, which have all characters that are read, are taken. */
const TRIES = 6;

export function anyFont(text: string, { pick }: Faces, random: Random): Font {
  for (let i = 0; pick && i < TRIES; i++) {
    const font = pick(random);
    if (canSet(text, font)) return font;
  }
  return dots(random);
}

export const dots = (random: Random): Font =>
  dotFont({
    radius: random.between(0.38, 0.62),
    aspect: random.between(0.75, 1.1),
    hasSlashedZero: random.chance(0.5),
  });

export const segments = (random: Random): ReturnType<typeof segmentFont> =>
  segmentFont({
    width: random.between(0.42, 0.66),
    thickness: random.between(0.07, 0.19),
    gap: random.between(0, 0.06),
    lean: random.chance(0.5) ? random.between(0, 0.2) : 0,
    isVariant: random.chance(0.2),
    spacing: random.between(0.12, 0.35),
  });

export const strokes = (random: Random): Font =>
  strokeFont({
    radius: random.between(0.04, 0.095),
    width: random.between(0.8, 1.15),
    lean: random.chance(0.2) ? random.between(0, 0.15) : 0,
    spacing: random.between(0.08, 0.3),
  });
