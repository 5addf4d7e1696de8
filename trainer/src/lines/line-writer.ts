/** Writes lines: chooses a text and a hand, writes it on some paper, and lets a scanner see it. Seeded and pure. */
import type { Random } from '@digitry/engine';
import type { Box, GrayImage } from '@digitry/reader';
import { checkLineConfig } from './check.js';
import { type Conditions, drawConditions } from './conditions.js';
import type { LineConfig } from './config.js';
import type { GlyphSource } from './glyph.js';
import { type Layout, layOut } from './hand/layout.js';
import { createRewriter } from './hand/rewrite.js';
import { createScribe, type Materials } from './hand/scribe.js';
import { drawTraits } from './hand/traits.js';
import { drawStrokes, linkDigits, writeBackside, writeNeighbors, writeNumber } from './ink.js';
import { markCharacters } from './marks/draw-mark.js';
import { ownLetters } from './marks/others.js';
import { frameLine, type Picture } from './picture.js';
import { createScanner } from './scan/scanner.js';
import { createNoise } from './sheet/noise.js';
import { createPrinter } from './sheet/printer.js';
import { print, type Sheet } from './sheet/sheet.js';
import { dirt, fold, rubberStamp, scanMargin } from './sheet/traces.js';
import { alphabetOf, createTextWriter, labelOf } from './text/index.js';
import { createHandPicker, handsOf, type WriterDigits } from './writer-digits.js';

/** A line and what it says. */
export interface SyntheticLine {
  /** A raw picture: paper bright, ink dark, as scanned. */
  readonly image: GrayImage;
  /** In characters of `LINE_LABELS`; what belongs to no number is U+FFFD, nothing is ''. */
  readonly text: string;
  /** Who wrote the digits; null where nobody knows, and for drawn ones. */
  readonly writer: string | null;
  /** Where the characters stand, in pixels of the picture; null for a line that says nothing. */
  readonly box: Box | null;
}

/** All chance comes from the generator: the same state gives the same line. */
export type LineWriter = (random: Random) => SyntheticLine;

/** A long number is written no larger than fits this many columns, pixels. */
const WIDEST = 900;

/**
 * A line writer holds scratch memory and nothing else: what it writes depends on its config, the samples and the generator only.
 * @param digits what digits are written with; none at all draws every digit
 * @param others letters to write with; without them only a few are written
 * @param fonts hands that write some of the lines alone (`fontShare`)
 * @throws RangeError for an entry of the config out of its range, or samples that do not fit each other
 */
