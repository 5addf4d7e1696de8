/** What each image of an epoch is made of: a sample, a drawn digit or a drawn non-digit. Pure and seeded, makes no image. */
import { createRandom, type Random } from '@digitry/engine';
import type { CommonRecipe } from '../recipe.js';

/** Samples `first` … `first + count − 1`, each seen `repeat` times an epoch. */
export interface Segment {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly repeat: number;
}

/** More epochs than any run has. */
const EPOCHS = 2 ** 20;

/** The chance in an epoch, for a stream of its own: another one in every round. */
export function epochRandom({ seed, round = 0 }: Pick<CommonRecipe, 'seed' | 'round'>) {
  return (stream: number, epoch: number): Random =>
    createRandom(seed)
      .fork(stream)
      .fork(round * EPOCHS + epoch);
}

export interface EpochPlan {
  /** Index of a sample, or a drawing: −1 − class. */
  readonly entries: Int32Array;
  /** Class of each entry. */
  readonly labels: Uint8Array;
}

export interface PlanOptions {
  readonly segments: readonly Segment[];
  /** Class of each sample. */
  readonly labels: Uint8Array;
  readonly drawnShare: number;
  readonly nonDigitShare: number;
  /** Classes that can be drawn: those of the digits. */
  readonly digitClasses: readonly number[];
  /** Class of '', or −1. */
  readonly noneClass: number;
}

export interface EpochSize {
  readonly samples: number;
  readonly drawn: number;
  readonly none: number;
  readonly total: number;
}

/** How many images of each kind an epoch has; the same for every epoch. */
export function epochSize({ segments, drawnShare, nonDigitShare }: PlanOptions): EpochSize {
  const samples = segments.reduce((sum, { count, repeat }) => sum + Math.round(count * repeat), 0);
  const all = samples / (1 - drawnShare - nonDigitShare);
  const drawn = Math.round(all * drawnShare);
  const none = Math.round(all * nonDigitShare);
  return { samples, drawn, none, total: samples + drawn + none };
}

/** The images of one epoch, not in the order they are trained on. Broken repeats draw their samples anew each epoch. */
export function planEpoch(options: PlanOptions, random: Random): EpochPlan {
  const size = epochSize(options);
  const entries = new Int32Array(size.total);
  let at = 0;
  for (const { first, count, repeat } of options.segments) {
    const wanted = Math.round(count * repeat);
    const whole = Math.floor(wanted / Math.max(1, count));
    for (let copy = 0; copy < whole; copy++) for (let i = 0; i < count; i++) entries[at++] = first + i;
    const rest = wanted - whole * count;
    if (rest === 0) continue;
    const drawn = random.shuffle(Int32Array.from({ length: count }, (_, i) => first + i)).subarray(0, rest);
    entries.set(drawn, at);
    at += rest;
  }
  // Drawn digits go round the classes, so that every epoch has as many of each.
  for (let i = 0; i < size.drawn; i++)
    entries[at++] = -1 - options.digitClasses[i % options.digitClasses.length]!;
  entries.fill(-1 - options.noneClass, at);
  return { entries, labels: Uint8Array.from(entries, (e) => (e >= 0 ? options.labels[e]! : -1 - e)) };
}

/** The order of an epoch: every slot once in each pass, and the first ones again where the last batch is not full. */
export function epochOrder(total: number, batch: number, random: Random, passes = 1): Int32Array {
  const slots = new Int32Array(total * passes);
  for (let pass = 0; pass < passes; pass++) {
    const once = Int32Array.from({ length: total }, (_, i) => i);
    slots.set(random.shuffle(once), pass * total);
  }
  const steps = Math.ceil(slots.length / batch);
  return Int32Array.from({ length: steps * batch }, (_, i) => slots[i % slots.length]!);
}
