/** The least network that still reads well: for pages and devices where every kilobyte counts. */
import { augmentPresets } from '../augment/index.js';
import { DIGITS_AND_NONE, type Recipe } from '../recipe.js';
import { conv } from './layers.js';

export const tiny: Recipe = {
  name: 'tiny',
  description: 'Five 3×3 convolutions, under 25,000 parameters, with "not a digit".',
  network: {
    input: [1, 28, 28],
    layers: [
      ...conv(16),
      ...conv(16),
      { type: 'maxPool', size: 2 }, // [16, 14, 14]
      ...conv(24),
      ...conv(24),
      { type: 'maxPool', size: 2 }, // [24, 7, 7]
      ...conv(48), // half of all parameters
      { type: 'globalAveragePool' }, // 48 numbers: a dense layer on 7×7 would cost 26,000 parameters
      { type: 'dense', units: 11 },
    ],
  },
  labels: DIGITS_AND_NONE,
  sources: [
    { data: 'mnist' },
    // 32×32 bitmaps: few, so each is seen often enough to count.
    { data: 'optdigits-train.zip', repeat: 3 },
    // European 1, 7 and 9; three writers are never trained on.
    { data: 'pen-digits-10-writers.zip', repeat: 2, holdoutWriters: ['0006_CH4M', '0012_CH3M', '0018_CHXX'] },
  ],
  preparation: 'digit',
  augment: augmentPresets.standard, // other hands; 22,000 parameters cannot learn every paper and scanner as well
  drawnShare: 0.1, // styles that MNIST hardly has
  nonDigitShare: 0.08, // about as frequent as one digit: nothing is favored
  validation: 0.02,
  validateEvery: 5,
  epochs: 40, // a small network never overfits augmented data; it goes on gaining
  batch: 128,
  optimizer: { type: 'adam', decay: 1e-4 }, // little decay: little capacity
  learningRate: { type: 'oneCycle', peak: 6e-3, warmup: 0.2 },
  loss: { type: 'crossEntropy', smoothing: 0.02 }, // doubtful labels exist; more smoothing spoils calibration
  ema: 0.999, // about the last two epochs
  seed: 1,
};
