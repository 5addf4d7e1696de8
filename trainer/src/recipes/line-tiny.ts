/** The least network that still reads lines well: for pages and devices where every kilobyte counts. */
import { LINE_LABELS } from '@digitry/reader';
import { linePresets } from '../lines/index.js';
import type { LineRecipe } from '../recipe.js';
import { conv } from './layers.js';
import { line } from './line.js';

export const lineTiny: LineRecipe = {
  ...line,
  name: 'line-tiny',
  description: 'Five 3×3 convolutions, read column by column, under 40,000 parameters.',
  network: {
    input: [1, 32, 192],
    layers: [
      ...conv(8),
      { type: 'maxPool', size: 2 }, // [8, 16, 96]
      ...conv(16),
      { type: 'maxPool', size: 2 }, // [16, 8, 48]
      ...conv(32),
      { type: 'maxPool', size: [2, 1] }, // [32, 4, 48]
      ...conv(40),
      ...conv(40),
      { type: 'averagePool', size: [4, 1] }, // [40, 1, 48]
      { type: 'conv', filters: LINE_LABELS.length, kernel: 1, padding: 'same' },
    ],
  },
  // 35,000 parameters cannot learn every paper and scanner as well.
  lines: { ...linePresets.standard, uprightRate: linePresets.mixed.uprightRate },
  epochs: 160, // a small network never learns lines by heart; it goes on gaining
  optimizer: { type: 'adam', decay: 1e-4 }, // little decay: little capacity
  learningRate: { type: 'oneCycle', peak: 4e-3, warmup: 0.1 },
};
