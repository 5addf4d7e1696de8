/** labels.csv: columns by name, every broken row named. */
import { describe, expect, it } from 'vitest';
import { codeOf } from './fixtures.js';
import { parseLabels } from './labels-table.js';

describe('parseLabels', () => {
  it('reads columns in any order, quotes, a byte order mark and Windows line ends', () => {
    const { rows, warnings } = parseLabels(
      '\uFEFFwriter,text,file\r\n"W, 1",7,"a, b.png"\r\n,,./c.png\r\n',
      'labels.csv',
    );
    expect(rows).toEqual([
      { file: 'a, b.png', text: '7', writer: 'W, 1', row: 2 },
      { file: 'c.png', text: '', row: 3 },
    ]);
    expect(warnings).toEqual([]);
  });

  it('takes a repeated row once and says so', () => {
    const { rows, warnings } = parseLabels('file,text\na,1\nb,2\na,1\n', 'labels.csv');
    expect(rows.length).toBe(2);
    expect(warnings[0]).toMatchObject({ code: 'duplicate-rows', rows: [4] });
  });

  it('counts empty lines too', () => {
    const { rows } = parseLabels('file,text\n\na,1\n\n\nb,2\n', 'labels.csv');
    expect(rows.map(({ row }) => row)).toEqual([3, 6]);
  });

  it('says how many columns a row should have', () => {
    expect(() => parseLabels('file,text,writer\na,1,w\nb,2\n', 'labels.csv')).toThrow(
      'labels.csv, row 3: Expected 3 columns but received 2',
    );
  });

  it.each([
    ['other columns', 'name,label\na,1\n', 'bad-row', 1],
    ['two texts for one file', 'file,text\na,1\nb,2\na,7\n', 'conflicting-rows', 4],
    ['a row without a file', 'file,text\na,1\n,2\n', 'bad-row', 3],
    ['a row with too few columns', 'file,text\na,1\nb\n', 'bad-row', 3],
    ['a file outside the folder', 'file,text\n../a,1\n', 'bad-row', 2],
    ['an absolute path', 'file,text\n/etc/a,1\n', 'bad-row', 2],
    ['a quote that does not end', 'file,text\n"a,1\nb,2\n', 'bad-row', 3],
    ['no rows', 'file,text\n', 'empty', undefined],
  ])('refuses %s', async (_, text, code, row) => {
    expect(await codeOf(() => parseLabels(text, 'labels.csv'))).toEqual([code, row]);
  });
});
