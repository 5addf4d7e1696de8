/** Whether a config of print can be worked with. */
import { checkEntries } from '../lines/check.js';
import type { PrintConfig } from './config.js';
import { PRINT_KINDS } from './kinds/index.js';
import { printPresets } from './presets.js';

/** Ranges of the entries that are no rates. */
const RANGES: Partial<Record<keyof PrintConfig, readonly [least: number, most: number]>> = {
  heightLow: [8, 120],
  heightHigh: [8, 120],
  tracking: [0, 0.4],
  weight: [0, 0.1],
  rotation: [0, 20],
  shear: [0, 0.6],
  perspective: [0, 0.5],
  securityDepth: [0, 0.7],
  tintDepth: [0, 0.7],
  texture: [0, 30],
  faintDepth: [0, 0.9],
  noise: [0, 40],
};

/** @throws RangeError naming the first entry that is not a number within its range, or entries that do not fit each other */
export function checkPrintConfig(config: PrintConfig): PrintConfig {
  checkEntries(config, printPresets.plain, RANGES);
  const shares = PRINT_KINDS.reduce((sum, kind) => sum + config[`${kind}Share`], 0);
  if (shares === 0)
    throw new RangeError('Expected more than 0 for the sum of the shares of lines but received 0');
  if (config.heightLow > config.heightHigh)
    throw new RangeError(
      `Expected at most heightHigh for heightLow of lines but received ${config.heightLow}`,
    );
  return config;
}
