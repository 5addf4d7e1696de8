/** Fonts for tests, made here: no file, no licence. */
import opentype, { type OpenTypeGlyph, type OpenTypePath } from 'opentype.js';
import type { Font, Outline } from '../fonts/outline.js';

/** A rectangle from the baseline up, in heights of a digit. */
export const block = (width: number, height = 1, bottom = 0): Outline => ({
  contours: [Float32Array.of(0, bottom, width, bottom, width, height, 0, height)],
  advance: width + 0.2,
});

/** Characters as blocks: the digit d is 0.3 + d / 20 wide. */
export function blockFont(name = 'blocks', others = ''): Font {
  const digits = Array.from({ length: 10 }, (_, digit) => [String(digit), block(0.3 + digit / 20)]);
  const rest = [...others].map((character) => [character, block(0.6)]);
  return { name, family: name, outlines: Object.fromEntries([...digits, ...rest]) };
}

/** A font file: digits 700 units high and 400 wide, and what else is asked for; the 0 is a ring of curves with a hole. */
export function fontFile(characters = '0123456789A', familyName = 'Blocks'): Uint8Array {
  const glyph = (name: string, unicode: number | undefined, path: OpenTypePath): OpenTypeGlyph =>
    new opentype.Glyph({ name, ...(unicode === undefined ? {} : { unicode }), advanceWidth: 500, path });
  const glyphs = [...characters].map((character) =>
    glyph(`c${character.codePointAt(0)}`, character.codePointAt(0), character === '0' ? ring() : rectangle()),
  );
  const font = new opentype.Font({
    familyName,
    styleName: 'Regular',
    unitsPerEm: 1000,
    ascender: 800,
    descender: -200,
    glyphs: [glyph('.notdef', undefined, new opentype.Path()), ...glyphs],
  });
  return new Uint8Array(font.toArrayBuffer());
}

function rectangle(): OpenTypePath {
  const path = new opentype.Path();
  path.moveTo(0, 0);
  path.lineTo(400, 0);
  path.lineTo(400, 700);
  path.lineTo(0, 700);
  path.close();
  return path;
}

/** Outside one way around, inside the other. */
function ring(): OpenTypePath {
  const path = new opentype.Path();
  path.moveTo(200, 0);
  for (const [x1, y1, x, y] of [
    [400, 0, 400, 350],
    [400, 700, 200, 700],
    [0, 700, 0, 350],
    [0, 0, 200, 0],
  ] as const)
    path.quadTo(x1, y1, x, y);
  path.close();
  path.moveTo(100, 250);
  path.lineTo(100, 450);
  path.lineTo(300, 450);
  path.lineTo(300, 250);
  path.close();
  return path;
}
