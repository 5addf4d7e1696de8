/** Fonts as hands: each line in one font. */
import type { Random } from '@digitry/engine';
import type { Glyph, GlyphSource } from '../lines/glyph.js';
import { extentOfOutline, type Font } from './outline.js';
import { rasterize } from './rasterize.js';

/** Height of a digit as it is drawn, pixels: writers scale it to their line. */
const HEIGHT = 60;

/** A font, each family as often as another, whatever number of styles it has. */
export function createFontPicker(fonts: readonly Font[]): (random: Random) => Font {
  const byFamily = new Map<string, Font[]>();
  for (const font of fonts) {
    const family = byFamily.get(font.family);
    if (family) family.push(font);
    else byFamily.set(font.family, [font]);
  }
  const families = [...byFamily.values()];
  return (random) => {
    const family = families[random.int(families.length)]!;
    return family[random.int(family.length)]!;
  };
}

/** @throws RangeError for no font */
export function fontSource(fonts: readonly Font[]): GlyphSource {
  if (fonts.length === 0) throw new RangeError('Expected at least one font for fonts but received none');
  const pick = createFontPicker(fonts);
  return {
    characters: [...new Set(fonts.flatMap(({ outlines }) => Object.keys(outlines)))].sort(),
    hand(random) {
      const { outlines } = pick(random);
      return {
        draw(character): Glyph | null {
          const outline = outlines[character];
          const extent = outline && extentOfOutline(outline);
          if (!extent) return null;
          const image = rasterize(outline.contours, { a: HEIGHT, b: 0, c: 0, d: -HEIGHT, e: 0, f: 0 });
          return { image, top: extent.top, bottom: extent.bottom };
        },
      };
    },
  };
}
