/** One character and its place: size, pen, slant; distances, spaces, boxes. */
import { createRandom } from '@digitry/engine';
import { describe, expect, it } from 'vitest';
import type { LineConfig } from '../config.js';
import { linePresets } from '../presets.js';
import { barDigits, drawnWriters } from '../testing.js';
import { handsOf } from '../writer-digits.js';
import { layOut } from './layout.js';
import { changePen, penWidth } from './pen-width.js';
import { createRewriter, type Rewriting } from './rewrite.js';
import { createScribe } from './scribe.js';
import { press, profileOf, type Stamp } from './stamp.js';
import { drawTraits } from './traits.js';

/** A square ring of ink in a picture of 40×40. */
function ring(thickness: number): Uint8Array {
  const data = new Uint8Array(1600);
  for (let y = 8; y < 32; y++)
    for (let x = 8; x < 32; x++) {
      const inside = Math.min(x - 8, 31 - x, y - 8, 31 - y);
      if (inside < thickness) data[y * 40 + x] = 255;
    }
  return data;
}

describe('changePen', () => {
  it.each([-1.5, -0.5, 0.5, 2])('changes the width by about %d', (amount) => {
    const data = ring(4);
    const before = penWidth(data, 40, 40);
    changePen(data, 40, 40, amount);
    expect(Math.abs(penWidth(data, 40, 40) - before - amount)).toBeLessThan(0.5);
  });

  it('leaves at least half of the ink', () => {
    const data = ring(2);
    const ink = (): number => data.reduce((sum, value) => sum + value, 0);
    const before = ink();
    changePen(data, 40, 40, -3);
    expect(ink()).toBeGreaterThanOrEqual(before / 2);
    expect(ink()).toBeLessThan(before);
  });
});

describe('rewrite', () => {
  const rewrite = createRewriter();
  const how: Rewriting = {
    height: 30,
    drop: 0,
    stretch: 1,
    widest: 100,
    slant: 0,
    turn: 0,
    bend: 0,
    pen: 0,
    penShare: 0,
  };
  const bar = { width: 14, height: 26, data: new Uint8Array(14 * 26) };
  for (let y = 3; y < 23; y++) bar.data.fill(255, y * 14 + 5, y * 14 + 9);
  const size = (stamp: Stamp): [number, number] => {
    const { left, right, upper, lower } = profileOf(stamp);
    return [right - left + 1, lower - upper + 1];
  };

  it('brings the ink to its height, on the baseline', () => {
    const stamp = rewrite(bar, how, createRandom(1))!;
    expect(Math.abs(size(stamp)[1] - 30)).toBeLessThanOrEqual(1);
    expect(Math.abs(size(stamp)[0] - 6)).toBeLessThanOrEqual(1);
    const low = stamp.top + profileOf(stamp).lower + 1;
    expect(Math.abs(low)).toBeLessThanOrEqual(1);
    const dropped = rewrite(bar, { ...how, drop: 9 }, createRandom(1))!;
    expect(dropped.top - stamp.top).toBe(9);
  });

  it('stretches, but no wider than it may', () => {
    expect(size(rewrite(bar, { ...how, stretch: 2 }, createRandom(1))!)[0]).toBeGreaterThan(10);
    expect(size(rewrite(bar, { ...how, stretch: 2, widest: 7 }, createRandom(1))!)[0]).toBeLessThanOrEqual(8);
  });

  it('leans to the right for a slant of more than 0', () => {
    const { first, upper, lower } = profileOf(rewrite(bar, { ...how, slant: 0.4 }, createRandom(1))!);
    expect(first[upper + 1]! - first[lower - 1]!).toBeGreaterThan(8);
  });

  it('brings the pen to its width', () => {
    for (const pen of [3, 9]) {
      const stamp = rewrite(bar, { ...how, pen, penShare: 1 }, createRandom(1))!;
      expect(Math.abs(penWidth(stamp.data, stamp.width, stamp.height) - pen)).toBeLessThan(1.5);
    }
  });

  it('takes pictures of any size, and gives null for one without ink', () => {
    for (const side of [1, 3, 70, 300]) {
      const data = new Uint8Array(side * side).fill(255);
      expect(rewrite({ width: side, height: side, data }, how, createRandom(1)), String(side)).not.toBeNull();
      expect(rewrite({ width: side, height: side, data: data.fill(9) }, how, createRandom(1))).toBeNull();
    }
  });
});

