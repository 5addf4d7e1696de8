/** Whether a config of lines can be worked with. */
import type { LineConfig } from './config.js';
import { linePresets } from './presets.js';

const KEYS = Object.keys(linePresets.plain) as (keyof LineConfig)[];

/** Ranges of the entries that are no rates. */
const RANGES: Partial<Record<keyof LineConfig, readonly [least: number, most: number]>> = {
  heightLow: [8, 120],
  heightHigh: [8, 120],
  sizeJitter: [0, 0.4],
  baselineJitter: [0, 0.4],
  lineSlope: [0, 0.3],
  rotation: [0, 20],
  elastic: [0, 0.15],
  penLow: [0.02, 0.35],
  penHigh: [0.02, 0.35],
  securityDepth: [0, 0.7],
  tintDepth: [0, 0.7],
  texture: [0, 30],
  faintDepth: [0, 0.9],
  noise: [0, 40],
};

/**
 * Whether all numbers of a config are there and within their ranges, 0 … 1 where none is given; other entries are not looked at.
 * @param known a config with all entries
 * @throws RangeError naming the first that is not, or that no such config has
 */
export function checkEntries<C extends object>(
  config: C,
  known: C,
  ranges: Partial<Record<keyof C, readonly [least: number, most: number]>>,
): void {
  const keys = (Object.keys(known) as (keyof C & string)[]).filter((key) => typeof known[key] === 'number');
  for (const key of keys) {
    const value: unknown = config[key];
    const [least, most] = ranges[key] ?? [0, 1];
    if (typeof value !== 'number' || !(value >= least && value <= most))
      throw new RangeError(
        `Expected a number from ${least} to ${most} for lines.${key} but received ${value}`,
      );
  }
  const unknown = Object.keys(config).find((key) => !(key in known));
  if (unknown !== undefined)
    throw new RangeError(`Expected one of ${keys.join(', ')} for lines but received ${unknown}`);
}

/** @throws RangeError naming the first entry that is not a number within its range, or entries that do not fit each other */
export function checkLineConfig(config: LineConfig): LineConfig {
  checkEntries(config, linePresets.plain, RANGES);
  const fail = (rule: string, names: string, value: number): never => {
    throw new RangeError(`Expected ${rule} for ${names} of lines but received ${value}`);
  };
  const texts = KEYS.slice(0, KEYS.indexOf('drawnShare')).reduce((sum, key) => sum + config[key], 0);
  if (texts === 0) fail('more than 0', 'the sum of the shares of texts', texts);
  const spaced = config.tightShare + config.wideShare + config.boxShare;
  if (spaced > 1.000001) fail('at most 1', 'tightShare + wideShare + boxShare', spaced);
  if (config.heightLow > config.heightHigh) fail('at most heightHigh', 'heightLow', config.heightLow);
  if (config.penLow > config.penHigh) fail('at most penHigh', 'penLow', config.penLow);
  return config;
}
