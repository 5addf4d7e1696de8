/** Training images from samples and drawings, one per slot, each by its own random numbers: the same whoever makes it. */
import { createRandom, type Random, type RandomState } from '@digitry/engine';
import { fitDigit, type GrayImage } from '@digitry/reader';
import { type AugmentConfig, createAugmenter } from '../augment/index.js';
import { drawDigit, drawNonDigit } from '../glyphs/index.js';
import { imageAt, type PackedImages } from './pack.js';

export interface MakerSetup {
  /** Ink images: 255 is full ink. */
  readonly images: PackedImages;
  readonly labels: readonly string[];
  /** Null gives each sample as it is, fitted. */
  readonly augment: AugmentConfig | null;
}

/** Entries of an epoch's plan, the slot of the first one and the epoch's random state → entries × 784 bytes. */
export type ImageMaker = (entries: Int32Array, first: number, random: RandomState) => Uint8Array;

export function createImageMaker({ images, labels, augment }: MakerSetup): ImageMaker {
  const finish = augment ? createAugmenter(augment) : fitDigit;
  // Pairs and halves are made of real digits where there are any.
  const count = images.widths.length;
  const anySample = (random: Random): GrayImage => imageAt(images, random.int(count));
  return (entries, first, state) => {
    const epoch = createRandom(state);
    const made = new Uint8Array(entries.length * 784);
    entries.forEach((entry, i) => {
      const random = epoch.fork(first + i);
      const label = entry < 0 ? labels[-1 - entry]! : null;
      let image: GrayImage;
      if (label === null) image = imageAt(images, entry);
      else if (label === '') image = drawNonDigit(random, { digits: anySample });
      else image = drawDigit(Number(label), random);
      made.set(finish(image, random), i * 784);
    });
    return made;
  };
}
