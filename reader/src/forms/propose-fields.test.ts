import { describe, expect, it } from 'vitest';
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
