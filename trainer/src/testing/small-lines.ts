/** A small line recipe on drawn digits for tests: no file, seeded, quick. */
import { LINE_LABELS } from '@digitry/reader';
import { type LineConfig, linePresets } from '../lines/index.js';
import type { LineRecipe } from '../recipe.js';
import { lineTiny } from '../recipes/line-tiny.js';

export const smallLines: LineRecipe & { readonly lines: LineConfig } = {
  ...lineTiny,
  name: 'small-lines',
  network: {
    input: [1, 32, 128],
    layers: [
      { type: 'conv', filters: 8, kernel: 3, padding: 'same' },
      { type: 'relu' },
      { type: 'maxPool', size: 4 },
      { type: 'conv', filters: 16, kernel: 3, padding: 'same' },
      { type: 'relu' },
      { type: 'averagePool', size: [8, 1] },
      { type: 'conv', filters: LINE_LABELS.length, kernel: 1, padding: 'same' },
    ],
  },
  sources: [{ data: 'drawn' }],
  letters: [],
  lines: linePresets.plain,
  linesPerEpoch: 96,
  passes: 1,
  validation: 0.2,
  validationLines: 40,
  validateEvery: 2,
  epochs: 3,
  batch: 16,
  learningRate: { type: 'constant', peak: 3e-3 },
  seed: 5,
};
