/** Marks over a page: where they are, and that every character has strokes. */
import { LINE_LABELS } from '@digitry/reader';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawOverlay } from './draw-overlay.js';
import { textStrokes, textWidth } from './glyphs.js';
import { marksSvg } from './marks.js';

const box = (x: number, y: number, width: number, height: number) =>
  [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ] as const;

test('the picture stays, outlines and readings lie over it', async () => {
  const [width, height] = [400, 300];
  const pixels = { width, height, data: new Uint8Array(width * height).fill(200) };
  const png = await drawOverlay(pixels, [
    { outline: box(100, 120, 80, 40), text: '27', status: 'accepted' },
    { outline: box(0, 0, 60, 30), text: '1', status: 'review' },
  ]);
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([width, height, 3]);
  const at = (x: number, y: number): number[] => [
    ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
  ];
  expect(at(300, 250)).toEqual([200, 200, 200]);
  expect(at(140, 140)).toEqual([200, 200, 200]);
  // The left side of the outline is blue.
  const [red, , blue] = at(100, 140);
  expect(blue! - red!).toBeGreaterThan(50);
  // The reading stands on white above, and for the one at the top below.
  // Of something 40 tall the reading is 28 tall, of something 30 tall 21.
  const isWhitish = (x: number, y: number): boolean => at(x, y)[0]! > 235;
  expect([isWhitish(101, 80), isWhitish(1, 34)]).toEqual([true, true]);
});

test('transparent and colored pictures', async () => {
  for (const channels of [1, 2, 3, 4]) {
    const png = await drawOverlay(
      { width: 20, height: 10, data: new Uint8Array(200 * channels).fill(90) },
      [],
    );
    expect(await sharp(png).metadata()).toMatchObject({ width: 20, height: 10 });
  }
});

test('readings keep within the page', () => {
  const svg = marksSvg(200, 100, [{ outline: box(190, 90, 10, 10), text: '123456', status: 'rejected' }]);
  const [, x, , wide] = /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/.exec(svg)!;
  expect(Number(x) + Number(wide)).toBeLessThanOrEqual(200);
});

test('every character that lines have is drawn, and takes its room', () => {
  for (const label of LINE_LABELS.slice(1)) {
    const isSpace = label === ' ';
    expect(textStrokes(label, 0, 0, 12).includes('<path')).toBe(!isSpace);
  }
  expect(textWidth('12', 6)).toBeCloseTo(11.2);
});
