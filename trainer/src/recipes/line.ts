/**
 * The released default for lines: one network that reads written numbers of any length, with the marks beside them.
 * Released after 84 epochs of `lines=wide`, 150 of this recipe, 115 with more hands, 68 with the preparation mended, 132 with other frames and upright 1s, 74 with fillers and 66
 * on gray strips, each begun with the weights before (`--from`) or their mean (trainer/records/2026-11-21-line-hands, -line-mended, -line-ones, -line-fillers, 2026-11-22-line-gray): ten hours on two to four threads. What it reads: models/line/README.md.
 */
import { LINE_LABELS } from '@digitry/reader';
import { linePresets } from '../lines/index.js';
import type { LineRecipe } from '../recipe.js';
import { conv, residual } from './layers.js';

export const line: LineRecipe = {
  kind: 'line',
  name: 'line',
  description: 'Nine 3×3 convolutions, two residual blocks, read column by column, 344,000 parameters.',
  network: {
    input: [1, 32, 192], // ten digits or so, 19 lines in 20; what is longer is read by the same network
    layers: [
      ...conv(16),
      { type: 'maxPool', size: 2 }, // [16, 16, 96]
      ...conv(32),
      ...conv(32),
      { type: 'maxPool', size: 2 }, // [32, 8, 48]: a column is 4 pixels, two of which are less than any digit's pitch
      ...conv(64),
      ...residual(64),
      { type: 'maxPool', size: [2, 1] }, // [64, 4, 48]: from here on only the height shrinks
      ...conv(96),
      ...residual(96), // a column sees 66 pixels by then, three digits: enough for touching ones, too little for a guess
      { type: 'averagePool', size: [4, 1] }, // [96, 1, 48]: where a stroke lies was read above, at the borders of the rows
      { type: 'conv', filters: 128, kernel: 1, padding: 'same' },
      { type: 'relu' },
      { type: 'dropout', rate: 0.1 },
      { type: 'conv', filters: LINE_LABELS.length, kernel: 1, padding: 'same' },
    ],
  },
  labels: LINE_LABELS,
  sources: [
    { data: 'mnist', writersFile: 'mnist-train-writers.txt' },
    // 32×32 bitmaps: few, so each is seen often enough to count.
    { data: 'optdigits-train.zip', repeat: 2 },
    // European 1, 7 and 9; three writers are never trained on.
    { data: 'pen-digits-10-writers.zip', repeat: 5, holdoutWriters: ['0006_CH4M', '0012_CH3M', '0018_CHXX'] },
  ],
  letters: [{ data: 'pen-strokes-62-characters.json' }],
  lines: linePresets.mixed, // other papers, pens, scanners and rules: what it will meet
  validationPapers: linePresets.office, // what most who read numbers have: on the hardest papers every confidence is low
  linesPerEpoch: 8192, // 50 MB of pictures in each half of the memory
  passes: 2, // making a line takes nearly as long as learning from it
  validation: 0.06, // some thirty writers of MNIST
  validationLines: 10_000, // the more, the less a threshold has to leave out for caution
  validateEvery: 4,
  epochs: 150, // two and a half million lines shown
  batch: 64,
  optimizer: { type: 'adam', decay: 0.01 },
  learningRate: { type: 'oneCycle', peak: 1.5e-3, warmup: 0.1 },
  loss: { type: 'ctc' },
  clipNorm: 5, // the first lines that are aligned at all give large gradients
  ema: 0.999,
  seed: 1,
};
