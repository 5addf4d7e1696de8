/** Reads lines of the digits that these tests draw, by comparing their pixels: stands in for the line network. */
import type { Lattice } from '../decode/ctc/lattice.js';
import { LINE_LABELS } from '../decode/labels.js';
import type { Rule } from '../decode/rule.js';
import { components } from '../image/components.js';
import { resample } from '../image/resample.js';
import type { Box, GrayImage, Pixels } from '../image/types.js';
import { type LineReading, lineReading } from '../line-reading.js';
import { prepareLine } from '../prepare/prepare-line.js';
import { drawInk } from './draw.js';
import { DIGIT_STROKES } from './strokes.js';

const STRIDE = 4;
const SIDE = 16;
/** The parts of the ink of a sign that must be higher than this, in pixels of the strip. */
const LOW = 8;

/** As `reader.lines`. */
export async function readDrawnLines(
  images: readonly Pixels[],
  { rule }: { readonly rule?: Rule } = {},
): Promise<LineReading[]> {
  return images.map((image) => {
    const prepared = prepareLine(image);
    const lattice = prepared.status === 'ok' ? latticeOfDrawn(prepared.seen) : null;
    const options = { threshold: 0.5, model: 'drawn', stride: STRIDE, ...(rule ? { rule } : {}) };
    return lineReading(prepared, lattice, options);
  });
}

function latticeOfDrawn(seen: GrayImage): Lattice {
  const steps = Math.ceil(seen.width / STRIDE);
  const labels = LINE_LABELS.length;
  const logProbs = new Float32Array(steps * labels).fill(Math.log(0.01 / (labels - 1)));
  for (let step = 0; step < steps; step++) logProbs[step * labels] = Math.log(0.99);
  const mask = { ...seen, data: seen.data.map((value) => (value > 100 ? 1 : 0)) };
  for (const { box } of components(mask).list) {
    if (box.height < LOW) continue;
    const step = Math.floor((box.x + box.width / 2) / STRIDE);
    const likeness = DIGITS.map((digit) => correlation(normalized(seen, box), digit));
    const sum = likeness.reduce((total, value) => total + Math.exp(20 * value), 0);
    logProbs.fill(Math.log(0.001 / labels), step * labels, (step + 1) * labels);
    likeness.forEach((value, digit) => {
      logProbs[step * labels + LINE_LABELS.indexOf(String(digit))] = Math.log(
        (0.999 * Math.exp(20 * value)) / sum,
      );
    });
  }
  return { steps, labels: LINE_LABELS, logProbs };
}

/** The ink in a box on a square, with mean 0 and length 1. */
function normalized(image: GrayImage, box: Box): Float64Array {
  const side = Math.max(box.width, box.height);
  const x = box.x + (box.width - side) / 2;
  const values = resample(
    image,
    { x, y: box.y + (box.height - side) / 2, width: side, height: side },
    SIDE,
    SIDE,
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return values.map((value) => (value - mean) / Math.max(1e-9, length));
}

const correlation = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const DIGITS = DIGIT_STROKES.map((strokes) => {
  const size = 64;
  const ink = drawInk(strokes, size, 6, 0.8);
  const [first] = components({ ...ink, data: ink.data.map((value) => (value > 100 ? 1 : 0)) }).list;
  return normalized(ink, first!.box);
});
