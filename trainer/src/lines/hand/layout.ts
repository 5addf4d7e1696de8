/** Where the characters of a line stand: distances as hands leave them, spaces, boxes. */
import type { Random } from '@digitry/engine';
import type { LineConfig } from '../config.js';
import type { Written } from '../text/index.js';
import { pick } from '../text/pick.js';
import type { Scribe } from './scribe.js';
import { type Profile, profileOf, type Stamp } from './stamp.js';

export interface Placed {
  readonly character: string;
  readonly stamp: Stamp;
  readonly profile: Profile;
  /** Column of the stamp's first one. */
  readonly x: number;
  /** Row of the baseline under it. */
  readonly baseline: number;
}

/** A stroke drawn under characters: from one end to the other, rows below the baseline of 0. */
export interface Underline {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
}

/** What a layout takes up. */
export interface Extent {
  /** Columns and rows that hold all ink: the first and the one behind the last. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Columns where a box begins, and where the last one ends; none without boxes. */
  readonly boxes: readonly number[];
}

export interface Layout extends Extent {
  readonly placed: readonly Placed[];
  readonly underlines: readonly Underline[];
}

type Spacing = 'normal' | 'tight' | 'wide' | 'boxes';

/** Mean and standard deviation of the gap between two characters, in heights of a digit. */
const GAPS: Readonly<Record<Exclude<Spacing, 'boxes'>, readonly [mean: number, deviation: number]>> = {
  normal: [0.15, 0.08],
  tight: [0, 0.07],
  wide: [0.42, 0.13],
};

/** Rows above and below the baseline, in heights, within which distances are measured. */
const REACH = 2;

export function layOut(written: Written, scribe: Scribe, config: LineConfig, random: Random): Layout {
  const { traits } = scribe;
  const spacing = chooseSpacing(written, config, random);
  const height = traits.height;
  const rows = Math.ceil(2 * REACH * height);
  /** The rightmost ink in each row so far, smeared a little up and down: what the next character must not run into. */
  const reach = new Float64Array(rows).fill(-1e9);
  const [mean, deviation] = GAPS[spacing === 'boxes' ? 'normal' : spacing];
  const gap = mean + 0.05 * random.normal();
  const pen = traits.pen;
  const kerned = random.between(0.35, 0.9);
  const pitch = height * random.between(0.8, 1.3) + pen;
  const placed: Placed[] = [];
  const underlines: Underline[] = [];
  const boxes: number[] = [];
  let end = 0;
  let space = 0;
  let cell = 0;
  let before = '';
  for (const { text, level = 'line', underlines: under = 0 } of written) {
    const size = level === 'line' ? 1 : random.between(0.45, 0.68);
    const rise = level === 'raised' ? random.between(0.4, 0.58) * height : 0;
    const fall = level === 'lowered' ? random.between(-0.05, 0.15) * height : 0;
    const from = end;
    let count = 0;
    for (const character of text) {
      if (character === ' ') {
        space = height * Math.max(0.4, random.between(0.4, 0.95) + 1.2 * Math.max(0, gap - 0.15));
        continue;
      }
      const growth = Math.exp(Math.max(-0.3, Math.min(0.3, (traits.growth * end) / height)));
      const stamp = scribe.stamp(character, size * growth, fall - rise);
      const profile = profileOf(stamp);
      let x: number;
      if (spacing === 'boxes') {
        const free = pitch - (profile.right - profile.left + 1);
        x = Math.round(cell * pitch + free * random.between(0.25, 0.75)) - profile.left;
        boxes.push(cell * pitch);
        cell++;
      } else {
        const isBeside = isSmall(character) || isSmall(before);
        // Far more than the mean happens, far less does not.
        const free = (gap + deviation * Math.max(-2, random.normal())) * (isBeside ? 0.6 : 1);
        // What is written over a point hides it.
        const wanted = height * (isBeside ? Math.max(0.05, free) : free);
        const near = placed.length === 0 ? 0 : fit(profile, stamp, reach, rows);
        const apart = placed.length === 0 ? -profile.left : end - profile.left;
        const between = kerned * near + (1 - kerned) * apart;
        const touching = placed.length === 0 ? apart : isBeside ? Math.max(near, between) : between;
        // However tight, what is written later stands to the right of most of what was written before.
        const least = placed.length === 0 ? apart : end - profile.left - 0.3 * (profile.right - profile.left);
        x = Math.round(Math.max(least, touching + (placed.length === 0 ? 0 : wanted) + space));
      }
      space = 0;
      before = character;
      count++;
      smear(profile, stamp, x, reach, rows, Math.ceil(0.1 * height));
      end = Math.max(spacing === 'boxes' ? 0 : x + profile.left + 1, x + profile.right + 1);
      const middle = x + (profile.left + profile.right) / 2;
      const wave =
        traits.wave * height * Math.sin((6.283 * middle) / (traits.waveLength * height) + traits.wavePhase);
      placed.push({ character, stamp, profile, x, baseline: Math.round(wave - traits.slope * middle) });
    }
    for (let line = 0; line < under && count > 0; line++) {
      const y = fall - rise + (0.14 + 0.16 * line) * height + random.between(0, 0.08) * height;
      underlines.push({ x0: from + random.between(-0.1, 0.15) * height, x1: end, y: y - traits.slope * end });
    }
  }
  if (spacing === 'boxes' && cell > 0) boxes.push(cell * pitch);
  return { placed, underlines, boxes, ...extentOf(placed, pen) };
}

