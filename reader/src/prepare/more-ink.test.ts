/** Writing beside the line that the line does not hold. */
import { expect, test } from 'vitest';
import { blankCanvas } from '../testing/canvas.js';
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
