import { describe, expect, it } from 'vitest';
import type { Pixels } from '../image/types.js';
import { readerOf } from '../reader.js';
import { ReaderError } from '../reader-error.js';
import { drawSheet, fillSheet, shoot, turned } from '../testing/sheet.js';
import { openForm } from './open-form.js';

const sheet = drawSheet(3, 827, 1170);
const marks = sheet.fields.filter(({ kind }) => kind === 'checkbox').slice(0, 2);
const lines = sheet.fields.filter(({ kind }) => kind === 'line').slice(0, 1);
const template = {
  version: 1,
  name: 'marks',
  page: { width: 827, height: 1170 },
  fields: [...marks, ...lines],
};
const form = openForm(template, sheet.image);
const scan = (values: Record<string, string>): Pixels => {
  const shot = { ...sheet.image, toPicture: turned(sheet.image, sheet.image, 1), table: 255 };
  return shoot(fillSheet(sheet, values, { pen: 3 }), shot);
};
const reader = readerOf(
  {
    decode: async (source: Pixels) => source,
    loadModel: async (source) => {
      throw new ReaderError('model-missing', `no ${source}`);
    },
  },
  {
    network: { input: [1, 28, 28], layers: [{ type: 'dense', units: 11 }] },
    predict: () => new Float32Array(0),
    close: async () => {},
  },
  { name: 'none', labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ''] },
);

describe('reader.form', () => {
  it('needs no network for marks and empty lines', async () => {
    const { fields, status } = await reader.form(form, scan({ [marks[1]!.name]: 'x' }));
    expect(status).toBe('accepted');
    expect(Object.values(fields).map(({ value }) => value)).toEqual([false, true, null]);
  });

  it('needs one for writing', async () => {
    await expect(reader.form(form, scan({ [lines[0]!.name]: '123' }))).rejects.toThrow('no line');
  });
});
