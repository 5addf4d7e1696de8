import { describe, expect, it } from 'vitest';
import type { GrayImage, Pixels } from '../image/types.js';
import { applyHomography, homographyFrom, type Point } from '../image/warp.js';
import { readDrawnLines } from '../testing/drawn-lines.js';
import {
  drawSheet,
  fillSheet,
  type Hand,
  type SheetField,
  type Shot,
  shoot,
  turned,
} from '../testing/sheet.js';
import type { FieldReading } from './form-reading.js';
import { openForm } from './open-form.js';
import { readForm } from './read-form.js';

const A4 = { width: 1654, height: 2339 };
const sheet = drawSheet(3);
const ruleOf = ({ kind, cells }: SheetField): object =>
  kind === 'checkbox' ? {} : { rule: `digits(${kind === 'boxes' ? cells : 5})` };
const template = {
  version: 1,
  name: 'drawn',
  page: A4,
  fields: sheet.fields.map((field) => ({ ...field, ...ruleOf(field) })),
};
const values = Object.fromEntries(
  sheet.fields.map(({ name, kind, cells = 5 }, i) => [
    name,
    kind === 'checkbox' ? (i % 2 ? 'x' : '') : '0123456789'.slice(i % 5, (i % 5) + cells),
  ]),
);
const form = openForm(template, sheet.image);
const scanned: Shot = { ...A4, toPicture: turned(A4, A4, 1.2, 1, [12, -9]), table: 255, noise: 8 };
const upsideDown: Shot = { ...A4, toPicture: turned(A4, A4, 179.3, 0.97, [5, 14]), table: 30, noise: 8 };
const photographed: Shot = {
  width: 1500,
  height: 2000,
  toPicture: homographyFrom(
    [
      [0, 0],
      [1654, 0],
      [1654, 2339],
      [0, 2339],
    ],
    [
      [160, 140],
      [1330, 90],
      [1400, 1900],
      [100, 1850],
    ],
  ),
  light: [0.6, 1],
  noise: 8,
  blur: 1,
};
const read = (page: GrayImage, shot: Shot, options = {}) =>
  readForm(form, shoot(page, shot), readDrawnLines, options);
const codesOf = ({ reasons }: Pick<FieldReading, 'reasons'>): string[] => reasons.map(({ code }) => code);

describe('a filled-in form', () => {
  it.each<[string, Shot, Hand]>([
    ['scanned', scanned, {}],
    ['upside down', upsideDown, {}],
    ['photographed', photographed, {}],
    ['written over the lines', scanned, { shift: 0.25, pen: 5 }],
    ['with a broad pen', scanned, { pen: 7 }],
    ['with a pale pen over the lines', upsideDown, { shift: 0.2, ink: 120 }],
  ])('%s is read', async (_, shot, hand) => {
    const { fields, status, registration, reasons } = await read(fillSheet(sheet, values, hand), shot);
    expect(Object.fromEntries(Object.values(fields).map(({ name, text }) => [name, text]))).toEqual(values);
    expect({ status, reasons }).toEqual({ status: 'accepted', reasons: [] });
    expect(registration!.quality).toBeGreaterThan(0.9);
    expect(registration!.residual).toBeLessThan(0.7);
  });

  it('says where everything is in the picture', async () => {
    const { fields } = await read(fillSheet(sheet, values), photographed);
    for (const { name, box, kind, cells } of sheet.fields) {
      const field = fields[name]!;
      const expected = applyHomography(photographed.toPicture, [box.x, box.y]);
      expect(Math.hypot(expected[0] - field.quad![0][0], expected[1] - field.quad![0][1])).toBeLessThan(1.5);
      if (kind !== 'boxes') continue;
      field.characters.forEach(({ quad }, i) => {
        const middle: Point = [box.x + ((i + 0.5) * box.width) / cells!, box.y + box.height / 2];
        const [x, y] = applyHomography(photographed.toPicture, middle);
        expect(Math.abs((quad[0][0] + quad[1][0]) / 2 - x)).toBeLessThan(0.35 * (box.width / cells!));
        expect(quad[0][1]).toBeLessThan(y);
        expect(quad[3][1]).toBeGreaterThan(y);
      });
    }
  });

  it('may be empty', async () => {
    const { fields, status } = await read(sheet.image, photographed);
    for (const field of Object.values(fields))
      expect(field).toMatchObject({ text: '', isEmpty: true, status: 'accepted', reasons: [] });
    expect(status).toBe('accepted');
  });

  it('with gaps, with too much, or with a required field left out goes to review', async () => {
    const boxes = sheet.fields.find(({ kind }) => kind === 'boxes')!;
    const line = sheet.fields.find(({ kind }) => kind === 'line')!;
    const strict = openForm(
      {
        ...template,
        fields: template.fields.map((field) =>
          field.name === line.name ? { ...field, required: true } : field,
        ),
      },
      sheet.image,
    );
    const page = fillSheet(sheet, { ...values, [boxes.name]: '01 3456', [line.name]: '' });
    const { fields, status } = await readForm(strict, shoot(page, scanned), readDrawnLines);
    expect(codesOf(fields[boxes.name]!)).toContain('cell-empty');
    expect(fields[line.name]).toMatchObject({ isEmpty: true, status: 'review' });
    expect(codesOf(fields[line.name]!)).toEqual(['field-empty']);
    expect(status).toBe('review');
  });
});

