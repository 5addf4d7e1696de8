/** Reports: self-contained, escaped, and with charts whose marks are round numbers. */
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { evaluateLines } from '../evaluate/line-evaluation.js';
import { line } from '../recipes/line.js';
import { seedCnn } from '../recipes/seed-cnn.js';
import { lineChart, ticks } from './chart.js';
import { lineReportHtml } from './line-report.js';
import { crc32, encodePng, inkUri } from './png.js';
import { reportHtml } from './report.js';

test('marks of an axis are round and inside the range', () => {
  expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks([0, 1875], 6)).toEqual([0, 500, 1000, 1500]);
  expect(ticks([0.013, 0.021], 5)).toEqual([0.014, 0.016, 0.018, 0.02]);
  expect(ticks([3, 3], 5)).toEqual([3]);
});

test('a chart of nothing is nothing, one of a point is a chart', () => {
  expect(lineChart({ title: 't', x: 'x', series: [] })).toBe('');
  const svg = lineChart({
    title: 'a < b',
    x: 'x',
    scale: 'log',
    series: [
      {
        name: 's',
        tone: 'first',
        points: [
          [1, 0.5],
          [2, 0],
        ],
      },
    ],
  });
  expect(svg).toContain('a &lt; b');
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test('a PNG that a decoder reads back', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  const png = encodePng(3, 2, Uint8Array.of(0, 1, 2, 253, 254, 255));
  const data = png.indexOf(0x49, 37); // IDAT
  const length = new DataView(png.buffer).getUint32(data - 4);
  expect([...inflateSync(png.subarray(data + 4, data + 4 + length))]).toEqual([0, 0, 1, 2, 0, 253, 254, 255]);
  expect(inkUri(1, 1, Uint8Array.of(255))).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
});

test('a report without validation data stands alone too', () => {
  const html = reportHtml({
    recipe: { ...seedCnn, description: '<script>alert(1)</script>' },
    started: '2025-01-01T00:00:00Z',
    parameters: 34826,
    samples: 60000,
    seconds: 20,
    progress: [
      { step: 10, loss: 1, accuracy: 0.5, learningRate: 1e-3 },
      { step: 20, loss: 0.5, accuracy: 0.9, learningRate: 1e-3 },
    ],
    history: [
      { epoch: 1, step: 20, loss: 0.7, accuracy: 0.7, learningRate: 1e-3, seconds: 20, validation: null },
    ],
    evaluation: null,
    misreadings: [],
    config: { a: '</pre>' },
  });
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
  expect(html).toContain('34,826');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

test('a report of lines shows the worst ones as pictures, escaped', () => {
  const evaluation = evaluateLines(
    [
      { truth: '12', text: '12', confidence: 0.9, isAccepted: true, writer: 'a<b' },
      { truth: '3,4', text: '34', confidence: 0.8, isAccepted: true, writer: 'a<b' },
      { truth: '<', text: '', confidence: 0, isAccepted: false },
    ],
    { marks: true },
  );
  const misread = {
    truth: '3,4',
    answer: '',
    confidence: 0.8,
    source: 'line "2"',
    seen: { width: 40, height: 32, data: new Uint8Array(1280).fill(200) },
  };
  const html = lineReportHtml({
    recipe: line,
    started: '2025-01-01T00:00:00Z',
    parameters: 344073,
    seconds: 200,
    progress: [{ step: 10, loss: 9, accuracy: 0.5, learningRate: 1e-3 }],
    history: [
      {
        epoch: 1,
        step: 20,
        loss: 0.7,
        accuracy: 0.7,
        learningRate: 1e-3,
        seconds: 20,
        validation: { n: 3, loss: 0.5, accuracy: 0.5, cer: 0.2 },
      },
    ],
    evaluation,
    misreadings: [misread],
    config: {},
  });
  expect(html).toContain('20.00 % by best path');
  expect(html).toContain('width="60" height="48" alt="a 3,4 read as nothing"');
  expect(html).toContain('title="line &quot;2&quot;"');
  expect(html).toContain('a&lt;b');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
});
