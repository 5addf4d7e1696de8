/** Reads the lines of a page, and what stands in rows of digit boxes a second time box by box. */
import { bestPath } from './decode/ctc/best-path.js';
import type { Decoded } from './decode/ctc/decoded.js';
import type { Lattice } from './decode/ctc/lattice.js';
import type { Box, GrayImage } from './image/types.js';
import { boxOfQuad, type Homography, quadOf } from './image/warp.js';
import { contested, type LineReading } from './line-reading.js';
import type { PageLine, PageRecognizers } from './page.js';
import { isWords, numbersAmong } from './page-words.js';
import { invert } from './prepare/polarity.js';
import { prepareCut } from './prepare/prepare-digit.js';
import type { PreparedLine } from './prepare/prepare-line.js';
import type { PageLayout } from './segment/analyze-page.js';
import type { LineRegion } from './segment/line-regions.js';

export interface LinesRead {
  /** Numbers, those among words each by itself, and all that stands in digit boxes. */
  readonly lines: readonly PageLine[];
  /** What the network saw of the other lines, and could not read. */
  readonly unread: readonly GrayImage[];
}

export async function lineReadings(
  { lines: regions, toOriginal }: PageLayout,
  { digits, lines }: PageRecognizers,
): Promise<LinesRead> {
  if (!lines) return { lines: [], unread: [] };
  const prepared = regions.map((region) => ({ region, line: lines.prepare(region.crop, { isCut: true }) }));
  const usable = prepared.filter(({ line }) => line.status === 'ok');
  // Most lines of a printed page are words: one look at the likeliest path is enough for them.
  const words = new Map<LineRegion, Decoded>();
  const isWorth = (lattice: Lattice, index: number): boolean => {
    const { region } = usable[index]!;
    const quick = bestPath(lattice);
    if (region.cells || !isWords(quick, region.isPrint)) return true;
    words.set(region, quick);
    return false;
  };
  const read = await lines.recognizer.lattices(
    usable.map(({ line }) => line),
    isWorth,
  );
  const lattices = read.values();
  const found: PageLine[] = [];
  const unread: GrayImage[] = [];
  for (const { region, line } of prepared) {
    const lattice = line.status === 'ok' ? lattices.next().value! : null;
    if (!region.cells) {
      if (!lattice) continue;
      const quick = words.get(region) ?? bestPath(lattice);
      if (words.has(region) || isWords(quick, region.isPrint)) {
        const numbers = numbersAmong(line, lattice, quick, lines.recognizer.stride);
        for (const part of numbers)
          found.push(
            placed(lines.verdict(part.line, part.lattice), within(region, part.line, toOriginal), toOriginal),
          );
        if (numbers.length === 0) unread.push(line.seen);
        continue;
      }
    }
    const reading = lines.verdict(line, lattice);
    const sure = region.cells ? checked(region, reading, digits) : reading;
    if (/\d/.test(sure.text) || region.cells) found.push(placed(sure, region, toOriginal));
    else unread.push(line.seen);
  }
  return { lines: found, unread };
}

/** The part of a line's region that one number among its words takes. */
function within(region: LineRegion, { box }: PreparedLine, toOriginal: Homography): LineRegion {
  const { x, width } = box!;
  const own = { ...region.box, x: region.origin.x + x, width };
  return { ...region, box: own, quad: quadOf(own, toOriginal) };
}

/** A reading with its boxes in pixels of the original image. */
function placed(reading: LineReading, region: LineRegion, toOriginal: Homography): PageLine {
  const { origin, quad, isPrint, cells } = region;
  const original = (box: Box): Box =>
    boxOfQuad(quadOf({ ...box, x: box.x + origin.x, y: box.y + origin.y }, toOriginal));
  return {
    ...reading,
    box: reading.box && original(reading.box),
    characters: reading.characters.map((character) => ({ ...character, box: original(character.box) })),
    quad,
    isPrint,
    ...(cells ? { cells: cells.map((cell) => quadOf(cell, toOriginal)) } : {}),
  };
}

/** Two networks that agree leave the reading as it is; where they differ the surer one is taken, and somebody should look. */
function checked(region: LineRegion, reading: LineReading, digits: PageRecognizers['digits']): LineReading {
  const boxes = region.cells!.map((cell) => windowOf(region, cell)).filter((image) => image !== null);
  const byBox = digits(boxes.map((image) => prepareCut(invert(image)))).filter(
    ({ reasons }) => !reasons.some(({ code }) => code === 'blank'),
  );
  const text = byBox.map((digit) => digit.text || '�').join('');
  if (text === reading.text.replaceAll(' ', '') || byBox.length === 0) return reading;
  const confidence = byBox.reduce((product, digit) => product * digit.confidence, 1);
  const other = { text, confidence };
  const isSurer = confidence > reading.confidence && !text.includes('�');
  return isSurer ? contested({ ...reading, ...other }, reading) : contested(reading, other);
}

/** The part of a line's picture that lies in a box of the page; null where they have nothing in common. */
function windowOf({ crop, origin }: LineRegion, cell: Box): GrayImage | null {
  const left = Math.max(0, cell.x - origin.x);
  const top = Math.max(0, cell.y - origin.y);
  const width = Math.min(crop.width, cell.x + cell.width - origin.x) - left;
  const height = Math.min(crop.height, cell.y + cell.height - origin.y) - top;
  if (width < 1 || height < 1) return null;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y + top) * crop.width + left;
    data.set(crop.data.subarray(from, from + width), y * width);
  }
  return { width, height, data };
}
