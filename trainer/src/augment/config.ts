/** What augmentation may do to a digit, as plain numbers. Knows no pixel. */

/**
 * All lengths are pixels of a digit 20 pixels long (as the network sees it), all rates are probabilities 0..1.
 * 0 turns an entry off.
 */
export interface AugmentConfig {
  /** Rate at which a sample is only fitted and nothing else is done to it. */
  readonly identity: number;
  /** Largest rotation, degrees, 0..45; triangular: small ones are the most frequent. */
  readonly rotation: number;
  /** Largest slant: the tangent of the angle that uprights lean by, 0..1; triangular. */
  readonly slant: number;
  /** Largest natural logarithm of the change of width : height, 0..1; 0.2 is 22 % wider or narrower. */
  readonly stretch: number;
  /** Rate of stretching towards a square, at most 2.2 times, as normalized 16×16 bitmaps are. */
  readonly squareRate: number;
  /** Elastic distortion: largest shift of a control point (6×6 cubic B-spline), pixels, 0..6. */
  readonly elastic: number;
  /** Rate of mirroring left to right. A mirrored 2 is no digit: leave it at 0 for digits. */
  readonly flipHorizontal: number;
  /** Rate of mirroring upside down. */
  readonly flipVertical: number;
  /** Rate of changing the pen. */
  readonly penRate: number;
  /** Most that a stroke becomes wider, pixels, 0..3; none becomes wider than 4.4. */
  readonly thicken: number;
  /** Most that a stroke becomes thinner, pixels, 0..2; none becomes thinner than 1.5. */
  readonly thin: number;
  /** Largest bend of the tone curve v + bend · v · (1 − v), 0..1: how much lighter or darker the gray of the edges is. */
  readonly bend: number;
  /** Rate of a faint pen (pencil): the whole digit is lighter. */
  readonly faintRate: number;
  /** Most ink that a faint pen loses, 0..0.9. */
  readonly faintDepth: number;
  /** Rate of ink that fades along the strokes. */
  readonly fadeRate: number;
  /** Most ink lost where it fades, 0..1. */
  readonly fadeDepth: number;
  /** Rate of pencil or paper grain in the strokes. */
  readonly grainRate: number;
  /** Most ink that a grain takes, 0..1. */
  readonly grainDepth: number;
  /** Rate of blur (binomial, once or twice). */
  readonly blurRate: number;
  /** Rate of JPEG-like noise around the strokes. */
  readonly blockRate: number;
  /** Largest amplitude of it, gray levels, 0..80. */
  readonly blockDepth: number;
  /** Rate of specks beside the digit. */
  readonly speckRate: number;
  /** Most specks, 0..20. */
  readonly speckCount: number;
  /** Rate of bits of a printed box before the digit is fitted, so that it becomes smaller and moves. */
  readonly frameRate: number;
  /** Rate of bits of a printed box in the margin of the fitted digit. */
  readonly marginRate: number;
  /** Rate of cutting a side off. */
  readonly cutRate: number;
  /** Largest part of the digit that is cut off, 0..0.3. */
  readonly cutDepth: number;
  /** Rate of lost resolution in gray. */
  readonly coarseRate: number;
  /** Rate of lost resolution in black and white, as in bitmaps of 16 and 32 pixels. */
  readonly bitmapRate: number;
  /** Least pixels along the longer side that resolution is lost to, 8..20; the most is 32. */
  readonly coarseSide: number;
  /** Largest shift of the fitted digit, whole pixels, 0..4. */
  readonly shift: number;
  /** Random crop: the fitted image is cut at a random place of itself padded by so many whole pixels, 0..8. */
  readonly randomCrop: number;
}

