import { describe, expect, it } from 'vitest';
import { coveredBetween, curveAt, joinRules } from '../image/curves.js';
import { eraseRules } from '../image/erase-rules.js';
import { findRules } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import type { GrayImage, Mask } from '../image/types.js';
import { blankCanvas, type Canvas } from '../testing/canvas.js';
import { inkMap } from './ink-map.js';

function mapOf(draw: (canvas: Canvas) => void): { contrast: GrayImage; mask: Mask } {
  const canvas = blankCanvas(700, 500);
  draw(canvas);
  return inkMap(canvas.picture());
}

describe('findRules', () => {
  it('finds level and upright lines, straight and slanting, with their middles and thickness', () => {
    const { mask } = mapOf((canvas) => {
      canvas.rule(50, 100, 650, 112, 3);
      canvas.rule(300, 40, 304, 460, 8);
    });
    const { level, upright } = findRules(mask, runsOf(mask), 40);
    expect(level.length).toBe(1);
    expect(upright.length).toBe(1);
    const [rule] = level;
    expect(rule!.from).toBeLessThan(54);
    expect(rule!.middles[500 - rule!.from]).toBeCloseTo(100 + (450 / 600) * 12, -0.5);
    expect(Math.abs(upright[0]!.thickness - 8)).toBeLessThanOrEqual(2);
  });

  it('does not take the breadth of a bold line or digits for rules', () => {
    const { mask } = mapOf((canvas) => {
      canvas.rule(350, 40, 350, 460, 18);
      canvas.write('2357', 60, 200, { height: 50 });
    });
    expect(findRules(mask, runsOf(mask), 40).level).toEqual([]);
  });
});

describe('joinRules', () => {
  it('joins the pieces of a broken line, and no parallel ones', () => {
    const { mask } = mapOf((canvas) => {
      canvas.rule(50, 100, 250, 102, 3);
      canvas.rule(290, 102, 650, 106, 3);
      canvas.rule(50, 130, 650, 130, 3);
    });
    const curves = joinRules(findRules(mask, runsOf(mask), 40).level);
    expect(curves.length).toBe(2);
    const broken = curves.find(({ parts }) => parts.length === 2)!;
    expect(curveAt(broken, 270)).toBeCloseTo(102, -0.5);
    expect(coveredBetween(broken, 240, 300)).toBeLessThan(40);
  });
});

describe('eraseRules', () => {
  const pen = { height: 80, pen: 6 };

  it('takes a line out and mends the digits that it crosses', () => {
    const bare = mapOf((canvas) => void canvas.write('1067', 150, 160, pen));
    const crossed = mapOf((canvas) => {
      canvas.write('1067', 150, 160, pen);
      canvas.rule(40, 181, 660, 183, 3);
    });
    const rules = findRules(crossed.mask, runsOf(crossed.mask), 60).level;
    eraseRules(crossed.contrast, crossed.mask, rules);
    let missing = 0;
    let rest = 0;
    let ink = 0;
    for (let i = 0; i < bare.mask.data.length; i++) {
      ink += bare.mask.data[i]!;
      if (bare.mask.data[i] && !crossed.mask.data[i]) missing++;
      if (!bare.mask.data[i] && crossed.mask.data[i]) rest++;
    }
    // The tip of a stroke that ends in the line goes with it.
    expect(missing).toBeLessThan(0.05 * ink);
    expect(rest).toBeLessThan(0.02 * ink);
    const parts = runsOf(crossed.mask);
    expect(parts.starts.subarray(0, parts.count).every((start) => start > 140)).toBe(true);
  });
});
