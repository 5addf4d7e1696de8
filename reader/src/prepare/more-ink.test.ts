/** Writing beside the line that the line does not hold. */
import { expect, test } from 'vitest';
import { components } from '../image/components.js';
import { blankCanvas } from '../testing/canvas.js';
import { hasMoreInk } from './more-ink.js';
import { prepareLine } from './prepare-line.js';

const codes = (draw: (canvas: ReturnType<typeof blankCanvas>) => void): string[] => {
  const canvas = blankCanvas(400, 300);
  draw(canvas);
  return prepareLine(canvas.picture()).reasons.map(({ code }) => code);
};

test('a number by itself, on a rule, beside an upright: nothing is missing', () => {
  expect(codes((canvas) => canvas.write('40751', 150, 130, { height: 40, pen: 4 }))).toEqual([]);
  const ruled = codes((canvas) => {
    canvas.write('40751', 150, 130, { height: 40, pen: 4 });
    canvas.rule(10, 190, 390, 190, 3);
    canvas.rule(100, 0, 100, 300, 3);
  });
  expect(ruled).toEqual([]);
});

test('a digit that hangs together with an upright rule is read without the rule', () => {
  const canvas = blankCanvas(400, 300);
  canvas.write('20751', 112, 130, { height: 40, pen: 4 });
  canvas.rule(116, 0, 116, 300, 3);
  const { box, reasons } = prepareLine(canvas.picture());
  expect(reasons).toEqual([]);
  expect(box!.x).toBeLessThan(125);
  expect(box!.height).toBeLessThan(60);
});

test('a digit that hangs together with a fold is said to be missing', () => {
  const found = codes((canvas) => {
    canvas.write('0751', 150, 130, { height: 40, pen: 4 });
    canvas.write('2', 112, 130, { height: 40, pen: 4 });
    canvas.rule(60, 0, 114, 150, 3);
    canvas.rule(114, 150, 60, 300, 3);
  });
  expect(found).toEqual(['more-ink']);
});

test('a digit that hangs on the frame around the line is more ink, the frame alone is none', () => {
  const found = (y: number): boolean => {
    const canvas = blankCanvas(400, 240);
    for (const at of [20, 380]) canvas.rule(at, 60, at, 180, 3);
    for (const at of [60, 180]) canvas.rule(20, at, 380, at, 3);
    const band = canvas.write('751', 190, 132, { height: 40, pen: 4 });
    canvas.write('8', 140, y, { height: 40, pen: 4 });
    const { width, height, data } = canvas.picture();
    const all = components({ width, height, data: data.map((level) => (level < 128 ? 1 : 0)) });
    const own = all.list.filter(({ box }) => box.height < 60);
    return hasMoreInk(all, own, band, 4);
  };
  expect(found(139)).toBe(true);
  expect(found(132)).toBe(false);
});
