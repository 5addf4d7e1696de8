/** The README shows what was measured, and nothing else. */
import { describe, expect, it } from 'vitest';
import { figures, fill, readme } from './figures.mjs';
import { number, spread, table, verdict } from './lib/markdown.mjs';
import { PARTS } from './lib/results.mjs';
import { rowsOf } from './lib/rows.mjs';
import { lineModelsTable, modelsTable } from './models.mjs';
import { renderers } from './render.mjs';
import { summary } from './summary.mjs';
import { page } from './table.mjs';

const environment = { date: '2025-01-02', cpu: 'a processor', node: 'v20.20.2' };
const settings = { rounds: 2, seconds: 1, quick: false };

const training = {
  environment,
  settings,
  rows: rowsOf(
    [
      { name: 'digitry', threads: 2, results: [{ ms: 0.2 }, { ms: 0.4 }] },
      { name: 'PyTorch as installed', threads: 2, results: [{ ms: 0.8 }, { ms: 1.4 }] },
      { name: 'tfjs wasm', threads: 1, results: [], error: 'no kernel' },
    ],
    { network: 'perceptron', batch: 32 },
  ),
};

describe('the README', () => {
  it('is up to date with bench/results and models', () => {
    const { text, wanted } = readme();
    expect(text).toBe(wanted);
  });

  it('has its blocks replaced, and the rest left', () => {
    const text = 'a\n<!-- figures:x -->\nold\n<!-- /figures -->\nb <!-- figures:x --><!-- /figures -->';
    const block = '<!-- figures:x -->\n1\n<!-- /figures -->';
    expect(fill(text, new Map([['x', '1']]))).toBe(`a\n${block}\nb ${block}`);
    expect(fill(fill(text, new Map([['x', '1']])), new Map([['x', '1']]))).toBe(`a\n${block}\nb ${block}`);
  });

  it('may not ask for figures that nobody measured', () => {
    expect(() => fill('<!-- figures:y --><!-- /figures -->', new Map([['x', '1']]))).toThrow(
      'Expected figures of x but received y: run npm run bench -- y.',
    );
  });

  it('can show a summary and the models before anything was measured', () => {
    expect(figures().has('summary')).toBe(true);
    expect(summary(new Map())).toMatch('not measured');
    expect(modelsTable([])).toMatch('| model |');
    expect(lineModelsTable([])).toMatch('| model |');
  });
});

