/** Faces that the program draws: what they have, and that each character looks like no other. */
import { PRINT_LABELS } from '@digitry/reader';
import { describe, expect, test } from 'vitest';
import { extentOfOutline, type Font, rasterize } from '../../fonts/index.js';
import { canSet } from '../type.js';
import { dotFont } from './dots.js';
import { SEGMENT_LETTERS, segmentFont } from './segments.js';
import { strokeFont } from './strokes.js';

const dots = dotFont({ radius: 0.5, aspect: 0.9, hasSlashedZero: false });
const { lit, all } = segmentFont({
  width: 0.5,
  thickness: 0.12,
  gap: 0.02,
  lean: 0,
  isVariant: false,
  spacing: 0.2,
});
const strokes = strokeFont({ radius: 0.06, width: 1, lean: 0, spacing: 0.2 });

/** A character on a raster of 20 × 20, as a text. */
function looksOf({ outlines }: Font, character: string): string {
  const { contours } = outlines[character]!;
  const { x, y, width, height, data } = rasterize(contours, { a: 20, b: 0, c: 0, d: -20, e: 0, f: 20 });
  const cells = new Array<string>(400).fill(' ');
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      if (data[row * width + column]! > 127 && row + y < 20 && column + x < 20)
        cells[(row + y) * 20 + column + x] = '#';
  return cells.join('');
}

const readable = PRINT_LABELS.slice(1).filter((label) => label !== ' ' && label !== '�');

test('dots have every character that is read', () => {
  expect(canSet(readable.join(' '), dots)).toBe(true);
});

describe.each([
  ['dots', dots, readable],
  ['segments', lit, [...'0123456789-', ...SEGMENT_LETTERS]],
  ['strokes', strokes, [...'0123456789']],
] as const)('%s', (_, font, characters) => {
  test('look like no other', () => {
    const seen = new Map(characters.map((character) => [looksOf(font, character), character]));
    expect([...seen.values()]).toHaveLength(characters.length);
  });

  test('are as high as a digit is', () => {
    for (const digit of '0123456789') {
      const { top, bottom } = extentOfOutline(font.outlines[digit]!)!;
      expect(top).toBeGreaterThan(0.9);
      expect(top).toBeLessThan(1.05);
      expect(Math.abs(bottom)).toBeLessThan(0.08);
    }
  });

  test('leave room for the next', () => {
    for (const character of characters) {
      const { advance } = font.outlines[character]!;
      expect(extentOfOutline(font.outlines[character]!)!.right).toBeLessThan(advance + 0.02);
    }
  });
});

test('what is not lit shows all segments', () => {
  expect(looksOf(all, '1')).toBe(looksOf(lit, '8'));
});

test('zeros are slashed or not', () => {
  const slashed = dotFont({ radius: 0.5, aspect: 0.9, hasSlashedZero: true });
  expect(looksOf(slashed, '0')).not.toBe(looksOf(dots, '0'));
  expect(looksOf(slashed, 'O')).toBe(looksOf(dots, 'O'));
});