const none: AugmentConfig = {
  identity: 0,
  rotation: 0,
  slant: 0,
  stretch: 0,
  squareRate: 0,
  elastic: 0,
  flipHorizontal: 0,
  flipVertical: 0,
  penRate: 0,
  thicken: 0,
  thin: 0,
  bend: 0,
  faintRate: 0,
  faintDepth: 0,
  fadeRate: 0,
  fadeDepth: 0,
  grainRate: 0,
  grainDepth: 0,
  blurRate: 0,
  blockRate: 0,
  blockDepth: 0,
  speckRate: 0,
  speckCount: 0,
  frameRate: 0,
  marginRate: 0,
  cutRate: 0,
  cutDepth: 0,
  coarseRate: 0,
  coarseSide: 12,
  bitmapRate: 0,
  shift: 0,
  randomCrop: 0,
};

/** Small changes of shape, for MNIST alone. */
const light: AugmentConfig = {
  ...none,
  identity: 0.05,
  rotation: 12,
  slant: 0.2,
  stretch: 0.12,
  elastic: 1.2,
  penRate: 0.3,
  thicken: 0.5,
  thin: 0.4,
  shift: 1,
};

/** Other hands with clean scans. */
const standard: AugmentConfig = {
  ...light,
  rotation: 16,
  slant: 0.4,
  stretch: 0.22,
  elastic: 2,
  penRate: 0.5,
  thicken: 1.2,
  thin: 0.8,
  bend: 0.5,
  fadeRate: 0.08,
  fadeDepth: 0.6,
  blurRate: 0.08,
  speckRate: 0.04,
  speckCount: 3,
  cutRate: 0.03,
  cutDepth: 0.08,
  coarseRate: 0.05,
  bitmapRate: 0.05,
};

/** Other hands, pens, papers and scanners: what the released model is trained with. */
const wide: AugmentConfig = {
  ...standard,
  rotation: 20,
  slant: 0.55,
  stretch: 0.3,
  squareRate: 0.05,
  elastic: 2.5,
  penRate: 0.6,
  thicken: 1.8,
  thin: 1.2,
  bend: 0.8,
  faintRate: 0.1,
  faintDepth: 0.55,
  fadeRate: 0.12,
  fadeDepth: 0.7,
  grainRate: 0.1,
  grainDepth: 0.7,
  blurRate: 0.12,
  blockRate: 0.06,
  blockDepth: 40,
  speckRate: 0.08,
  speckCount: 5,
  frameRate: 0.04,
  marginRate: 0.04,
  cutRate: 0.05,
  cutDepth: 0.1,
  coarseRate: 0.1,
  bitmapRate: 0.12,
};

export const augmentPresets = { none, light, standard, wide } as const;

export type AugmentPreset = keyof typeof augmentPresets;

/** @throws RangeError naming the first entry that is not a number within its range, or not a whole one where pixels or specks are counted */
export function checkAugmentConfig(config: AugmentConfig): AugmentConfig {
  for (const key of Object.keys(none) as (keyof AugmentConfig)[]) {
    const value: unknown = config[key];
    const [least, most] = [LEAST[key] ?? 0, LIMITS[key] ?? 1];
    const isWhole = WHOLE.has(key);
    if (
      typeof value !== 'number' ||
      !(value >= least && value <= most) ||
      (isWhole && !Number.isInteger(value))
    ) {
      const rule = `a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`;
      throw new RangeError(`Expected ${rule} for augment.${key} but received ${value}`);
    }
  }
  const unknown = Object.keys(config).find((key) => !(key in none));
  if (unknown !== undefined) {
    throw new RangeError(
      `Expected one of ${Object.keys(none).join(', ')} for augment but received ${unknown}`,
    );
  }
  return config;
}

/** Counts, and shifts by whole pixels: an image that is shifted by half a pixel would have to be drawn anew. */
const WHOLE: ReadonlySet<keyof AugmentConfig> = new Set(['speckCount', 'shift', 'randomCrop']);

const LEAST: Partial<Record<keyof AugmentConfig, number>> = { coarseSide: 8 };

const LIMITS: Partial<Record<keyof AugmentConfig, number>> = {
  rotation: 45,
  elastic: 6,
  thicken: 3,
  thin: 2,
  blockDepth: 80,
  speckCount: 20,
  cutDepth: 0.3,
  coarseSide: 20,
  shift: 4,
  randomCrop: 8,
};