describe('a table of results', () => {
  it('shows medians, ranges, ratios, targets and verdicts, and why a row is empty', () => {
    const text = renderers.training(training);
    expect(text).toMatch('| perceptron, batch 32 | digitry | 2 | 0.300 [0.200–0.400] |  |  |  |');
    expect(text).toMatch(
      '| perceptron, batch 32 | PyTorch as installed | 2 | 1.10 [0.800–1.40] | 3.75× | 3.50× | reached |',
    );
    expect(text).toMatch('| tfjs wasm | 1 | not available: no kernel |');
  });

  it('shows what was read of lines and pages beside how fast', () => {
    const states = [
      { name: 'digitry', threads: 1, results: [{ ms: 200 }] },
      { name: 'tesseract-ocr', threads: 1, results: [{ ms: 1600 }] },
      { name: 'tesseract.js', threads: 1, results: [], error: 'no data' },
    ];
    const read = { n: 150, exact: 0.96, cer: 0.01, elsewhere: 2, perMinute: 300 };
    const rows = rowsOf(states, { set: 'a set' }).map((row) => (row.ms ? { ...row, ...read } : row));
    expect(renderers.lines({ rows }).split('\n').slice(2)).toEqual([
      '| a set | digitry | 96.00 % of 150 | 1.00 % | 200 |  | 3 ms | missed by 6567 % |',
      '| a set | tesseract-ocr | 96.00 % of 150 | 1.00 % | 1 600 | 8.00× |  |  |',
      '| a set | tesseract.js | not available: no data |  |  |  |  |  |',
    ]);
    expect(renderers.pages({ rows }).split('\n').slice(2)).toEqual([
      '| a set | digitry | 96.00 % of 150 | 1.00 % | 2 | 200 | 300 |  | 300 ms | reached |',
      '| a set | tesseract-ocr | 96.00 % of 150 | 1.00 % | 2 | 1 600 | 300 | 8.00× | 10.0× | missed by 20 % |',
      '| a set | tesseract.js | not available: no data |  |  |  |  |  |  |  |',
    ]);
    const text = summary(new Map([['pages', { rows }]]));
    expect(text).toMatch('| an A4 page, one core, a set | 200 ms | 300 ms | reached |');
    expect(text).toMatch('| pages a minute against tesseract-ocr, a set | 8.00× | 10.0× | missed by 20 % |');
    expect(text).toMatch('| a line, one core, any | not measured | 3.00 ms | not measured |');
  });

  it('counts the growth of memory once the process has settled', () => {
    const mebibytes = [70, 70, 70, 82, 82, 81, 82, 82, 83, 83.5];
    const rows = [{ name: 'readings', count: 1000, mebibytes, held: [14, 14.1] }];
    expect(renderers.memory({ rows })).toMatch(
      '| 1 000 readings | 70.0, 70.0, 70.0, 82.0, 82.0, 81.0, 82.0, 82.0, 83.0, 83.5 | 14.0, 14.1 MiB | 1.50 MiB | at most 8 MiB | reached |',
    );
    expect(summary(new Map([['memory', { rows }]]))).toMatch(
      '| memory growth over 1 000 readings | 1.50 MiB |',
    );
  });

  it('has a renderer for every part, and survives parts where all peers failed', () => {
    expect(Object.keys(renderers)).toEqual(PARTS);
    const rows = [
      { name: 'engine', network: 'seed CNN', batch: 1, threads: 1, count: 10, error: 'nothing works' },
    ];
    for (const part of PARTS) expect(renderers[part]({ rows })).toMatch('not available: nothing works');
    const results = new Map(PARTS.map((part) => [part, { rows, environment, settings }]));
    expect(page(results)).toMatch('a processor');
    expect(summary(results)).toMatch('not measured');
  });

  it('lists the models', () => {
    const metrics = {
      parameters: 12345,
      evaluations: [
        { data: 'MNIST test', n: 10000, accuracy: 0.9975, ece: 0.001, overRuns: { runs: 3, mean: 0.9972 } },
      ],
      writers: {
        pens: { n: 500, accuracy: 0.99, worstWriter: { accuracy: 0.98 } },
      },
    };
    expect(
      modelsTable([{ name: 'digit', metrics, bytes: 51200 }])
        .split('\n')
        .slice(2),
    ).toEqual([
      '| digit | 12 345 | 50.0 KB | MNIST test | 10 000 | 99.75 % | 99.72 % (3) |  | 0.10 % |',
      '|  |  |  | pens | 500 | 99.00 % |  | 98.00 % |  |',
    ]);
  });

  it('lists the models that read lines apart', () => {
    const set = {
      data: 'ZIP codes',
      n: 2000,
      exact: 0.9585,
      cer: 0.0093,
      readRate: { at1Percent: 0.892, at01Percent: 0.245 },
      worstWriter: { writer: '1', n: 2, accuracy: 0 },
      overRuns: { runs: 1, mean: 0.9585 },
    };
    const models = [
      { name: 'line', bytes: 367424, metrics: { kind: 'line', parameters: 344073, sets: [set, set] } },
    ];
    expect(modelsTable(models).split('\n')).toHaveLength(2);
    expect(lineModelsTable(models).split('\n').slice(2)).toEqual([
      '| line | 344 073 | 359 KB | ZIP codes | 2 000 | 95.85 % |  | 0.93 % | 89.20 % | 24.50 % |',
      '|  |  |  | ZIP codes | 2 000 | 95.85 % |  | 0.93 % | 89.20 % | 24.50 % |',
    ]);
  });

  it('writes numbers and verdicts', () => {
    expect([0.2291, 7.194, 25.3, 25300, 1234567].map(number)).toEqual([
      '0.229',
      '7.19',
      '25.3',
      '25 300',
      '1 234 567',
    ]);
    expect(spread({ median: 1, low: 1, high: 1, rounds: [1] })).toBe('1.00');
    expect(verdict(1.7, 1.7, { atLeast: true })).toBe('reached');
    expect(verdict(1.5, 2, { atLeast: true })).toBe('missed by 25 %');
    expect(verdict(0.15, 0.1)).toBe('missed by 50 %');
    expect(verdict(undefined, 1)).toBe('not measured');
    expect(
      table([
        ['a', 'b'],
        ['1', '2|3'],
      ]),
    ).toBe('| a | b |\n|---|---|\n| 1 | 2\\|3 |');
  });
});
