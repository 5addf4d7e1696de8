/** Lines of written numbers, made up: what the line network is trained on. Seeded, pure, as many as are wanted. */
export { checkLineConfig } from './check.js';
export type { LineConfig } from './config.js';
export type { Glyph, GlyphHand, GlyphSource } from './glyph.js';
export { extentOf, type LetterImages, lettersSource } from './letters.js';
export { createLineWriter, type LineWriter, type SyntheticLine } from './line-writer.js';
export { type LinePreset, linePresets } from './presets.js';
export { TEXT_KINDS, type TextKind } from './text/index.js';
export type { WriterDigits } from './writer-digits.js';
