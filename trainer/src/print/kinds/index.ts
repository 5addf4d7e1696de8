/** The kinds of print, named as the shares of a config are. */
import { card } from './card.js';
import type { Carrier } from './carrier.js';
import { display } from './display.js';
import { meter } from './meter.js';
import { label, other, receipt, seal } from './paper.js';
import { plate } from './plate.js';

export const PRINT_KINDS = [
  'plate',
  'card',
  'meter',
  'display',
  'receipt',
  'seal',
  'label',
  'other',
  'noise',
] as const;

export type PrintKind = (typeof PRINT_KINDS)[number];

/** Those that say something, in the order of {@link PRINT_KINDS}; noise is any of them without its text. */
export const CARRIERS: readonly Carrier[] = [plate, card, meter, display, receipt, seal, label, other];