function chooseSpacing(written: Written, config: LineConfig, random: Random): Spacing {
  const characters = written.map(({ text }) => text).join('');
  const fitsBoxes = written.every(({ level = 'line' }) => level === 'line') && /^[\d.,/-]+$/.test(characters);
  const boxes = fitsBoxes ? config.boxShare : 0;
  const rest = Math.max(0, 1 - config.boxShare - config.tightShare - config.wideShare);
  const kind = pick([rest, config.tightShare, config.wideShare, boxes], random);
  return (['normal', 'tight', 'wide', 'boxes'] as const)[kind]!;
}

/** Signs that a stroke of a digit would cover. */
const isSmall = (character: string): boolean => character !== '' && ".,'".includes(character);

/** The column at which the stamp just meets what is there. */
function fit(profile: Profile, stamp: Stamp, reach: Float64Array, rows: number): number {
  let x = -1e9;
  for (let y = 0; y < stamp.height; y++) {
    if (profile.last[y]! < 0) continue;
    const row = Math.min(rows - 1, Math.max(0, stamp.top + y + (rows >> 1)));
    const meets = reach[row]! + 1 - profile.first[y]!;
    if (meets > x) x = meets;
  }
  // Nothing beside it, as a point below a raised dash: as far as anything reaches.
  if (x < -1e8) for (let row = 0; row < rows; row++) x = Math.max(x, reach[row]! + 1 - profile.left);
  return x;
}

function smear(
  profile: Profile,
  stamp: Stamp,
  x: number,
  reach: Float64Array,
  rows: number,
  by: number,
): void {
  for (let y = 0; y < stamp.height; y++) {
    const last = profile.last[y]!;
    if (last < 0) continue;
    const row = stamp.top + y + (rows >> 1);
    for (let r = Math.max(0, row - by); r <= Math.min(rows - 1, row + by); r++) {
      if (x + last > reach[r]!) reach[r] = x + last;
    }
  }
}

function extentOf(placed: readonly Placed[], pen: number): Pick<Layout, 'left' | 'right' | 'top' | 'bottom'> {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { stamp, profile, x, baseline } of placed) {
    left = Math.min(left, x + profile.left);
    right = Math.max(right, x + profile.right + 1);
    top = Math.min(top, baseline + stamp.top + profile.upper);
    bottom = Math.max(bottom, baseline + stamp.top + profile.lower + 1);
  }
  if (placed.length === 0) return { left: 0, right: Math.ceil(4 * pen), top: -Math.ceil(8 * pen), bottom: 0 };
  return { left, right, top, bottom };
}
