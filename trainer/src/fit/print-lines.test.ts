/** Print in the common loop: fonts in place of writers, whole families kept for validation, a model that reads capitals. */
import { PRINT_LABELS } from '@digitry/reader';
import { expect, test } from 'vitest';
import { printPresets } from '../print/index.js';
import { checkRecipe, type LineRecipe } from '../recipe.js';
import { blockFont } from '../testing/fonts.js';
import { smallLines } from '../testing/small-lines.js';
import { gatherLines } from './line-data.js';
import { createLineMaker, linesOf } from './make-lines.js';
import { createInlinePool } from './pool.js';
import { trainLines } from './train-lines.js';

const pool = createInlinePool();
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ-./:·';
const fonts = Array.from({ length: 10 }, (_, i) => blockFont(`family ${i}`, letters));
const opened = [
  { fonts: fonts.slice(0, 6), notes: [] },
  { fonts: fonts.slice(6), notes: ['some.ttf: lacks a digit and is left out'] },
];

const { layers } = smallLines.network;
const recipe: LineRecipe = checkRecipe({
  ...smallLines,
  name: 'small-print',
  labels: PRINT_LABELS,
  network: {
    input: [1, 32, 256],
    layers: [
      ...layers.slice(0, -1),
      { type: 'conv', filters: PRINT_LABELS.length, kernel: 1, padding: 'same' },
    ],
  },
  sources: [],
  fonts: [{ data: 'first' }, { data: 'second', holdoutWriters: ['family 9'] }],
  lines: printPresets.plain,
  validationPapers: printPresets.plain,
  linesPerEpoch: 32,
  validation: 0.2,
  validationLines: 8,
  epochs: 2,
});

test('families are kept for validation, some by name, the rest by chance', async () => {
  const { writing, segments, validation, notes } = await gatherLines(recipe, [], [], pool, opened);
  const trained = new Set(writing.fonts!.map(({ family }) => family));
  expect(trained).not.toContain('family 9');
  expect([7, 8]).toContain(trained.size);
  expect(segments.map(({ name }) => name)).toEqual(['first', 'second']);
  expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(trained.size);
  expect(validation.texts).toHaveLength(8);
  expect(notes[0]).toBe('some.ttf: lacks a digit and is left out');
  expect(notes[1]).toMatch(/^Fonts kept for validation: .*family 9$/);
  const again = await gatherLines(recipe, [], [], pool, opened);
  expect(again.validation).toEqual(validation);
});

test('print of which the preparation finds only a part is made anew', async () => {
  const { writing } = await gatherLines({ ...recipe, validationLines: 0 }, [], [], pool, opened);
  const setup = { ...writing, lines: printPresets.wide, labels: PRINT_LABELS, width: 256, steps: 64 };
  const made = createLineMaker(setup)(24, 0, [1, 2, 3, 4]);
  for (const { strip, text } of linesOf(made, PRINT_LABELS)) {
    // No character is narrower than a third of its height, or there would be less in the strip than it says.
    if (text !== '') expect(strip.width).toBeGreaterThan(3 * text.replaceAll(/[^0-9A-Z]/g, '').length);
  }
});

test('a run ends with a model of capitals, measured on them', async () => {
  const data = await gatherLines(recipe, [], [], pool, opened);
  for await (const event of trainLines(recipe, data, { pool, threads: 1 })) {
    if (event.type === 'start') expect(event.samples).toBe(data.writing.fonts!.length);
    if (event.type !== 'finished') continue;
    expect(event.model.metadata.labels).toEqual(PRINT_LABELS);
    expect(event.evaluation!.n).toBe(8);
    expect(event.evaluation!.numbers.n).toBe(data.validation.texts.filter((text) => text !== '').length);
  }
});

test('print without a font, and writing without a digit, are no recipes', () => {
  expect(() => checkRecipe({ ...recipe, fonts: [] })).toThrow('at least one font for fonts');
  expect(() => checkRecipe({ ...smallLines, sources: [] })).toThrow('at least one data set for sources');
});
