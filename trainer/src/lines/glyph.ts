/** What a line is made of: pictures of single characters with their place on the baseline. Whoever draws characters is a {@link GlyphSource}. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';

/** One drawn character. */
export interface Glyph {
  /** An ink image (255 = ink) of any resolution; the empty margin around the ink does not matter. */
  readonly image: GrayImage;
  /** Where the ink's upper end lies above the baseline, in heights of a digit: 1 for a digit. */
  readonly top: number;
  /** Where its lower end lies above the baseline: 0 for a digit, less for a descender. */
  readonly bottom: number;
}

/** One hand (or one font) of a source: all that it draws belongs together. */
export interface GlyphHand {
  /** Null where this hand has no such character. */
  draw(character: string, random: Random): Glyph | null;
}

/** Draws characters: a font, a collection of letters. */
export interface GlyphSource {
  /** Every character that some hand of it can draw. */
  readonly characters: readonly string[];
  /** One of its hands. */
  hand(random: Random): GlyphHand;
}
