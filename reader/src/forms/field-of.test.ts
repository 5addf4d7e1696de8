/** Fields whose parts check each other: columns with their sum, cheques with their words. */
import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../image/types.js';
import { drawSegment } from '../testing/draw.js';
import { readDrawnLines } from '../testing/drawn-lines.js';
import { fillSheet, type SheetField, type Shot, shoot, turned } from '../testing/sheet.js';
import type { FieldReading } from './form-reading.js';
import { openForm } from './open-form.js';
import { readForm } from './read-form.js';

const codesOf = ({ reasons }: FieldReading): string[] => reasons.map(({ code }) => code);

/** A bill: a column of six boxes with its total below, and the same as a cheque. */
function drawBill(): { readonly image: GrayImage; readonly fields: SheetField[] } {
  const { width, height } = { width: 827, height: 1170 };
  const ink = { width, height, data: new Uint8Array(width * height) };
  const line = (x: number, y: number, u: number, v: number, pen = 2): void =>
    drawSegment(ink, [x, y], [u, v], pen);
  const fields: SheetField[] = [];
  const box = (x: number, y: number, w: number, h: number, name: string): void => {
    line(x, y, x + w, y);
    line(x + w, y, x + w, y + h);
    line(x + w, y + h, x, y + h);
    line(x, y + h, x, y);
    fields.push({ name, kind: 'line', box: { x, y, width: w, height: h } });
  };
  for (let i = 0; i < 12; i++) line(90 + i * 40, 80, 110 + i * 43, 60 + ((i * 17) % 30), 5);
  for (let row = 0; row < 3; row++) {
    line(80, 220 + 60 * row, 300 - 40 * row, 220 + 60 * row, 6);
    box(420, 200 + 60 * row, 300, 60, `row${row + 1}`);
  }
  box(420, 420, 300, 60, 'total');
  box(420, 620, 300, 60, 'cheque');
  for (let i = 0; i < 9; i++) line(90 + i * 61, 1000 + ((i * 31) % 50), 130 + i * 60, 1060, 4);
  return { image: { width, height, data: ink.data.map((cover) => 255 - Math.round(0.8 * cover)) }, fields };
}

describe('fields that check each other', () => {
  const bill = drawBill();
  const billForm = openForm(
    {
      version: 1,
      name: 'bill',
      page: { width: 827, height: 1170 },
      fields: [
        {
          name: 'costs',
          kind: 'column',
          box: { x: 420, y: 200, width: 300, height: 180 },
          rows: 3,
          total: { x: 420, y: 420, width: 300, height: 60 },
          rule: 'integer',
        },
        { name: 'paid', kind: 'cheque', box: { x: 420, y: 620, width: 300, height: 60 }, rule: 'amount(en)' },
      ],
    },
    bill.image,
  );
  const readBill = (written: Record<string, string>, given?: Record<string, string>) => {
    const shot: Shot = {
      ...bill.image,
      toPicture: turned(bill.image, bill.image, -1, 0.99, [3, 8]),
      table: 255,
    };
    return readForm(
      billForm,
      shoot(fillSheet(bill, written, { pen: 3 }), shot),
      readDrawnLines,
      given ? { given } : {},
    );
  };

  it('a column adds up', async () => {
    const { costs } = (await readBill({ row1: '120', row2: '7', row3: '305', total: '432' })).fields;
    expect(costs).toMatchObject({ text: '120 7 305', status: 'accepted', reasons: [], value: [120, 7, 305] });
    expect(costs!.parts!.map(({ name, text }) => [name, text])).toEqual([
      ['costs.1', '120'],
      ['costs.2', '7'],
      ['costs.3', '305'],
      ['costs.total', '432'],
    ]);
  });

  it('a column may have empty rows, or be empty', async () => {
    const { costs } = (await readBill({ row1: '120', row3: '305', total: '425' })).fields;
    expect(costs).toMatchObject({ status: 'accepted', value: [120, null, 305] });
    expect((await readBill({})).fields.costs).toMatchObject({ isEmpty: true, status: 'accepted' });
  });

  it('a column that does not add up goes to review', async () => {
    const { costs } = (await readBill({ row1: '120', row2: '7', row3: '305', total: '532' })).fields;
    expect(costs!.status).toBe('review');
    expect(costs!.reasons.length).toBeGreaterThan(0);
  });

  it('a cheque is accepted where figures and words agree', async () => {
    const words = { paid: 'one hundred twenty dollars' };
    const read = async (figures: string, given?: Record<string, string>) =>
      (await readBill({ cheque: figures }, given)).fields.paid!;
    expect(await read('120', words)).toMatchObject({ status: 'accepted', cheque: { cents: 12_000 } });
    expect(await read('180', words)).toMatchObject({ status: 'review', cheque: { cents: null } });
    expect(codesOf(await read('120'))).toEqual(['legal-missing']);
    expect(codesOf(await read('120', { paid: ' ' }))).toEqual(['legal-missing']);
  });

  it('a cheque with words and without figures goes to review', async () => {
    const { paid } = (await readBill({}, { paid: 'one hundred twenty dollars' })).fields;
    expect(paid).toMatchObject({ isEmpty: true, status: 'review' });
    expect(codesOf(paid!)).toEqual(['unread-courtesy']);
    expect((await readBill({})).fields.paid).toMatchObject({ isEmpty: true, status: 'accepted' });
  });

  it('a cheque may be called as what every object has', async () => {
    const named = openForm(
      { ...billForm.template, fields: [{ ...billForm.template.fields[1]!, name: 'constructor' }] },
      bill.image,
    );
    const page = fillSheet(bill, { cheque: '120' }, { pen: 3 });
    const { fields } = await readForm(named, page, readDrawnLines);
    expect(codesOf(fields.constructor as unknown as FieldReading)).toEqual(['legal-missing']);
  });
});
