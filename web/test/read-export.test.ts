/** Readings as files, and the place of the picture in its frame: no browser needed. */
import { describe, expect, it } from 'vitest';
import { csvCell, toCsv, toJson, toText } from '../src/read/export.js';
import { corrected } from '../src/read/state.js';
import { fitScale, revealing, settled, whole, zoomed } from '../src/read/viewport.js';
import { PAGE } from './number-page.js';
import { readState } from './read-state.js';

describe('exports', () => {
  const state = corrected(readState(), '1.1.1', '=1+2');

  it('as text, with what a person said, without what is no number', () => {
    expect(toText(state.pages)).toBe('48213\n=1+2\n2024\n5581\n5\t\t3\n\t7\t\n1\t9\t\n');
    expect(toText(readState(2).pages)).toMatch(
      /^# form, "A"\.pdf, 1\n48213\n[\d\s]*\n\n# form, "A"\.pdf, 2\n48213\n/,
    );
  });

  it('as CSV that a spreadsheet takes as it is', () => {
    const rows = toCsv(state.pages).split('\r\n');
    expect(rows[0]).toMatch(/^\uFEFFfile,page,kind,grid,row,column,text,value,status,read,confidence,/);
    expect(rows[2]).toBe(
      `"form, ""A"".pdf",1,line,,2,,'=1+2,,corrected,70619,0.6200,not-sure,,90,210,257,100,stand-in,1`,
    );
    expect(rows[6]).toMatch(/^"form, ""A"".pdf",1,cell,1,1,1,5,,accepted,5,0\.9900,/);
    expect(rows).toHaveLength(1 + 14 + 1);
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+cmd|x', "'+cmd|x"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['＝1', "'＝1"],
    ['-12,50', '"-12,50"'],
    ['-1.5', '-1.5'],
    ['+41 44', '+41 44'],
    ['-', '-'],
    ['a\nb', '"a\nb"'],
    ['00123', '00123'],
  ])('quotes %j', (value, cell) => expect(csvCell(value)).toBe(cell));

  it('as JSON, with everything that was known', () => {
    const json = JSON.parse(toJson(state.pages, '2026-01-02T03:04:05Z'));
    expect(json.exported).toBe('2026-01-02T03:04:05Z');
    const [page] = json.pages;
    expect(page).toMatchObject({ page: 1, ...PAGE, model: 'stand-in', preparation: '1' });
    expect(page.lines[1]).toMatchObject({
      text: '=1+2',
      status: 'corrected',
      read: '70619',
      confidence: 0.62,
    });
    expect(page.lines[1].alternatives).toHaveLength(2);
    expect(page.grids[0].cells[7]).toMatchObject({ row: 2, column: 1, text: '9', status: 'review' });
    expect(JSON.stringify(json)).not.toContain('seen');
  });
});

describe('viewport', () => {
  const frame = { width: 400, height: 300 };
  const picture = { width: 1000, height: 1000 };

  it('shows the whole picture in the middle', () => {
    expect(fitScale(frame, picture)).toBe(0.3);
    expect(whole(frame, picture)).toEqual({ zoom: 1, x: 50, y: 0 });
  });

  it('zooms about a point and never leaves a gap', () => {
    const view = zoomed(whole(frame, picture), 4, [200, 150], frame, picture);
    expect(view).toEqual({ zoom: 4, x: -400, y: -450 });
    expect(zoomed(view, 1e9, [0, 0], frame, picture).zoom).toBe(16);
    expect(zoomed(view, 1e-9, [0, 0], frame, picture)).toEqual(whole(frame, picture));
    expect(settled({ zoom: 4, x: 999, y: -9999 }, frame, picture)).toEqual({ zoom: 4, x: 0, y: -900 });
  });

  it('brings a box in sight, and leaves what is in sight alone', () => {
    const view = zoomed(whole(frame, picture), 4, [200, 150], frame, picture);
    expect(revealing(view, { x: 450, y: 450, width: 50, height: 20 }, frame, picture)).toEqual(view);
    const there = revealing(view, { x: 0, y: 500, width: 50, height: 20 }, frame, picture);
    expect(there).toEqual({ zoom: 4, x: 0, y: -450 });
  });
});
