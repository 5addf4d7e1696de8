/** Augmentation: other looks of the same digit, seeded, pure and fast enough for every epoch. */
export { type Augmenter, createAugmenter } from './augmenter.js';
export {
  type AugmentConfig,
  type AugmentPreset,
  augmentPresets,
  checkAugmentConfig,
} from './config.js';
