/** What stays the same while one person writes one line: size, slant, pen, habits. */
import type { Random } from '@digitry/engine';
import type { LineConfig } from '../config.js';

export interface Traits {
  /** Height of a digit, pixels. */
  readonly height: number;
  /** Width of the pen, pixels. */
  readonly pen: number;
  readonly slant: number;
  readonly stretch: number;
  /** Of each digit: its height by that of others, and how far it hangs below the baseline (shares of the height). */
  readonly sizes: Float64Array;
  readonly drops: Float64Array;
  /** Standard deviations from character to character. */
  readonly sizeJitter: number;
  readonly dropJitter: number;
  readonly slantJitter: number;
  readonly turnJitter: number;
  /** Growth of the writing over one height of travel. */
  readonly growth: number;
  /** Rise of the baseline (its tangent) and amplitude and length (in heights) of its slow wave. */
  readonly slope: number;
  readonly wave: number;
  readonly waveLength: number;
  readonly wavePhase: number;
}

/** Digits that hang below the line, or stand above it, in old-style numerals. */
const HANGING: readonly (readonly [digit: number, drop: number])[] = [
  [3, 0.5],
  [4, 0.8],
  [5, 0.6],
  [7, 1],
  [9, 1],
  [6, -0.7],
  [8, -0.3],
];

export function drawTraits(config: LineConfig, random: Random): Traits {
  const { heightLow, heightHigh } = config;
  // Logarithmic: twice the resolution is as far as half of it.
  const place = (random.next() + random.next()) / 2;
  const height = heightLow * (heightHigh / heightLow) ** place;
  const irregular = random.next() ** 1.5;
  const share = config.penLow * (config.penHigh / config.penLow) ** random.next();
  const sizes = new Float64Array(10);
  const drops = new Float64Array(10);
  const isOld = random.chance(config.oldStyleRate);
  for (let digit = 0; digit < 10; digit++) {
    sizes[digit] = Math.exp(config.sizeJitter * 0.8 * random.normal());
    drops[digit] = config.baselineJitter * 0.7 * random.normal();
  }
  if (isOld) {
    const depth = random.between(0.1, 0.38);
    for (const [digit, drop] of HANGING) drops[digit]! += depth * drop;
    if (random.chance(0.5)) for (const digit of [0, 1, 2]) sizes[digit]! *= random.between(0.62, 0.9);
  } else if (random.chance(config.smallZeroRate)) {
    sizes[0]! *= random.between(0.5, 0.8);
    if (random.chance(0.3)) drops[0]! -= random.between(0.1, 0.35);
  }
  return {
    height,
    pen: Math.max(1, share * height),
    slant: config.slant * (random.next() + random.next() - 0.9),
    stretch: Math.exp(config.stretch * (random.next() - random.next())),
    sizes,
    drops,
    sizeJitter: config.sizeJitter * (0.3 + irregular),
    dropJitter: config.baselineJitter * (0.3 + irregular),
    slantJitter: 0.12 * config.slant * (0.3 + irregular),
    turnJitter: config.rotation * (Math.PI / 180) * (0.3 + 0.7 * irregular),
    growth: config.sizeJitter * 0.12 * random.normal(),
    slope: config.lineSlope * (random.next() - random.next()),
    wave: random.chance(0.35) ? config.baselineJitter * random.between(0, 1.6) : 0,
    waveLength: random.between(3, 12),
    wavePhase: random.next() * 6.3,
  };
}
