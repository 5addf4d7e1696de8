/** The released default: one network of at most 1 MB that reads digits of any hand and knows what is none. */
import { augmentPresets } from '../augment/index.js';
import { DIGITS_AND_NONE, type Recipe } from '../recipe.js';
import { conv, residual } from './layers.js';

export const digit: Recipe = {
  name: 'digit',
  description: 'Seven 3×3 convolutions in residual blocks, 177,000 parameters, with "not a digit".',
  network: {
    input: [1, 28, 28],
    layers: [
      ...conv(32),
      ...conv(32),
      { type: 'maxPool', size: 2 }, // [32, 14, 14]
      ...conv(64),
      ...residual(64), // most of the work is done at 14×14, where a stroke is two pixels wide
      { type: 'maxPool', size: 2 }, // [64, 7, 7]
      ...residual(64),
      { type: 'globalAveragePool' }, // where in the 7×7 a stroke lies has been read by then
      { type: 'dropout', rate: 0.1 },
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
  augment: augmentPresets.wide, // other hands, pens, papers and scanners: what it will meet
  drawnShare: 0.15, // styles that MNIST hardly has
  nonDigitShare: 0.08, // about as frequent as one digit: nothing is favored
  validation: 0.02,
  validateEvery: 5,
  epochs: 28,
  batch: 128, // batch norm over fewer samples is noisier than it helps
  optimizer: { type: 'adam', decay: 0.02 },
  learningRate: { type: 'oneCycle', peak: 3e-3, warmup: 0.15 },
  loss: { type: 'crossEntropy', smoothing: 0.02 }, // doubtful labels exist; more smoothing spoils calibration
  ema: 0.999, // about the last two epochs
  seed: 1,
};
