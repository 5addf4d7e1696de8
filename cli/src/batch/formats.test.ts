/** Rows as CSV, JSON and JSON lines, read back by others' parsers. */
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../args.js';
import { digitRecord } from '../read/records.js';
import { csvCell } from './csv.js';
import { type FileResult, outFormat } from './formats.js';

const record = digitRecord('scans/a "b", c\nd.png', 2, {
  text: '7',
  confidence: 0.123456789,
  status: 'review',
  alternatives: [{ text: '1', confidence: 0.1 }],
  seen: new Uint8Array(784),
  box: { x: 1, y: 2, width: 3, height: 4 },
  reasons: [{ code: 'not-sure', message: 'Look at it; please.' }],
  model: 'm',
  preparation: '1',
});
const read: FileResult = { file: record.file, records: [record, { ...record, page: 3, box: null }] };
const failed: FileResult = {
  file: '=x.png',
  failure: { file: '=x.png', error: 'damaged', message: '=x.png: is broken' },
};

/** All of a file that has these results. */
function whole(path: string, results: readonly FileResult[]): string {
  const format = outFormat(path);
  let isFirst = true;
  const texts = results.map((result) => {
    const text = format.text(result, isFirst);
    isFirst = false;
    return text;
  });
  return format.head + texts.join('') + format.tail;
}

describe('CSV', () => {
  test('a row a text, a failure a row of its own', () => {
    const [head, ...rows] = parse(whole('out.csv', [read, failed])) as string[][];
    expect(head!.slice(0, 8)).toEqual([
      'file',
      'page',
      'kind',
      'place',
      'text',
      'value',
      'confidence',
      'status',
    ]);
    expect(rows).toEqual([
      [
        record.file,
        '2',
        'digit',
        '',
        '7',
        '',
        '0.123457',
        'review',
        'Look at it; please.',
        '1',
        '2',
        '3',
        '4',
      ],
      [record.file, '3', 'digit', '', '7', '', '0.123457', 'review', 'Look at it; please.', '', '', '', ''],
      ["'=x.png", '', '', '', '', '', '', 'failed', "'=x.png: is broken", '', '', '', ''],
    ]);
  });

  test.each([
    ['=1+2', "'=1+2"],
    ['+cmd|calc', "'+cmd|calc"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['\tx', "'\tx"],
    ['-12.50', '-12.50'],
    ['+49 30 1234', '+49 30 1234'],
    ['-', "'-"],
    ['a,b', '"a,b"'],
    ['1\r\n2', '"1\r\n2"'],
    ['', ''],
    [-3, '-3'],
  ])('%j is %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

test('JSON lines and JSON hold the records whole', () => {
  const expected = [
    record,
    { ...record, page: 3, box: null },
    { file: '=x.png', error: 'damaged', message: '=x.png: is broken' },
  ];
  const lines = whole('out.jsonl', [read, failed]).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
  expect(JSON.parse(whole('OUT.JSON', [read, failed]))).toEqual(expected);
  expect(JSON.parse(whole('out.json', []))).toEqual([]);
});

test('other endings are refused', () => {
  expect(() => outFormat('out.xlsx')).toThrow(
    new UsageError('Expected a name that ends with .csv, .jsonl, .json for --out but received out.xlsx'),
  );
});