describe('press', () => {
  it('adds up where strokes cross, and loses what lies outside', () => {
    const plane = new Uint8Array(16);
    const stamp: Stamp = { width: 2, height: 2, data: Uint8Array.of(128, 128, 128, 128), top: -2 };
    press(plane, 4, 4, stamp, 3, 4);
    press(plane, 4, 4, stamp, 2, 4);
    press(plane, 4, 4, stamp, -1, 1);
    expect([...plane]).toEqual([128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 191, 0, 0, 128, 191]);
  });
});

describe('layOut', () => {
  const digits = barDigits();
  const laidOut = (text: string, config: Partial<LineConfig>, seed = 1) => {
    const lines = {
      ...linePresets.plain,
      slant: 0,
      stretch: 0,
      rotation: 0,
      sizeJitter: 0,
      baselineJitter: 0,
      ...config,
    };
    const random = createRandom(seed);
    const traits = drawTraits({ ...lines, heightLow: 40, heightHigh: 40 }, random);
    const materials = {
      config: lines,
      images: digits.images,
      pool: Array.from({ length: 10 }, (_, digit) => Int32Array.of(digit)),
      others: null,
      fonts: null,
      rewrite: createRewriter(),
    };
    const scribe = createScribe(materials, traits, handsOf(digits)[0]!, random);
    return { traits, ...layOut([{ text }], scribe, lines, random) };
  };
  const gapsOf = (text: string, config: Partial<LineConfig>): number[] => {
    const gaps: number[] = [];
    for (let seed = 0; seed < 30; seed++) {
      const { placed, traits } = laidOut(text, config, seed);
      for (let i = 1; i < placed.length; i++) {
        const [a, b] = [placed[i - 1]!, placed[i]!];
        gaps.push((b.x + b.profile.left - a.x - a.profile.right - 1) / traits.height);
      }
    }
    return gaps;
  };
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  it('keeps the order, and the distances of its kind', () => {
    const { placed } = laidOut('31415926', {});
    expect(placed.map(({ character }) => character).join('')).toBe('31415926');
    for (let i = 1; i < placed.length; i++) expect(placed[i]!.x).toBeGreaterThan(placed[i - 1]!.x);
    const tight = mean(gapsOf('0000', { tightShare: 1 }));
    const wide = mean(gapsOf('0000', { wideShare: 1 }));
    expect(Math.abs(tight)).toBeLessThan(0.08);
    expect(mean(gapsOf('0000', {})) - tight).toBeGreaterThan(0.08);
    expect(wide).toBeGreaterThan(0.3);
  });

  it('leaves more room for a space than between any two digits', () => {
    for (const config of [{}, { tightShare: 1 }, { wideShare: 1 }]) {
      for (let seed = 0; seed < 30; seed++) {
        const { placed, traits } = laidOut('11 11', config, seed);
        const gaps = placed.slice(1).map((each, i) => each.x - placed[i]!.x - traits.height * 0.2);
        expect(gaps[1]!).toBeGreaterThan(Math.max(gaps[0]!, gaps[2]!));
      }
    }
  });

  it('puts each digit in a box of its own, all of one width', () => {
    const { placed, boxes } = laidOut('12304', { boxShare: 1 });
    expect(boxes.length).toBe(6);
    const widths = boxes.slice(1).map((x, i) => x - boxes[i]!);
    for (const width of widths) expect(width).toBeCloseTo(widths[0]!, 6);
    for (const [i, { x, profile }] of placed.entries()) {
      const middle = x + (profile.left + profile.right) / 2;
      expect(middle).toBeGreaterThan(boxes[i]!);
      expect(middle).toBeLessThan(boxes[i + 1]!);
    }
  });

  it('rises with the slope', () => {
    const { placed } = laidOut('1234567', { lineSlope: 0.3 }, 5);
    const { traits } = laidOut('1234567', { lineSlope: 0.3 }, 5);
    const [first, last] = [placed[0]!, placed[6]!];
    const rise = (first.baseline - last.baseline) / (last.x - first.x);
    expect(Math.abs(rise - traits.slope)).toBeLessThan(0.03);
    expect(Math.abs(traits.slope)).toBeGreaterThan(0.02);
  });
});

describe('handsOf', () => {
  it('gathers the samples of each person by digit', () => {
    const hands = handsOf(drawnWriters(3, 2));
    expect(hands.map(({ writer, count }) => [writer, count])).toEqual([
      ['writer 0', 20],
      ['writer 1', 20],
      [null, 20],
    ]);
    expect([...hands[1]!.samples[7]!]).toEqual([27, 37]);
  });
});
