/** The parts of the page that need no browser. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseFirst } from '../build/released-models.js';
import { accuracyRows } from '../src/about/accuracy.js';
import { createDrawing, pressureWidth } from '../src/draw/drawing.js';
import { GRID_STEPS, keyAction, START_CURSOR } from '../src/draw/grid-cursor.js';
import { rasterize } from '../src/draw/rasterize.js';
import { candidates, readerText, runnersUp, verdictOf } from '../src/draw/verdict.js';
import { en } from '../src/i18n/en.js';
import { bytesText, duration, percent } from '../src/i18n/format.js';
import { addStrings, chooseLanguage, fill, type StringKey, translate } from '../src/i18n/index.js';
import { readEn } from '../src/i18n/read-en.js';
import { readZh } from '../src/i18n/read-zh.js';
import { zh } from '../src/i18n/zh.js';
import type { ReadingState } from '../src/reading/client.js';
import type { ReadingShown } from '../src/reading/protocol.js';
import { arePages, pickFile } from '../src/shell/file-input.js';
import { viewOf } from '../src/shell/route.js';
import { nextTheme } from '../src/shell/theme.js';
import { addPoint, type CurvePoint, settledRange } from '../src/train/curve.js';

describe('drawing', () => {
  it('keeps strokes inside the pad and skips points that do not move', () => {
    const drawing = createDrawing();
    drawing.begin(-1, 0.5, 0.05);
    drawing.extend(0.0001, 0.5, 0.05);
    drawing.extend(2, 0.5, 0.05);
    expect(drawing.strokes).toEqual([[0, 0.5, 0.05, 1, 0.5, 0.05]]);
  });

  it('undoes stroke by stroke and ignores moves without a pen down', () => {
    const drawing = createDrawing();
    let changes = 0;
    drawing.subscribe(() => changes++);
    drawing.begin(0.1, 0.1, 0.05);
    drawing.end();
    drawing.extend(0.5, 0.5, 0.05);
    expect(drawing.strokes).toHaveLength(1);
    expect(drawing.undo()).toBe(true);
    expect(drawing.undo()).toBe(false);
    expect(changes).toBe(2);
  });

  it('lets only a pen press', () => {
    expect(pressureWidth(0.05, 'mouse', 0.5)).toBe(0.05);
    expect(pressureWidth(0.05, 'touch', 1)).toBe(0.05);
    expect(pressureWidth(0.05, 'pen', 0)).toBe(0.05);
    expect(pressureWidth(0.05, 'pen', 1)).toBeCloseTo(0.065);
    expect(pressureWidth(0.05, 'pen', 0.1)).toBeLessThan(0.035);
  });
});

describe('rasterize', () => {
  it('draws a dot as a disc of its width, with paper around', () => {
    const { width, height, data } = rasterize([[0.5, 0.5, 0.1]]);
    expect([width, height]).toEqual([192, 192]);
    expect(data[0]).toBe(255);
    expect(data[96 * width + 96]).toBe(0);
    const ink = data.reduce((sum, value) => sum + (255 - value) / 255, 0);
    expect(ink).toBeCloseTo(Math.PI * 8 ** 2, -1);
  });

  it('joins points, tapers with the pen, and never leaves the image', () => {
    const { width, data } = rasterize([[0, 0, 0.02, 1, 0, 0.1, 1, 1, 0.1]]);
    const inColumn = (x: number): number => {
      let ink = 0;
      for (let y = 0; y < 60; y++) ink += (255 - (data[y * width + x] ?? 255)) / 255;
      return ink;
    };
    expect(inColumn(120)).toBeGreaterThan(inColumn(50));
    expect(rasterize([]).data.every((value) => value === 255)).toBe(true);
  });
});

describe('grid cursor', () => {
  it('moves, stays on the grid, and means nothing for other keys', () => {
    expect(keyAction(START_CURSOR, 'ArrowDown', true)).toEqual({
      type: 'move',
      cursor: { ...START_CURSOR, row: START_CURSOR.row + 4 },
    });
    const corner = { column: 1, row: GRID_STEPS - 1, isDown: true };
    expect(keyAction(corner, 'End', false)).toEqual({ type: 'move', cursor: corner });
    expect(keyAction(START_CURSOR, ' ', false)).toMatchObject({ type: 'toggle', cursor: { isDown: true } });
    expect(keyAction(START_CURSOR, 'Tab', false)).toBeNull();
  });
});

const reading = (confidences: readonly number[], status: ReadingShown['status']): ReadingShown => ({
  text: '0',
  confidence: confidences[0] ?? 0,
  status,
  classes: confidences.map((confidence, i) => ({ text: i === 10 ? '' : String(i), confidence })),
  reasons: [],
  seen: new Uint8Array(784),
  ms: 1,
});
const state = (shown: ReadingShown | null, part: Partial<ReadingState> = {}): ReadingState => ({
  network: null,
  networkStatus: 'ready',
  networkError: '',
  reading: shown,
  image: null,
  error: null,
  isBusy: false,
  ...part,
});

describe('verdict', () => {
  it('tells the cases apart', () => {
    expect(verdictOf(state(null), false)).toBe('nothing');
    expect(verdictOf(state(null, { networkStatus: 'none' }), true)).toBe('missing');
    expect(verdictOf(state(null, { networkStatus: 'loading' }), true)).toBe('starting');
    expect(verdictOf(state(null, { error: { code: 'empty', message: '' } }), true)).toBe('unusable');
    expect(verdictOf(state(null, { networkStatus: 'failed' }), false)).toBe('failed');
    expect(verdictOf(state(reading([0.99], 'accepted')), true)).toBe('read');
    expect(verdictOf(state(reading([0.5, 0.4], 'review')), true)).toBe('unsure');
    expect(verdictOf(state(reading([0.1], 'rejected')), true)).toBe('notDigit');
    expect(verdictOf(state(reading([], 'rejected')), true)).toBe('unusable');
  });

  it('names likely digits, and "not a digit" only as a runner-up', () => {
    const unsure = reading([0.4, 0.3, 0.005, 0, 0, 0, 0, 0, 0, 0, 0.295], 'review');
    expect(candidates(unsure)).toEqual(['0', '1']);
    expect(runnersUp(unsure).map(({ text }) => text)).toEqual(['1', '']);
  });

  it('says reasons in the language of the page, and unknown ones as the reader put them', () => {
    const t = (key: StringKey) => translate('zh', key);
    expect(readerText(t, 'reason', { code: 'too-small', message: 'x' })).toBe(zh['reason.tooSmall']);
    expect(readerText(t, 'reason', { code: 'brand-new', message: 'Something new.' })).toBe('Something new.');
  });
});

describe('languages', () => {
  it('fill the same places in every text', () => {
    const places = (text: string): string[] =>
      [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
    for (const key of Object.keys(en) as (keyof typeof en)[])
      expect(places(zh[key]), key).toEqual(places(en[key]));
    for (const key of Object.keys(readEn) as (keyof typeof readEn)[])
      expect(places(readZh[key]), key).toEqual(places(readEn[key]));
  });

  it('grow with the parts of the page', () => {
    expect(translate('zh', 'read.choose')).toBe('read.choose');
    addStrings({ en: readEn, zh: readZh });
    expect(translate('zh', 'read.choose')).toBe(readZh['read.choose']);
    expect(translate('zh', 'draw.title')).toBe(zh['draw.title']);
  });

  it('are chosen from what the browser asks for', () => {
    expect(chooseLanguage(['fr-FR', 'zh-TW', 'en'])).toBe('zh');
    expect(chooseLanguage(['fr'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });

  it('write numbers that do not overstate', () => {
    expect(percent(0.9999)).toBe('99 %');
    expect(percent(1)).toBe('100 %');
    expect(percent(0.0001)).toBe('1 %');
    expect(percent(0.97861, 2)).toBe('97.86 %');
    expect(bytesText(98_000)).toBe('98 KB');
    expect(duration((key, values) => translate('en', key, values), 185_000)).toBe('3 min 5 s');
  });
});

describe('curve', () => {
  it('thins itself out and keeps its end and its validation points', () => {
    let points: CurvePoint[] = [];
    for (let x = 1; x <= 5000; x++) {
      const validation = x % 1000 === 0 ? x : null;
      points = addPoint(points, { x, loss: 1 / x, accuracy: null, validation, validationLoss: null });
    }
    expect(points.length).toBeLessThanOrEqual(1200);
    expect(points.at(-1)?.x).toBe(5000);
    expect(addPoint(points, { ...(points.at(-1) as CurvePoint), validation: 7 })).toHaveLength(points.length);
    expect(points.flatMap(({ validation }) => validation ?? [])).toEqual([1000, 2000, 3000, 4000, 5000]);
  });
});

describe('range of a curve', () => {
  it('leaves out the first fall', () => {
    const values = [null, 9, 5, ...Array.from({ length: 40 }, (_, i) => 1 - i / 100), null];
    expect(settledRange(values)).toEqual([0.61, 1]);
    expect(settledRange([null])).toEqual([0, 1]);
    expect(settledRange([3, 1])).toEqual([1, 3]);
  });
});

describe('shell', () => {
  it('knows its views and its colors', () => {
    expect(viewOf('#/train')).toBe('train');
    expect(viewOf('#/nowhere')).toBe('draw');
    expect(nextTheme('dark')).toBe('auto');
  });

  it('takes the image among dropped files', () => {
    const text = new File(['x'], 'x.txt', { type: 'text/plain' });
    const image = new File(['x'], 'x.png', { type: 'image/png' });
    expect(pickFile([text, image])).toBe(image);
    expect(pickFile([text])).toBe(text);
    expect(pickFile([])).toBeNull();
    expect(arePages([image])).toBe(false);
    expect(arePages([image, image])).toBe(true);
    expect(arePages([new File(['x'], 'x.pdf', { type: 'application/pdf' })])).toBe(true);
    expect(arePages([new File(['x'], 'scan.TIF')])).toBe(true);
  });

  it('finds the accuracies of digits and of lines in the metrics, and nothing else', () => {
    const metrics = {
      tiny: { sets: [{ data: 'mnist-test', n: 10_000, accuracy: 0.995 }], ece: 0.01 },
      line: {
        sets: [
          { data: 'ZIP codes', n: 2000, exact: 0.9, worstWriter: { writer: '1', n: 2, accuracy: 0 } },
          { data: 'broken', n: '2000', exact: 0.9 },
          null,
        ],
      },
      digit: null,
      other: { sets: {} },
    };
    expect(accuracyRows(metrics)).toEqual([
      { network: 'tiny', set: 'mnist-test', n: 10_000, accuracy: 0.995 },
      { network: 'line', set: 'ZIP codes', n: 2000, accuracy: 0.9 },
    ]);
  });

  it('starts with a network that fits the first view', () => {
    const model = (name: string, gzipBytes: number) => ({
      name,
      gzipBytes,
      path: '',
      bytes: gzipBytes,
      reads: name === 'line' ? ('line' as const) : ('digit' as const),
      metrics: null,
    });
    expect(chooseFirst([model('digit', 900_000), model('tiny', 90_000)])).toBe('tiny');
    expect(chooseFirst([model('digit', 100_000), model('tiny', 90_000)])).toBe('digit');
    expect(chooseFirst([model('line', 20_000), model('tiny', 90_000)])).toBe('tiny');
    expect(chooseFirst([])).toBeNull();
  });
});

describe('colors', () => {
  const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
  const block = (start: string): Record<string, string> => {
    const body = css.slice(css.indexOf(start)).split('}')[0] ?? '';
    return Object.fromEntries(
      [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
    );
  };
  const luminance = (hex = '#000000'): number => {
    const linear = [1, 3, 5].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  };
  const contrast = (a?: string, b?: string): number => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const light = block(':root {');
  const dark = block(':root[data-theme="dark"]');

  it.each([
    ['light', light],
    ['dark', dark],
  ])('of the %s theme reach AA', (_, tokens) => {
    for (const text of ['ink', 'quiet', 'accent', 'read', 'unsure', 'refuse', 'second'])
      for (const ground of ['paper', 'sheet'])
        expect(contrast(tokens[text], tokens[ground]), text).toBeGreaterThan(4.5);
    expect(contrast(tokens['on-accent'], tokens.accent)).toBeGreaterThan(4.5);
    expect(contrast(tokens.accent, tokens['accent-soft'])).toBeGreaterThan(4.5);
    for (const ground of ['paper', 'sheet'])
      expect(contrast(tokens.control, tokens[ground])).toBeGreaterThan(3);
  });

  it('are the same by the toggle and by the system', () => {
    expect(block(':root:not([data-theme="light"])')).toEqual(dark);
    expect(Object.keys(dark)).toEqual(Object.keys(light));
    expect(Object.keys(light).length).toBeGreaterThan(15);
  });
});
