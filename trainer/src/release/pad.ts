/** Pen strokes as the page's drawing pad shows them to the reader: dark ink on a white square, at the pad's size. */
import type { GrayImage } from '@digitry/reader';
import { createDataset } from '../datasets/memory.js';
import type { StrokeOptions } from '../datasets/strokes.js';
import type { Dataset } from '../datasets/types.js';

/** The pad: 256 pixels and 32 of paper on each side; its usual pen is 0.05 of it, people write over 0.7 of it. */
const PAD = 256;
const PAPER = PAD + 2 * 32;
const WRITTEN = 0.7;

/** For `parseStrokes`. */
export const PAD_STROKES: StrokeOptions = { side: Math.round(PAD * WRITTEN), penWidth: 0.05 / WRITTEN };

/** The ink images of a data set in the middle of the pad's paper. */
export function onPad(dataset: Dataset): Dataset {
  const indices = Array.from({ length: dataset.length }, (_, i) => i);
  return createDataset({
    name: dataset.name,
    ink: false,
    labels: indices.map((i) => dataset.label(i)),
    writers: indices.map((i) => dataset.writer(i)),
    image: (i) => onPaper(dataset.image(i) as GrayImage),
    source: (i) => dataset.source(i),
    warnings: dataset.warnings,
  });
}

function onPaper({ width, height, data: ink }: GrayImage): GrayImage {
  const data = new Uint8Array(PAPER * PAPER).fill(255);
  const [left, top] = [(PAPER - width) >> 1, (PAPER - height) >> 1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[(top + y) * PAPER + left + x] = 255 - ink[y * width + x]!;
  return { width: PAPER, height: PAPER, data };
}
