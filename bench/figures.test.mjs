/** The README shows what was measured, and nothing else. */
import { describe, expect, it } from 'vitest';
import { figures, fill, readme } from './figures.mjs';
import { number, spread, table, verdict } from './lib/markdown.mjs';
import { PARTS } from './lib/results.mjs';
import { rowsOf } from './lib/rows.mjs';
import { modelsTable } from './models.mjs';
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
    expect(figures().get('summary')).toMatch('not measured');
    expect(modelsTable([])).toMatch('| model |');
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