describe('a template that does not fit', () => {
  it('is refused, with every field', async () => {
    const other = drawSheet(5);
    const white = { ...A4, data: new Uint8Array(A4.width * A4.height).fill(245) };
    for (const page of [
      shoot(other.image, scanned),
      white,
      { width: 1, height: 1, data: new Uint8Array(1) },
    ]) {
      const reading = await readForm(form, page, readDrawnLines);
      expect(reading).toMatchObject({
        status: 'rejected',
        registration: null,
        reasons: [{ code: 'no-fit' }],
      });
      expect(Object.keys(reading.fields)).toEqual(Object.keys(values));
      for (const field of Object.values(reading.fields))
        expect(field).toMatchObject({
          text: '',
          status: 'rejected',
          quad: null,
          reasons: [{ code: 'no-fit' }],
        });
    }
  });

  it('in places is noticed in those places', async () => {
    // Another edition of the form: a comb stands elsewhere.
    const moved = sheet.fields.find(({ kind }) => kind === 'boxes')!;
    const data = sheet.image.data.slice();
    const { x, y, width, height } = moved.box;
    for (let row = y - 4; row < y + height + 4; row++)
      data.fill(255, row * A4.width + x - 4, row * A4.width + x + width + 4);
    const { fields, registration } = await read({ ...A4, data }, scanned);
    expect(registration!.quality).toBeGreaterThan(0.8);
    expect(codesOf(fields[moved.name]!)).toEqual(['field-differs']);
    const others = Object.values(fields).filter(({ name }) => name !== moved.name);
    expect(others.flatMap(codesOf)).toEqual([]);
  });

  it('in part is read in part', async () => {
    const cut: Shot = {
      ...scanned,
      height: 1700,
      toPicture: turned(A4, { width: 1654, height: 1700 }, 0.5, 1, [0, 330]),
    };
    const { fields, status } = await read(fillSheet(sheet, values), cut);
    expect(status).toBe('review');
    const last = sheet.fields.at(-1)!;
    expect(codesOf(fields[last.name]!)).toContain('field-outside');
    const first = sheet.fields[0]!;
    expect(fields[first.name]).toMatchObject({ text: values[first.name], status: 'accepted' });
  });
});

describe('opening a form', () => {
  it('refuses blanks that cannot be those of the template', () => {
    const white: Pixels = { ...A4, data: new Uint8Array(A4.width * A4.height).fill(255) };
    expect(() => openForm(template, white)).toThrow(
      /^Expected at least 8 corners of print on the blank but received 0;/,
    );
    const wide = { width: 2339, height: 1654, data: sheet.image.data };
    expect(() => openForm(template, wide)).toThrow(
      'Expected a blank of the shape 1654 × 2339 but received 2339 × 1654 pixels; check page, or name another blank',
    );
    expect(() => openForm({ ...template, version: 0 }, sheet.image)).toThrow(/^Expected 1 for version/);
  });

  it('takes any unit of length', async () => {
    const scale = 210 / 1654;
    const inMillimetres = {
      ...template,
      page: { width: 210, height: 2339 * scale },
      fields: template.fields.slice(0, 2).map(({ box, ...field }) => ({
        ...field,
        box: { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale },
      })),
    };
    const page = shoot(fillSheet(sheet, values), scanned);
    const { fields } = await readForm(openForm(inMillimetres, sheet.image), page, readDrawnLines);
    for (const { name } of inMillimetres.fields) expect(fields[name]!.text).toBe(values[name]);
  });
});
