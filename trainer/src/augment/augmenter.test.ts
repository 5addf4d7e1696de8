/** Augmentation: pure, seeded, within bounds, and each entry does what it says. */
import { createRandom } from '@digitry/engine';
import { fitDigit, type GrayImage } from '@digitry/reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawDigit } from '../glyphs/index.js';
import { createAugmenter } from './augmenter.js';
import { type AugmentConfig, augmentPresets, checkAugmentConfig } from './config.js';

const digit = (label: number, seed = 1): GrayImage => drawDigit(label, createRandom(seed));
const only = (changes: Partial<AugmentConfig>): AugmentConfig => ({ ...augmentPresets.none, ...changes });
const sum = (bytes: Uint8Array): number => bytes.reduce((total, value) => total + value, 0);
const looks = (config: AugmentConfig, ink: GrayImage, count = 40): Uint8Array[] => {
  const augment = createAugmenter(config);
  return Array.from({ length: count }, (_, i) => augment(ink, createRandom(7).fork(i)));
};

describe('createAugmenter', () => {
  it('gives the same bytes for the same state, whatever was made before', () => {
    const [first, second] = [createAugmenter(augmentPresets.wide), createAugmenter(augmentPresets.wide)];
    const made = (augment: typeof first, i: number) => augment(digit(i % 10, i), createRandom(3).fork(i));
    const forward = Array.from({ length: 60 }, (_, i) => made(first, i));
    const backward = Array.from({ length: 60 }, (_, i) => made(second, 59 - i)).reverse();
    expect(forward).toEqual(backward);
    expect(new Set(forward.map((bytes) => bytes.join())).size).toBe(60);
  });

  it('does not touch its input', () => {
    const ink = digit(8);
    const before = ink.data.slice();
    looks(augmentPresets.wide, ink);
    expect(ink.data).toEqual(before);
  });

  it('does nothing but fit with the preset none', () => {
    for (let label = 0; label < 10; label++) {
      expect(looks(augmentPresets.none, digit(label), 1)[0]).toEqual(fitDigit(digit(label)));
    }
  });

  it('takes images of any size and content', () => {
    const augment = createAugmenter(augmentPresets.wide);
    const image = fc
      .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.integer())
      .map(([width, height, seed]): GrayImage => {
        const random = createRandom(seed);
        return {
          width,
          height,
          data: Uint8Array.from({ length: width * height }, () => (random.chance(0.9) ? 0 : random.int(256))),
        };
      });
    fc.assert(
      fc.property(image, fc.integer(), (ink, seed) => {
        const seen = augment(ink, createRandom(seed));
        expect(seen.length).toBe(784);
      }),
      { numRuns: 200 },
    );
    expect(sum(augment({ width: 28, height: 28, data: new Uint8Array(784) }, createRandom(1)))).toBe(0);
  });

  it('keeps most of the digit: a reader of nearest means still reads it', () => {
    const means = Array.from({ length: 10 }, (_, label) => {
      const mean = new Float64Array(784);
      for (let i = 0; i < 200; i++) {
        const seen = createAugmenter(augmentPresets.standard)(digit(label, i), createRandom(label).fork(i));
        seen.forEach((value, at) => {
          mean[at]! += value;
        });
      }
      const norm = Math.sqrt(mean.reduce((total, value) => total + value * value, 0));
      return mean.map((value) => value / norm);
    });
    let right = 0;
    const augment = createAugmenter(augmentPresets.wide);
    for (let i = 0; i < 500; i++) {
      const seen = augment(digit(i % 10, 1000 + i), createRandom(5).fork(i));
      const scores = means.map((mean) => mean.reduce((total, value, at) => total + value * seen[at]!, 0));
      if (scores.indexOf(Math.max(...scores)) === i % 10) right++;
    }
    // Chance is 50; what the means do not read are the rarer styles.
    expect(right).toBeGreaterThan(300);
  });

  it('widens and thins the pen', () => {
    const ink = digit(0);
    const base = sum(fitDigit(ink));
    const wide = looks(only({ penRate: 1, thicken: 2 }), ink).map(sum);
    const thin = looks(only({ penRate: 1, thin: 1.5 }), ink).map(sum);
    expect(Math.max(...wide)).toBeGreaterThan(base * 1.2);
    expect(Math.min(...thin)).toBeLessThan(base * 0.95);
    expect(Math.min(...thin)).toBeGreaterThan(base * 0.3);
  });

  it('mirrors only when it is told to', () => {
    const ink = digit(7);
    const mirrored = fitDigit({
      ...ink,
      data: ink.data.map((_, i) => ink.data[i - 2 * (i % ink.width) + ink.width - 1]!),
    });
    const distance = (a: Uint8Array, b: Uint8Array) =>
      a.reduce((total, value, i) => total + Math.abs(value - b[i]!), 0);
    const [seen] = looks(only({ flipHorizontal: 1 }), ink, 1);
    expect(distance(seen!, mirrored)).toBeLessThan(distance(seen!, fitDigit(ink)) / 3);
    for (const preset of Object.values(augmentPresets))
      expect([preset.flipHorizontal, preset.flipVertical]).toEqual([0, 0]);
  });

  it('shifts by whole pixels within the bound', () => {
    const ink = digit(3);
    const seen = fitDigit(ink);
    const column = (bytes: Uint8Array) =>
      Array.from({ length: 28 }, (_, x) => x).find((x) =>
        Array.from({ length: 28 }, (_, y) => bytes[y * 28 + x]!).some(Boolean),
      )!;
    const shifts = looks(only({ shift: 2 }), ink, 200).map((bytes) => column(bytes) - column(seen));
    expect([Math.min(...shifts), Math.max(...shifts)]).toEqual([-2, 2]);
    expect(new Set(looks(only({ randomCrop: 3 }), ink, 200).map(column)).size).toBe(7);
  });

  it('fades, cuts, coarsens and adds marks', () => {
    const ink = digit(5);
    const seen = fitDigit(ink);
    const changed = (config: Partial<AugmentConfig>) =>
      looks(only(config), ink, 30).filter((bytes) => bytes.join() !== seen.join());
    for (const config of [
      { faintRate: 1, faintDepth: 0.6 },
      { fadeRate: 1, fadeDepth: 0.9 },
      { grainRate: 1, grainDepth: 0.9 },
      { blurRate: 1 },
      { blockRate: 1, blockDepth: 60 },
      { speckRate: 1, speckCount: 5 },
      { frameRate: 1 },
      { marginRate: 1 },
      { cutRate: 1, cutDepth: 0.2 },
      { coarseRate: 1 },
      { bitmapRate: 1 },
      { squareRate: 1 },
      { elastic: 3 },
      { bend: 0.8 },
    ]) {
      expect(changed(config).length, JSON.stringify(config)).toBeGreaterThan(20);
    }
    const faint = looks(only({ faintRate: 1, faintDepth: 0.6 }), ink).map((bytes) => Math.max(...bytes));
    expect(Math.min(...faint)).toBeLessThan(170);
  });
});

describe('checkAugmentConfig', () => {
  it('accepts the presets and names what is wrong', () => {
    for (const preset of Object.values(augmentPresets)) expect(checkAugmentConfig(preset)).toBe(preset);
    expect(() => createAugmenter(only({ rotation: 90 }))).toThrow(
      'Expected a number from 0 to 45 for augment.rotation but received 90',
    );
    for (const half of [{ shift: 0.5 }, { randomCrop: 0.1 }, { speckCount: 2.5 }])
      expect(() => createAugmenter(only(half))).toThrow(
        /^Expected a whole number from 0 to \d+ for augment\./,
      );
    expect(() => createAugmenter(only({ coarseSide: 2 }))).toThrow('from 8 to 20 for augment.coarseSide');
    expect(() => createAugmenter(only({ fadeRate: Number.NaN }))).toThrow('augment.fadeRate');
    expect(() => createAugmenter({ ...augmentPresets.none, wobble: 1 } as AugmentConfig)).toThrow('wobble');
  });
});
