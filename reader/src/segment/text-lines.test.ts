import { describe, expect, it } from 'vitest';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import { blankCanvas, type Canvas } from '../testing/canvas.js';
import { characterHeight } from './characters.js';
import { inkMap } from './ink-map.js';
import { cropBox, cropLines } from './line-crops.js';
import { printScore } from './print-score.js';
import { findTextLines, inOrder, type TextLine } from './text-lines.js';

function linesOf(draw: (canvas: Canvas) => void): TextLine[] {
  const canvas = blankCanvas(900, 700);
  draw(canvas);
  const { mask } = inkMap(canvas.picture());
  return inOrder(findTextLines(componentsOfRuns(runsOf(mask)).list, 900, 700, () => 0));
}

describe('findTextLines', () => {
  it('groups uneven and slanting writing', () => {
    const lines = linesOf((canvas) => {
      for (let i = 0; i < 6; i++)
        canvas.write('3141592', 60, 60 + i * 105, { uneven: 0.15, slope: 0.02 * (i - 3), height: 42 });
    });
    expect(lines.length).toBe(6);
    expect(lines.every(({ parts }) => parts.length >= 7)).toBe(true);
  });

  it('parts columns and keeps words together, in the order of reading', () => {
    const lines = linesOf((canvas) => {
      canvas.write('12 345', 60, 60);
      canvas.write('678', 600, 66);
      canvas.write('90', 60, 200);
    });
    expect(lines.map(({ box }) => Math.round(box.x / 100))).toEqual([1, 6, 1]);
    expect(lines[0]!.parts.length).toBe(5);
  });

  it('takes in broken strokes and dots, leaves specks', () => {
    const lines = linesOf((canvas) => {
      canvas.write('555', 60, 100, { height: 60, step: 0.9 });
      canvas.rule(232, 158, 235, 158, 7);
      canvas.rule(700, 500, 701, 500, 3);
    });
    expect(lines.length).toBe(1);
    expect(lines[0]!.box.x + lines[0]!.box.width).toBeGreaterThan(235);
  });

  it('never joins what lies in different zones', () => {
    const canvas = blankCanvas(900, 300);
    canvas.write('123456', 60, 100);
    const { mask } = inkMap(canvas.picture());
    const { list } = componentsOfRuns(runsOf(mask));
    const lines = findTextLines(list, 900, 300, (box) => (box.x < 150 ? 0 : 1));
    expect(lines.length).toBe(2);
  });
});

it('characterHeight is that of most of the writing', () => {
  const canvas = blankCanvas(900, 700);
  for (let i = 0; i < 5; i++) canvas.write('4075123', 60, 60 + i * 100, { height: 50 });
  canvas.grid(600, 400, 2, 2, [100, 100]);
  const { mask } = inkMap(canvas.picture());
  const { list } = componentsOfRuns(runsOf(mask));
  expect(Math.abs(characterHeight(list, 900, 700) - 50)).toBeLessThan(5);
  expect(characterHeight([], 900, 600)).toBe(15);
});

it('cropLines gives each line its own ink only', () => {
  const canvas = blankCanvas(900, 300);
  canvas.write('1234', 60, 60, { height: 50 });
  canvas.write('5678', 60, 116, { height: 50 });
  const { contrast, mask } = inkMap(canvas.picture());
  const runs = runsOf(mask);
  const { labels, list } = componentsOfRuns(runs);
  const lines = findTextLines(list, 900, 300, () => 0);
  const crops = cropLines(lines, runs, labels, contrast);
  expect(crops.length).toBe(2);
  for (const [i, { width, height, data }] of crops.entries()) {
    const box = cropBox(lines[i]!);
    expect([width, height]).toEqual([box.width, box.height]);
    const ink = data.reduce(
      (rows, value, at) => (value < 128 ? rows.add(Math.floor(at / width)) : rows),
      new Set<number>(),
    );
    expect(Math.max(...ink) - Math.min(...ink)).toBeLessThan(58);
  }
});

it('printScore is high for even characters, low for a hand', () => {
  const [even, uneven, few] = linesOf((canvas) => {
    canvas.write('2345678902', 60, 60, { height: 40 });
    canvas.write('2345678902', 60, 250, { height: 44, uneven: 0.2 });
    canvas.write('23', 60, 450);
  }).map(printScore);
  expect(even).toBeGreaterThan(0.8);
  expect(uneven).toBeLessThan(0.6);
  expect(few).toBe(0.5);
});
