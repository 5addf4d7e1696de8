/** What befalls one line, decided before anything is drawn, so that not everything falls on the same line and the number stays readable. */
import type { Random } from '@digitry/engine';
import type { LineConfig } from './config.js';

export interface Conditions {
  /** Level of the paper, 0 … 255. */
  readonly paper: number;
  /** How dark full ink is, 0 … 1. */
  readonly ink: number;
  /** How dark printed lines are, and what is printed under the writing. */
  readonly print: number;
  readonly security: number;
  /** Black and white. */
  readonly isBinary: boolean;
  readonly isLoose: boolean;
  readonly isClose: boolean;
  readonly hasLight: boolean;
  /** Factor of contrast, and level that all levels are moved to; 1 changes nothing. */
  readonly contrast: number;
  /** The picture is made smaller by this and enlarged at the end; 1 for none. */
  readonly coarse: number;
}

/** What conditions are drawn by. */
export type ConditionRates = Pick<
  LineConfig,
  | 'binaryRate'
  | 'tintRate'
  | 'tintDepth'
  | 'faintRate'
  | 'faintDepth'
  | 'lightRate'
  | 'contrastRate'
  | 'coarseRate'
  | 'securityDepth'
  | 'looseRate'
  | 'closeRate'
>;

export function drawConditions(config: ConditionRates, random: Random): Conditions {
  const isBinary = random.chance(config.binaryRate);
  const isTinted = random.chance(config.tintRate);
  const darkened = isTinted ? config.tintDepth * random.next() ** 1.3 : 0.06 * random.next();
  const isFaint = !isBinary && random.chance(config.faintRate);
  const ink =
    random.between(isBinary ? 0.8 : 0.62, 0.97) *
    (isFaint ? 1 - config.faintDepth * random.between(0.25, 1) : 1);
  const hasLight = !isBinary && random.chance(config.lightRate);
  const hasContrast = !isFaint && !isBinary && random.chance(config.contrastRate);
  const isCoarse = random.chance(config.coarseRate);
  return {
    paper: 255 * (1 - darkened),
    ink,
    print: random.chance(0.5) ? random.between(0.25, 0.95) : random.between(0.1, 0.5),
    // Less than the writing, or nobody could read it.
    security: Math.min(0.55 * ink, config.securityDepth * random.between(0.2, 1)),
    isBinary,
    isLoose: random.chance(config.looseRate),
    isClose: random.chance(config.closeRate),
    hasLight,
    contrast: hasContrast ? random.between(0.35, 0.85) : 1,
    coarse: isCoarse ? random.between(1.3, 2.4) : 1,
  };
}
