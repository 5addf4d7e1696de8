/** Stroke JSON: drawn with a round pen of the width that was asked for. */
import { describe, expect, it } from 'vitest';
import { codeOf } from './fixtures.js';
import { parseStrokes } from './strokes.js';

const bar = [
  [
    [10, 100],
    [10, 300],
  ],
];
const json = (strokes: unknown): string => JSON.stringify({ source: 'made up', strokes });

describe('parseStrokes', () => {
  it('draws each sample as ink of the given width', () => {
    const dataset = parseStrokes(json({ 1: [bar, bar] }), 's.json', { penWidth: 0.1, side: 60 });
    const { width, height } = dataset.image(1);
    const data = Uint8Array.from(dataset.image(1).data);
    expect([dataset.length, dataset.label(1), dataset.ink]).toEqual([2, '1', true]);
    expect(data.length).toBe(width * height);
    const middle = data.subarray(Math.floor(height / 2) * width, Math.floor(height / 2) * width + width);
    // A tenth of 60 pixels across the bar.
    expect(middle.reduce((sum, value) => sum + value, 0) / 255).toBeCloseTo(6, 0);
    expect(dataset.source(1)).toBe('s.json, "1", sample 2');
  });

  it('draws a single point as a dot', () => {
    const dot = parseStrokes(json({ 0: [[[[5, 5]]]] }), 's.json').image(0);
    expect(dot.data.some((value) => value === 255)).toBe(true);
  });

  it('leaves letters out, with a warning, unless text is asked for', () => {
    const text = json({ 1: [bar], a: [bar] });
    const dataset = parseStrokes(text, 's.json');
    expect(dataset.length).toBe(1);
    expect(dataset.warnings.map((warning) => warning.code)).toEqual(['skipped-classes']);
    expect(parseStrokes(text, 's.json', { kind: 'text' }).classes).toEqual(['1', 'a']);
  });

  it.each([
    ['cut JSON', '{"strokes": {"1": [', 'truncated', undefined],
    ['other JSON', '[1]', 'unknown-format', undefined],
    ['a stroke without points', json({ 1: [bar, [[]]] }), 'bad-row', 2],
    ['a point that is none', json({ 1: [[[[1, 'x']]]] }), 'bad-row', 1],
    [
      'a point beyond all measure',
      json({
        1: [
          bar,
          [
            [
              [1e300, 0],
              [-1e300, 5],
            ],
          ],
        ],
      }),
      'bad-row',
      2,
    ],
    ['no samples', json({}), 'empty', undefined],
  ])('refuses %s', async (_, text, code, row) => {
    expect(await codeOf(() => parseStrokes(text, 's.json'))).toEqual([code, row]);
  });

  it('refuses a pen width out of range', () => {
    expect(() => parseStrokes(json({ 1: [bar] }), 's.json', { penWidth: 2 })).toThrow(RangeError);
  });
});
