/** Segments of rules that lie on one line are one curve: printed lines break where they are faint, and bend with their paper. */
import { joinSets, setsOf, singletons } from './disjoint-sets.js';
import { middleAt, type Rule } from './rules.js';

/** Segments may be apart by this share of the length of the shorter, and by so many pixels anyway. */
const NEAR_PART = 0.4;
const NEAR = 14;
/** How far they may be off each other's way, in pixels and as a share of the gap. */
const OFF = 3;
const OFF_PART = 0.05;
/** The way of a segment shorter than this is not believed. */
const STEADY = 50;
/** More segments than this are noise: the longest are looked at. */
const MOST = 1200;

/** One line across the page, with gaps. */
export interface Curve {
  readonly isLevel: boolean;
  readonly from: number;
  readonly to: number;
  /** In order along the line; they do not overlap by much. */
  readonly parts: readonly Rule[];
  /** Positions with ink. */
  readonly covered: number;
  readonly thickness: number;
  /** The mean place across. */
  readonly mean: number;
}

export function joinRules(rules: readonly Rule[]): Curve[] {
  const sorted = [...rules]
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, MOST)
    .sort((a, b) => a.from - b.from);
  const groups = singletons(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    const a = sorted[i]!;
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j]!;
      // Later ones begin even farther away.
      if (b.from - a.to > Math.max(NEAR, NEAR_PART * (a.to - a.from))) break;
      if (isContinued(a, b)) joinSets(groups, i, j);
    }
  }
  return setsOf(groups).map((list) => curveOf(list.map((i) => sorted[i]!)));
}

function isContinued(a: Rule, b: Rule): boolean {
  const gap = b.from - a.to;
  const shorter = Math.min(a.to - a.from, b.to - b.from);
  if (gap > Math.max(NEAR, NEAR_PART * shorter) || gap < -0.5 * shorter) return false;
  const isThinner = Math.max(a.thickness, b.thickness) > 3 * Math.min(a.thickness, b.thickness) + 2;
  if (isThinner) return false;
  const limit = OFF + OFF_PART * Math.max(0, gap);
  const ahead = b.to - b.from >= STEADY ? b : a;
  const behind = ahead === a ? b : a;
  const at = ahead === a ? b.from + 0.5 : a.to - 0.5;
  // Where both are short each is taken to go on level.
  const expected = ahead.to - ahead.from >= STEADY ? middleAt(ahead, at) : endOf(ahead, at);
  return Math.abs(expected - middleAt(behind, at)) <= limit;
}

function endOf(rule: Rule, at: number): number {
  return rule.middles[
    at < rule.from ? 0 : at >= rule.to ? rule.to - rule.from - 1 : Math.floor(at) - rule.from
  ]!;
}

/** The curve of some segments. */
export function curveOf(parts: readonly Rule[]): Curve {
  const ordered = [...parts].sort((a, b) => a.from - b.from);
  let covered = 0;
  let to = -Infinity;
  let thickness = 0;
  for (const part of ordered) {
    covered += Math.max(0, part.to - Math.max(part.from, to));
    to = Math.max(to, part.to);
    thickness += part.thickness * (part.to - part.from);
  }
  const total = ordered.reduce((sum, part) => sum + part.to - part.from, 0);
  return {
    isLevel: ordered[0]!.isLevel,
    from: ordered[0]!.from,
    to,
    parts: ordered,
    covered,
    thickness: thickness / total,
    mean: meanOf(ordered),
  };
}

/** Where the curve lies at a position: on its ink, on the straight way over a gap, level beyond its ends. */
export function curveAt({ parts }: Curve, position: number): number {
  let before: Rule | null = null;
  for (const part of parts) {
    if (position < part.from) {
      if (!before) return part.middles[0]!;
      const start = before.middles[before.to - before.from - 1]!;
      const share = (position - before.to) / Math.max(1, part.from - before.to);
      return start + (part.middles[0]! - start) * Math.min(1, Math.max(0, share));
    }
    if (position < part.to) return part.middles[Math.floor(position) - part.from]!;
    if (!before || part.to > before.to) before = part;
  }
  return before!.middles[before!.to - before!.from - 1]!;
}

/** Positions from `from` to `to` at which the curve has ink. */
export function coveredBetween({ parts }: Curve, from: number, to: number): number {
  let covered = 0;
  let done = from;
  for (const part of parts) {
    const start = Math.max(part.from, done);
    const end = Math.min(part.to, to);
    if (end <= start) continue;
    covered += end - start;
    done = end;
  }
  return covered;
}

function meanOf(parts: readonly Rule[]): number {
  let sum = 0;
  let count = 0;
  for (const { middles } of parts) {
    for (const middle of middles) sum += middle;
    count += middles.length;
  }
  return sum / count;
}