export function createLineWriter(
  config: LineConfig,
  digits: WriterDigits,
  others?: GlyphSource,
  fonts?: GlyphSource,
): LineWriter {
  checkLineConfig(config);
  const hands = handsOf(digits);
  const pickHand = createHandPicker(hands);
  const materials: Materials = {
    config,
    images: digits.images,
    pool: poolOf(digits),
    others: others ?? null,
    fonts: fonts ?? null,
    rewrite: createRewriter(),
  };
  // What only fonts have cannot be written by every hand.
  const alphabet = alphabetOf(new Set([...markCharacters, ...(others?.characters ?? [])]));
  const writeText = createTextWriter(config, alphabet);
  const noise = createNoise();
  const printer = createPrinter(config, noise);
  const scan = createScanner(config, noise);
  /** What stands in other lines: digits and small letters. */
  const anything = [...'0123456789', ...(others ? alphabet.all : ownLetters)];
  let page = new Uint8Array(0);
  let plane = new Uint8Array(0);

  const sheetFor = ({ width, height }: Picture): Sheet => {
    if (page.length < width * height) {
      page = new Uint8Array(2 * width * height);
      plane = new Uint8Array(2 * width * height);
    }
    return { width, height, page };
  };

  return (random) => {
    const written = writeText(random);
    const text = labelOf(written);
    const conditions = drawConditions(config, random);
    const traits = sized(drawTraits(config, random), text.length, conditions);
    const hand = pickHand(random);
    const scribe = createScribe(materials, traits, hand, random);
    const layout = layOut(written, scribe, config, random);
    const picture = frameLine(layout, traits.height, conditions, random);
    const sheet = sheetFor(picture);
    printer.paper(sheet, plane, picture, layout, conditions, random);
    if (random.chance(config.bleedRate)) {
      writeBackside(plane, picture, scribe, anything, random);
      scan.soften(plane, picture, random.between(0.5, 2.5));
      print(sheet, plane, conditions.ink * random.between(0.04, 0.24));
    }
    writeInk(picture, layout, scribe, random);
    wear(picture, conditions, random);
    print(sheet, plane, conditions.ink);
    leaveTraces(sheet, picture, conditions, layout.placed.length > 0, random);
    return {
      image: scan.scan(sheet, conditions, traits.height, traits.pen, random),
      text,
      writer: scribe.isDrawn ? null : (hand?.writer ?? null),
      box: boxOf(layout, picture, conditions.coarse),
    };
  };

  /** Grain and fading of the ink; what becomes black and white shows less of both, or nothing is left. */
  function wear({ width, height, scale }: Picture, { isBinary }: Conditions, random: Random): void {
    const most = isBinary ? 0.3 : 0.8;
    if (random.chance(config.grainRate))
      noise.grain(plane, width, height, most * random.between(0.2, 1), random);
    if (!random.chance(config.fadeRate)) return;
    const cell = Math.max(4, Math.round(random.between(0.3, 2) * scale));
    noise.fade(plane, width, height, most * random.between(0.2, 0.9), cell, random);
  }

  function writeInk(
    picture: Picture,
    layout: Layout,
    scribe: ReturnType<typeof createScribe>,
    random: Random,
  ): void {
    writeNumber(plane, picture, layout, random);
    if (config.linkRate > 0) linkDigits(plane, picture, layout, scribe.traits.pen, config.linkRate, random);
    drawStrokes(plane, picture, layout, scribe, config, random);
    if (random.chance(config.neighborRate)) writeNeighbors(plane, picture, scribe, anything, random);
  }

  function leaveTraces(
    sheet: Sheet,
    picture: Picture,
    conditions: Conditions,
    saysAnything: boolean,
    random: Random,
  ): void {
    const { width, height } = sheet;
    const { scale } = picture;
    if (random.chance(config.stampRate)) {
      rubberStamp(plane, width, height, scale, random);
      noise.fade(plane, width, height, 0.8, Math.max(4, Math.round(scale * 0.4)), random);
      print(sheet, plane, conditions.ink * random.between(0.15, 0.5));
    }
    if (random.chance(config.dirtRate)) {
      dirt(plane, width, height, scale, random, saysAnything);
      print(sheet, plane, random.between(0.2, 0.9));
    }
    if (random.chance(config.foldRate)) fold(sheet, scale, random);
    if (random.chance(config.marginRate)) {
      const { before, behind, above, below } = picture;
      const room = (pixels: number): number => Math.max(0, pixels - 0.15 * scale);
      scanMargin(
        sheet,
        { left: room(before), right: room(behind), top: room(above), bottom: room(below) },
        random,
      );
    }
  }
}

/** Traits at the size that the picture is made in: no wider than it may be, and smaller where it is enlarged afterwards. */
function sized(
  traits: ReturnType<typeof drawTraits>,
  characters: number,
  { coarse, isLoose }: Conditions,
): ReturnType<typeof drawTraits> {
  const most = Math.min(isLoose ? 36 : 120, WIDEST / (0.8 * Math.max(1, characters)));
  const height = Math.max(Math.min(traits.height, 10), Math.min(traits.height, most) / coarse);
  return { ...traits, height, pen: Math.max(1, (traits.pen * height) / traits.height) };
}

/** The layout's characters within the picture. */
function boxOf(layout: Layout, { width, height, dx, dy }: Picture, coarse: number): Box | null {
  if (layout.placed.length === 0) return null;
  const left = Math.max(0, layout.left + dx);
  const top = Math.max(0, layout.top + dy);
  const right = Math.min(width, layout.right + dx);
  const bottom = Math.min(height, layout.bottom + dy);
  const at = (pixels: number): number => Math.round(pixels * coarse);
  return { x: at(left), y: at(top), width: at(right) - at(left), height: at(bottom) - at(top) };
}

function poolOf({ labels }: WriterDigits): Int32Array[] {
  const lists: number[][] = Array.from({ length: 10 }, () => []);
  for (const [i, label] of labels.entries()) lists[label]!.push(i);
  return lists.map((list) => Int32Array.from(list));
}
