/** Small sets of digits and letters for the tests of lines. Not part of the public face. */
import { createRandom } from '@digitry/engine';
import { packImages } from '../fit/pack.js';
import { drawDigit } from '../glyphs/index.js';
import type { GlyphSource } from './glyph.js';
import { type LetterImages, lettersSource } from './letters.js';
import type { WriterDigits } from './writer-digits.js';

/** Drawn digits of a few people, `each` of every digit; the last of them is nobody known. */
export function drawnWriters(people = 3, each = 2): WriterDigits {
  const labels: number[] = [];
  const writers: (string | null)[] = [];
  for (let person = 0; person < people; person++) {
    for (let i = 0; i < each * 10; i++) {
      labels.push(i % 10);
      writers.push(person === people - 1 ? null : `writer ${person}`);
    }
  }
  const images = labels.map((label, i) => drawDigit(label, createRandom(i)));
  return { images: packImages(images), labels: Uint8Array.from(labels), writers };
}

/** Digit d as a solid bar 24 high and 5 + 2 d wide: what a line says can be measured. */
export function barDigits(): WriterDigits {
  const widths = Array.from({ length: 10 }, (_, digit) => 5 + 2 * digit);
  return {
    images: packImages(
      widths.map((width) => ({ width, height: 24, data: new Uint8Array(width * 24).fill(255) })),
    ),
    labels: Uint8Array.from(widths, (_, digit) => digit),
    writers: widths.map(() => 'bars'),
  };
}

/** Solid blocks for letters. */
export function blockLetters(characters = 'abcdefhkmnxACEFH'): LetterImages {
  const images = [...characters].map(() => ({ width: 12, height: 20, data: new Uint8Array(240).fill(255) }));
  return { images: packImages(images), labels: [...characters] };
}

/** A font whose every character is a block. */
export const blockFont = (): GlyphSource => lettersSource(blockLetters('0123456789abc'));
