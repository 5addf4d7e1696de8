import { expect, it } from 'vitest';
import { joinRules } from '../image/curves.js';
import { findRules } from '../image/rules.js';
import { runsOf } from '../image/runs.js';
import { blankCanvas, type Canvas } from '../testing/canvas.js';
import { inkMap } from './ink-map.js';
import { openComb } from './open-comb.js';

function cellsOn(draw: (canvas: Canvas) => void): number | null {
  const canvas = blankCanvas(700, 300);
  draw(canvas);
  const { mask } = inkMap(canvas.picture());
  const [line] = joinRules(findRules(mask, runsOf(mask), 100).level);
  const lattice = line && openComb(line, mask);
  return lattice ? lattice.upright.length - 1 : null;
}

const ticks = (canvas: Canvas, places: readonly number[]): void => {
  canvas.rule(100, 200, 580, 200);
  for (const x of places) canvas.rule(100 + x, 184, 100 + x, 200);
};

it('finds the cells between even ticks, also under writing', () => {
  const even = Array.from({ length: 9 }, (_, i) => 60 * i);
  expect(cellsOn((canvas) => ticks(canvas, even))).toBe(8);
  const written = (canvas: Canvas): void => {
    ticks(canvas, even);
    canvas.write('12345678', 108, 146, { height: 50, step: 60 / 50 });
  };
  expect(cellsOn(written)).toBe(8);
});

it('a line with digits on it, or with uneven ticks, is none', () => {
  expect(cellsOn((canvas) => ticks(canvas, []))).toBeNull();
  expect(cellsOn((canvas) => ticks(canvas, [0, 40, 150, 260, 480]))).toBeNull();
  const digits = (canvas: Canvas): void => {
    ticks(canvas, []);
    canvas.write('1111', 120, 150, { height: 52 });
  };
  expect(cellsOn(digits)).toBeNull();
});
