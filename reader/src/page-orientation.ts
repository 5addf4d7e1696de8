/** Tells a page that is upside down: what the networks saw is turned around and read again. */

import { bestPath } from './decode/ctc/best-path.js';
import type { GrayImage } from './image/types.js';
import type { PageRecognizers } from './page.js';
import { FIELD } from './prepare/fit-digit.js';
import type { PreparedDigit } from './prepare/prepare-digit.js';

/** What is looked at, the widest first. */
const SAMPLE = 8;
/** Fewer say too little. */
const FEWEST = 2;
/** A page that is read this surely in the mean is not looked at again. */
const SURE = 0.75;
/** So much surer must the readings be the other way round. */
const GAIN = 0.2;

interface Seen {
  readonly seen: GrayImage;
  /** Of what was read; 0 for nothing. */
  readonly confidence: number;
}

export async function isUpsideDown(
  readings: readonly Seen[],
  { digits, lines }: PageRecognizers,
): Promise<boolean> {
  const sample = readings.toSorted((a, b) => b.seen.width - a.seen.width).slice(0, SAMPLE);
  if (sample.length < FEWEST) return false;
  const before = mean(sample.map(({ confidence }) => confidence));
  if (before >= SURE) return false;
  const cells = sample.filter(({ seen }) => seen.height === FIELD);
  const strips = sample.filter(({ seen }) => seen.height !== FIELD);
  const prepared = cells.map(({ seen }): PreparedDigit => {
    return { seen: turned(seen).data, box: null, status: 'ok', reasons: [] };
  });
  const ofCells = digits(prepared).map(({ confidence, text }) => (text === '' ? 0 : confidence));
  const lattices =
    (await lines?.recognizer.lattices(strips.map(({ seen }) => ({ seen: turned(seen) })))) ?? [];
  const ofLines = lattices.map(bestPath).map(({ text, confidence }) => (/\d/.test(text) ? confidence : 0));
  return mean([...ofCells, ...ofLines]) > before + GAIN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** By 180°. */
function turned({ width, height, data }: GrayImage): GrayImage {
  return { width, height, data: data.toReversed() };
}
