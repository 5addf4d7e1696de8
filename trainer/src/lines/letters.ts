/** Letters of a collection as a source of glyphs: where each stands on the line follows from which letter it is. */
import type { Random } from '@digitry/engine';
import { imageAt, type PackedImages } from '../fit/pack.js';
import type { Glyph, GlyphHand, GlyphSource } from './glyph.js';

/** Ink images of characters; the same as `WriterDigits`, with any label and without writers. */
export interface LetterImages {
  readonly images: PackedImages;
  /** The character of each. */
  readonly labels: readonly string[];
}

/** Samples whose label is one character; others are left out. */
export function lettersSource({ images, labels }: LetterImages): GlyphSource {
  const lists = new Map<string, number[]>();
  for (const [i, label] of labels.entries()) {
    if ([...label].length !== 1) continue;
    const list = lists.get(label);
    if (list) list.push(i);
    else lists.set(label, [i]);
  }
  return {
    characters: [...lists.keys()].sort(),
    hand: (chance) => {
      // Collections list their people in the same order for each letter: a place in the list is as near to one hand as it gets.
      const place = chance.next();
      return {
        draw(character: string, random: Random): Glyph | null {
          const list = lists.get(character);
          if (!list) return null;
          const near = Math.floor(place * list.length) + random.int(3) - 1;
          const index = list[(near + list.length) % list.length]!;
          return { image: imageAt(images, index), ...extentOf(character) };
        },
      } satisfies GlyphHand;
    },
  };
}

/** Ends of a letter above the baseline, in heights of a digit, as in most hands. */
export function extentOf(character: string): { readonly top: number; readonly bottom: number } {
  if (/[acemnorsuvwxz]/.test(character)) return { top: 0.62, bottom: 0 };
  if (/[gpqy]/.test(character)) return { top: 0.62, bottom: -0.42 };
  if (/[bdhkl]/.test(character)) return { top: 1.1, bottom: 0 };
  if (/[fj]/.test(character)) return { top: 1, bottom: -0.35 };
  if (/[it]/.test(character)) return { top: 0.92, bottom: 0 };
  return { top: 1.05, bottom: 0 };
}
