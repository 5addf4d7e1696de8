/** A closer look at characters that something else keeps small. */
import { expect, test } from 'vitest';
import { blankCanvas } from '../testing/canvas.js';
import { inkBox } from './fit-digit.js';
import { INK_HEIGHT } from './fit-line.js';
import { prepareLine } from './prepare-line.js';

const how = { height: 40, pen: 4 };

test('digits that fill the strip are seen as closely as can be', () => {
  const canvas = blankCanvas(300, 120);
  canvas.write('40751', 60, 40, how);
  expect(prepareLine(canvas.picture()).closer!()).toBeNull();
});

test('digits beside a tall stroke are seen again without what stands over and under them', () => {
  const canvas = blankCanvas(300, 160);
  canvas.write('40751', 60, 60, how);
  canvas.rule(225, 44, 215, 120, 4);
  const prepared = prepareLine(canvas.picture());
  const [seen, closer] = [prepared.seen, prepared.closer!()];
  // The stroke is 80 pixels high, the digits are 40: twice as large but for a margin of 0.3 of their height.
  expect(closer!.width / seen.width).toBeGreaterThan(1.3);
  expect(inkBox(closer!)!.height).toBeGreaterThanOrEqual(INK_HEIGHT);
});

test('small characters are enlarged too, up to the edges of the picture', () => {
  const canvas = blankCanvas(160, 40);
  canvas.write('40751', 20, 3, { height: 16, pen: 2 });
  canvas.rule(115, 2, 112, 38, 2);
  const prepared = prepareLine(canvas.picture());
  const [seen, closer] = [prepared.seen, prepared.closer!()];
  // From 36 rows, all of the stroke, to some 21, of digits of 16: larger than they are in the picture.
  expect(closer!.width / seen.width).toBeGreaterThan(1.6);
});
