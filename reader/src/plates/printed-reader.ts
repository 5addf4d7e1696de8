/** Reads print: finds a plate's or a card's number in a photo, straightens it, reads it and decides what to trust. Loaded when the first one comes. */
import { bestPath } from '../decode/ctc/best-path.js';
import { card } from '../decode/fields/card.js';
import { plate } from '../decode/fields/plate.js';
import type { Rule } from '../decode/rule.js';
import type { GrayImage, Pixels } from '../image/types.js';
import { type Homography, IDENTITY, warp } from '../image/warp.js';
import type { LineOptions, LineReader } from '../line-reader.js';
import type { LineReading } from '../line-reading.js';
import { type PreparedLine, prepareLine } from '../prepare/prepare-line.js';
import { type Band, findBands, straightened } from './bands.js';
import { clearest, type Looked, likeliest, promising, whole } from './choose.js';
import { leaned, leanOf } from './lean.js';
import { inPhoto, notFound, type PrintedReading } from './printed-reading.js';

export type PrintedOptions =
  | {
      readonly kind: 'plate';
      /** Country codes (ISO 3166-1) whose pattern it must have; any country's without. */
      readonly country?: string | readonly string[];
    }
  | {
      readonly kind: 'card';
      /** Networks that may have issued it: visa, mastercard, …; any without. */
      readonly brands?: readonly string[];
    }
  | {
      readonly kind: 'line';
      /** What the line may hold. */
      readonly rule?: Rule;
    };

/** What is looked for in a photo. */
interface Wanted extends Looked {
  readonly kind: 'plate' | 'card';
  readonly rule: Rule;
  /** Marks that a row must have to be tried; some characters are never found. */
  readonly marks: number;
  /**
   * Paper on the left and right of a row, in heights of its characters, each tried: little, so that nothing beside the number is read; enough
   * for a first or last character that was not found; and for cards enough for groups that were not, as little else stands beside them.
   */
  readonly beside: readonly number[];
}

/** A picture without ink. */
const BLANK: GrayImage = { width: 32, height: 32, data: new Uint8Array(32 * 32).fill(255) };

/** The straightened row of print, ready to be read. */
interface Candidate {
  readonly prepared: PreparedLine;
  readonly toOriginal: Homography;
}

export interface PrintedReader {
  /** @throws RangeError for a country or brand that is not known */
  read(image: Pixels, options: PrintedOptions): Promise<PrintedReading>;
}

/** @param lines a reader with a model that reads print */
export function createPrintedReader(
  lines: Pick<LineReader, 'verdict'> & { readonly recognizer: Pick<LineReader['recognizer'], 'lattices'> },
): PrintedReader {
  /** What was looked for before: to compile the plates of all countries takes longer than to read one. */
  const known = new Map<string, Wanted>();

  function wantedBy(options: PhotoOptions): Wanted {
    const key = JSON.stringify(options);
    const wanted = known.get(key) ?? wantedOf(options);
    known.set(key, wanted);
    return wanted;
  }

  async function readLine(image: Pixels, rule: Rule | undefined): Promise<PrintedReading> {
    const line = prepareLine(image);
    const [lattice = null] = await lines.recognizer.lattices(line.status === 'ok' ? [line] : []);
    return inPhoto('line', lines.verdict(line, lattice, rule ? { rule } : {}), IDENTITY, image);
  }

  async function readPhoto(image: Pixels, wanted: Wanted): Promise<PrintedReading> {
    const { kind, rule } = wanted;
    const candidates = candidatesIn(image, wanted);
    const lattices = await lines.recognizer.lattices(candidates.map(({ prepared }) => prepared));
    // A glimpse of each first: to search in what is no writing at all takes its time.
    const glimpses = lattices.map(bestPath);
    const tried = promising(glimpses, wanted);
    const readings = (options: LineOptions): LineReading[] =>
      tried.map((i) => lines.verdict(candidates[i]!.prepared, lattices[i]!, options));
    const placed = (reading: LineReading, place: number): PrintedReading =>
      inPhoto(kind, reading, candidates[tried[place]!]!.toOriginal, image);
    const ruled = readings({ rule });
    const best = likeliest(ruled);
    if (best >= 0) return placed(whole(ruled[best]!, glimpses), best);
    const clear = clearest(readings({}), wanted);
    if (clear) return placed(clear.reading, clear.place);
    return notFound(kind, lines.verdict(prepareLine(BLANK), null), `no-${kind}`);
  }

  return {
    read: async (image, options) =>
      options.kind === 'line' ? readLine(image, options.rule) : readPhoto(image, wantedBy(options)),
  };
}

type PhotoOptions = Extract<PrintedOptions, { readonly kind: 'plate' | 'card' }>;

/** Letters and digits: a row of digits alone is hardly ever a plate. */
const MIXED = /[A-Z].*\d|\d.*[A-Z]/;

function wantedOf(options: PhotoOptions): Wanted {
  if (options.kind === 'plate') {
    const { country } = options;
    // Under the patterns of all countries a few characters are a plate nearly anywhere.
    const least = country === undefined ? 4 : 2;
    return {
      kind: 'plate',
      rule: plate(country),
      marks: 3,
      beside: [0.3, 1, 2.5],
      least,
      usual: 5,
      pattern: MIXED,
    };
  }
  const { brands } = options;
  const rule = card(brands ? { brands } : {});
  return { kind: 'card', rule, marks: 6, beside: [0.3, 1, 9], least: 10, usual: 14, pattern: /^[\d -]+$/ };
}

/** Rows of print in the photo, and the whole picture where it is as flat as a row. */
function candidatesIn(image: Pixels, { marks, beside }: Wanted): Candidate[] {
  const { gray, bands } = findBands(image, marks);
  const found = bands.flatMap((band) => beside.map((paper) => candidateOf(gray, band, paper)));
  const isRow = image.width >= 2 * image.height;
  const all = isRow ? [...found, { prepared: prepareLine(image), toOriginal: IDENTITY }] : found;
  return all.filter(({ prepared }) => prepared.status === 'ok');
}

function candidateOf(gray: GrayImage, band: Band, beside: number): Candidate {
  const { image, toOriginal } = straightened(gray, band, beside);
  const lean = leanOf(image);
  if (lean === 0) return { prepared: prepareLine(image), toOriginal };
  const upright = leaned(toOriginal, lean, image.height);
  return { prepared: prepareLine(warp(gray, upright, image.width, image.height, 128)), toOriginal: upright };
}
