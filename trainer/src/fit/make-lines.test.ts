/** Training lines: each by its own numbers, fitting the network, with its own text. */
import { createRandom } from '@digitry/engine';
import { LINE_LABELS } from '@digitry/reader';
import { expect, test } from 'vitest';
import { linePresets } from '../lines/index.js';
import { drawnSet } from '../testing/drawn-set.js';
import { createLineMaker, type LineSetup, LONGEST_TEXT, linesOf } from './make-lines.js';
import { packImages } from './pack.js';

const drawn = drawnSet(100);
const setup: LineSetup = {
  digits: {
    images: packImages(Array.from({ length: 100 }, (_, i) => drawn.image(i))),
    labels: Uint8Array.from({ length: 100 }, (_, i) => i % 10),
    writers: Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? null : `w${i % 4}`)),
  },
  letters: { images: packImages([]), labels: [] },
  lines: linePresets.standard,
  labels: LINE_LABELS,
  width: 160,
  steps: 40,
};
const { state } = createRandom(9);

test('a line is the same whoever makes it, alone or among others', () => {
  const all = createLineMaker(setup)(12, 0, state);
  const part = createLineMaker(setup)(4, 5, state);
  const size = 32 * setup.width;
  expect(part.images).toEqual(all.images.slice(5 * size, 9 * size));
  expect(part.lengths).toEqual(all.lengths.slice(5, 9));
  expect(part.sequences).toEqual(all.sequences.slice(5 * LONGEST_TEXT, 9 * LONGEST_TEXT));
  expect(part.widths).toEqual(all.widths.slice(5, 9));
});

test('lines fit the network: their width, their steps, their characters', () => {
  const made = createLineMaker(setup)(60, 0, state);
  for (const { strip, text } of linesOf(made, LINE_LABELS)) {
    expect(strip.width).toBeLessThanOrEqual(setup.width);
    expect(strip.data.some((ink) => ink > 128)).toBe(text !== '' || strip.data.some((ink) => ink > 128));
    const repeats = [...text].filter((character, i, all) => character === all[i - 1]).length;
    expect(text.length + repeats).toBeLessThanOrEqual(setup.steps);
  }
  made.lengths.forEach((length, i) => {
    const text = made.sequences.subarray(i * LONGEST_TEXT, (i + 1) * LONGEST_TEXT);
    expect(text.subarray(0, length).every((label) => label > 0 && label < LINE_LABELS.length)).toBe(true);
    expect(text.subarray(length).every((label) => label === 0)).toBe(true);
  });
  expect(new Set(linesOf(made, LINE_LABELS).map(({ text }) => text)).size).toBeGreaterThan(30);
});

test('paper is to the right of each line, and the strip is what was left of it', () => {
  const made = createLineMaker(setup)(8, 0, state);
  linesOf(made, LINE_LABELS).forEach(({ strip }, i) => {
    for (let y = 0; y < 32; y++) {
      const row = made.images.subarray((i * 32 + y) * setup.width, (i * 32 + y + 1) * setup.width);
      expect(row.subarray(0, strip.width)).toEqual(
        strip.data.subarray(y * strip.width, (y + 1) * strip.width),
      );
      expect(row.subarray(strip.width).every((ink) => ink === 0)).toBe(true);
    }
  });
});

test('lines that never fit are refused in one sentence', () => {
  const narrow = createLineMaker({
    ...setup,
    lines: { ...linePresets.plain, digitsShare: 0, zipShare: 1 },
    width: 32,
  });
  expect(() => narrow(1, 0, state)).toThrow('a wider network.input');
});
