import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { drawSegment } from '../testing/draw.js';
import { drawSheet } from '../testing/sheet.js';
import { openForm } from './open-form.js';
import { proposeTemplate } from './propose-fields.js';
import type { FieldBox } from './template.js';

/** The common part of two boxes, in parts of both together. */
function overlap(a: FieldBox, b: FieldBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common / (a.width * a.height + b.width * b.height - common);
}

/** Equal to within a few pixels. */
const near = (value: number) => ({
  asymmetricMatch: (other: unknown) => typeof other === 'number' && Math.abs(other - value) <= 8,
});

describe('the fields of a blank', () => {
  it.each([1, 2, 3])('are seen, each once, and what is none is not: sheet %d', (seed) => {
    const sheet = drawSheet(seed);
    const { fields } = proposeTemplate('sheet', sheet.image);
    expect(fields).toHaveLength(sheet.fields.length);
    for (const { kind, box, cells } of sheet.fields) {
      const near = fields.filter((field) => overlap(field.box, box) > 0.6);
      expect(near).toMatchObject([{ kind, ...(cells ? { cells, rule: `digits(1..${cells})` } : {}) }]);
    }
  });

  it('are rules one by one, long ones with a label, and none that underlines or parts', () => {
    const { width, height } = { width: 827, height: 600 };
    const ink: GrayImage = { width, height, data: new Uint8Array(width * height) };
    const rule = (x: number, y: number, to: number) => drawSegment(ink, [x, y], [to, y], 2);
    const word = (x: number, y: number, letters: number): void => {
      for (let i = 0; i < letters; i++) {
        drawSegment(ink, [x + 11 * i, y], [x + 11 * i, y - 14], 2);
        drawSegment(ink, [x + 11 * i, y], [x + 11 * i + 6, y - 8], 2);
      }
    };
    word(60, 100, 7);
    rule(170, 105, 390);
    word(410, 100, 4);
    rule(470, 105, 720);
    word(60, 200, 25);
    rule(58, 205, 340);
    word(60, 300, 6);
    rule(140, 305, 770);
    rule(30, 360, 800);
    word(60, 420, 30);
    word(60, 450, 35);
    const data = ink.data.map((cover) => 255 - Math.round(0.8 * cover));
    const { fields } = proposeTemplate('rules', { width, height, data });
    expect(fields.map(({ kind, box: { x, y, width, height } }) => [kind, x, y + height, width])).toEqual(
      [
        [170, 105, 220],
        [470, 105, 250],
        [140, 305, 630],
      ].map(([x, y, wide]) => ['line', near(x!), near(y!), near(wide!)]),
    );
  });

  it('make a template that opens', () => {
    const sheet = drawSheet(2, 1240, 1754);
    const template = proposeTemplate('sheet', sheet.image, { file: 'sheet.pdf', page: 2 });
    expect(template).toMatchObject({
      version: 1,
      blank: 'sheet.pdf',
      blankPage: 2,
      page: { width: 1240, height: 1754 },
    });
    expect(new Set(template.fields.map(({ name }) => name)).size).toBe(template.fields.length);
    expect(openForm(template, sheet.image).fields).toHaveLength(template.fields.length);
  });

  it('are none on white paper, and on next to nothing', () => {
    const white = (width: number, height: number) => ({
      width,
      height,
      data: new Uint8Array(width * height).fill(255),
    });
    expect(proposeTemplate('white', white(800, 600)).fields).toEqual([]);
    expect(proposeTemplate('white', white(1, 1)).fields).toEqual([]);
  });
});
