/** Training lines: written by the generator, prepared as reading prepares them, each by its own random numbers: the same whoever makes it. */
import { createRandom, type Random, type RandomState } from '@digitry/engine';
import { type Box, type GrayImage, LINE_HEIGHT, prepareLine } from '@digitry/reader';
import { type Font, fontSource } from '../fonts/index.js';
import {
  createLineWriter,
  type LetterImages,
  type LineConfig,
  type LineWriter,
  lettersSource,
  type WriterDigits,
} from '../lines/index.js';
import { createPrintWriter, type PrintConfig } from '../print/index.js';
import { isPrint } from '../recipe.js';

/** What lines are written with. */
export interface Writing {
  readonly digits: WriterDigits;
  /** Characters that are no digit. */
  readonly letters: LetterImages;
  /** Default: none. */
  readonly fonts?: readonly Font[];
}

export interface LineSetup extends Writing {
  readonly lines: LineConfig | PrintConfig;
  readonly labels: readonly string[];
  /** Pixels of what the network sees; lines that are wider are written again. */
  readonly width: number;
  /** Columns of its output: a text must fit in them. */
  readonly steps: number;
  /** Writes lines again over which the preparation has doubts: reading accepts none of them, so that no threshold is set by them. */
  readonly isClear?: boolean;
}

/** Characters of the longest text that is trained on. */
export const LONGEST_TEXT = 32;

export interface MadeLines {
  /** lines × 32 × width: 255 is full ink, each at the left. */
  readonly images: Uint8Array;
  /** lines × {@link LONGEST_TEXT}: classes of the text, 0 behind it. */
  readonly sequences: Uint8Array;
  /** Characters of each. */
  readonly lengths: Uint8Array;
  /** Pixels of each, at most `width`. */
  readonly widths: Uint16Array;
}

/** How many lines, the slot of the first one and the epoch's random state → the lines. */
export type LineMaker = (count: number, first: number, random: RandomState) => MadeLines;

/** Times that a line is written again before the setup is called wrong: where one line in two does not fit, one in a billion. */
const TRIES = 30;

export function createLineMaker(setup: LineSetup): LineMaker {
  const { width } = setup;
  const write = writerOf(setup);
  const classes = new Map(setup.labels.map((label, i) => [label, i]));
  const classesOf = (text: string): number[] =>
    Array.from(text, (character) => {
      const found = classes.get(character);
      if (found !== undefined) return found;
      throw new Error(`Expected characters that the network has for a line but received ${text}`);
    });

  function makeOne(random: Random): { seen: Uint8Array; width: number; text: readonly number[] } {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const line = write(random.fork(attempt));
      const text = classesOf(line.text);
      if (text.length > LONGEST_TEXT || stepsOf(text) > setup.steps) continue;
      const { seen, status, box, reasons } = prepareLine(line.image);
      if (isPrint(setup.lines) && line.box && !(box && covers(box, line.box))) continue;
      if (setup.isClear && status === 'ok' && reasons.length > 0) continue;
      // What shows no ink is a line all the same, if nothing is what it says.
      if (status === 'ok' ? seen.width > width : text.length > 0) continue;
      return { seen: seen.data, width: seen.width, text };
    }
    throw new Error(
      `Expected lines of at most ${width} pixels and ${setup.steps} steps from the recipe's lines but ${TRIES} in turn were none; a wider network.input reads them`,
    );
  }

  return (count, first, state) => {
    const epoch = createRandom(state);
    const images = new Uint8Array(count * LINE_HEIGHT * width);
    const sequences = new Uint8Array(count * LONGEST_TEXT);
    const lengths = new Uint8Array(count);
    const widths = new Uint16Array(count);
    for (let i = 0; i < count; i++) {
      const made = makeOne(epoch.fork(first + i));
      for (let y = 0; y < LINE_HEIGHT; y++) {
        const row = made.seen.subarray(y * made.width, (y + 1) * made.width);
        images.set(row, (i * LINE_HEIGHT + y) * width);
      }
      sequences.set(made.text, i * LONGEST_TEXT);
      lengths[i] = made.text.length;
      widths[i] = made.width;
    }
    return { images, sequences, lengths, widths };
  };
}

function writerOf({ lines, digits, letters, fonts = [] }: LineSetup): LineWriter {
  if (isPrint(lines)) return createPrintWriter(lines, fonts);
  const hands = fonts.length > 0 ? fontSource(fonts) : undefined;
  return createLineWriter(lines, digits, lettersSource(letters), hands);
}

/** Print that the preparation does not find, or of which it finds a part, teaches nothing: it is made anew. */
const FOUND = 0.85;

function covers(found: Box, wanted: Box): boolean {
  const across = Math.min(found.x + found.width, wanted.x + wanted.width) - Math.max(found.x, wanted.x);
  const down = Math.min(found.y + found.height, wanted.y + wanted.height) - Math.max(found.y, wanted.y);
  return across >= FOUND * wanted.width && down >= FOUND * 0.8 * wanted.height;
}

/** Columns that a text needs: one a character, and a blank between two that are equal. */
function stepsOf(text: readonly number[]): number {
  return text.length + text.filter((label, i) => label === text[i - 1]).length;
}

/** Made lines one by one: the strip without the paper to its right, and its text. */
export function linesOf(
  { images, sequences, lengths, widths }: MadeLines,
  labels: readonly string[],
): { readonly strip: GrayImage; readonly text: string }[] {
  const across = images.length / (lengths.length * LINE_HEIGHT);
  return Array.from(lengths, (length, i) => {
    const width = widths[i]!;
    const data = new Uint8Array(LINE_HEIGHT * width);
    for (let y = 0; y < LINE_HEIGHT; y++) {
      const from = (i * LINE_HEIGHT + y) * across;
      data.set(images.subarray(from, from + width), y * width);
    }
    const classes = Array.from(sequences.subarray(i * LONGEST_TEXT, i * LONGEST_TEXT + length));
    const text = classes.map((label) => labels[label]!).join('');
    return { strip: { width, height: LINE_HEIGHT, data }, text };
  });
}
