/** Kaggle's CSV: read, refused with the row. */
import { describe, expect, it } from 'vitest';
import { codeOf, datasetErrorOf, drawnBitmaps } from './fixtures.js';
import { isKaggle, parseKaggle } from './kaggle.js';

const { images, labels } = drawnBitmaps(12);
const header = ['label', ...Array.from({ length: 784 }, (_, i) => `pixel${i}`)].join(',');
const rows = Array.from(labels, (label, i) => [label, ...images.subarray(i * 784, (i + 1) * 784)].join(','));
const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));

describe('parseKaggle', () => {
  it.each(['\n', '\r\n'])('reads rows ended by %j', (end) => {
    const text = new TextEncoder().encode([header, ...rows, ''].join(end));
    expect(isKaggle(text)).toBe(true);
    const dataset = parseKaggle(text, 'train.csv');
    expect(dataset.length).toBe(12);
    expect(dataset.label(3)).toBe('3');
    expect(dataset.image(11).data).toEqual(images.subarray(11 * 784));
    expect(dataset.warnings).toEqual([]);
  });

  it('reads a file without a last line break', () => {
    expect(parseKaggle(bytes(header, ...rows), 'train.csv').image(11).data).toEqual(
      images.subarray(11 * 784),
    );
  });

  it('refuses a file of pixels only', async () => {
    const error = await datasetErrorOf(() =>
      parseKaggle(bytes(header.slice(6), rows[0]!.slice(2)), 'test.csv'),
    );
    expect(error.code).toBe('unlabeled');
    expect(error.message).toContain('Expected a first column "label" but received "pixel0"');
  });

  it.each([
    ['a cut row', rows[1]!.slice(0, 700), 'bad-row'],
    ['a long row', `${rows[1]},0`, 'bad-row'],
    ['a word', rows[1]!.replace(/,0,/, ',x,'), 'bad-row'],
    ['a number above 255', rows[1]!.replace(/,0,/, ',256,'), 'bad-row'],
    ['a negative number', rows[1]!.replace(/,0,/, ',-1,'), 'bad-row'],
    ['an empty cell', rows[1]!.replace(/,0,/, ',,'), 'bad-row'],
  ])('refuses %s with its row', async (_, row, code) => {
    expect(await codeOf(() => parseKaggle(bytes(header, rows[0]!, row), 'train.csv'))).toEqual([code, 3]);
  });

  it('refuses a label out of range, another size, and no rows', async () => {
    const wrong = bytes(header, rows[0]!.replace(/^0/, '11'));
    expect(await codeOf(() => parseKaggle(wrong, 'train.csv'))).toEqual(['label-range', 2]);
    expect(await codeOf(() => parseKaggle(bytes('label,pixel0,pixel1', '1,0,0'), 'a.csv'))).toEqual([
      'image-size',
      1,
    ]);
    expect(await codeOf(() => parseKaggle(bytes(header, ''), 'a.csv'))).toEqual(['empty', undefined]);
  });

  it('counts lines, the header and empty ones too', () => {
    const { warnings, source } = parseKaggle(bytes(header, ...rows, '', rows[4]!), 'train.csv');
    expect(warnings).toMatchObject([{ code: 'duplicate-rows', rows: [15] }]);
    expect(source(12)).toBe('train.csv, row 15');
  });
});
