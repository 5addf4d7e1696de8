/** What a style draws with: chance and lines as one hand makes them. */
import type { Random } from '@digitry/engine';
import { type Hand, missed, type Point, type Stroke, smooth, straight } from './stroke.js';

export interface Sketch {
  /** Uniform between two numbers. */
  between(low: number, high: number): number;
  chance(rate: number): boolean;
  /** A smooth curve near these points. */
  curve(points: Stroke): Point[];
  /** Straight lines between points near these. */
  line(points: Stroke): Point[];
}

/** One way to write a character. */
export interface Style {
  /** `<digit>-<name>`, for example `1-european`. */
  readonly name: string;
  /** How often it is drawn, relative to the other styles of the digit. */
  readonly weight: number;
  /** Strokes in a box 1 high, before slant and stretch. */
  draw(sketch: Sketch): Stroke[];
}

export function createSketch(hand: Hand, random: Random): Sketch {
  return {
    between: random.between,
    chance: random.chance,
    curve: (points) => smooth(missed(points, hand, random)),
    line: (points) => straight(missed(points, hand, random)),
  };
}

/** One of the items, by weight. */
export function chooseWeighted<T>(items: readonly T[], weights: readonly number[], random: Random): T {
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, item] of items.entries()) {
    rest -= weights[index]!;
    if (rest < 0) return item;
  }
  return items[items.length - 1]!;
}
