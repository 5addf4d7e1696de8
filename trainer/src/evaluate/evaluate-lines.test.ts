/** A reader that is made up, on a set of lines. */
import type { Pixels } from '@digitry/reader';
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import { evaluateLineSet, type LineReader } from './evaluate-lines.js';

const seen = { width: 32, height: 32, data: new Uint8Array(1024) };

/** Reads the brightness of the first pixel; is sure of even ones. */
const reader: LineReader<string> = {
  lines: async (images, options = {}) =>
    images.map(({ data }: Pixels) => {
      const text = options.rule ?? String(data[0]);
      const status = data[0]! % 2 === 0 ? 'accepted' : data[0] === 7 ? 'rejected' : 'review';
      const code = status === 'review' ? 'not-sure' : 'blank';
      return { text, confidence: 0.8, status, reasons: status === 'accepted' ? [] : [{ code }], seen };
    }),
};

const set = (labels: readonly string[], ink = false) =>
  createDataset({
    name: 'set',
    ink,
    labels,
    writers: labels.map((_, i) => (i % 2 === 0 ? 'a' : 'b')),
    image: (i) => ({ width: 1, height: 1, data: Uint8Array.of(ink ? 255 - i : i) }),
    source: (i) => `row ${i + 1}`,
  });

test('reads every line, in parts, and says of each where it was', async () => {
  const told: number[] = [];
  const labels = Array.from({ length: 70 }, (_, i) => (i === 4 ? '40' : i === 6 ? '6a' : String(i)));
  const result = await evaluateLineSet(reader, set(labels), { onProgress: (done) => told.push(done) });
  expect(result).toMatchObject({ data: 'set', n: 70, right: 68, worstWriter: { writer: 'a' } });
  expect(result.misreadings.map(({ source }) => source)).toEqual(['row 5', 'row 7']);
  expect(told).toEqual([32, 64, 70]);
});

test('a rejected reading is never among what is read', async () => {
  const { curve } = await evaluateLineSet(reader, set(Array.from({ length: 8 }, (_, i) => String(i))));
  expect(curve.map(({ threshold, accepted }) => [threshold, accepted])).toEqual([
    [0.8, 7],
    [0, 8],
  ]);
});

test('the rule goes to the reader; ink images are shown as pictures', async () => {
  expect(await evaluateLineSet(reader, set(['9', '9']), { rule: '9' })).toMatchObject({ exact: 1 });
  expect(await evaluateLineSet(reader, set(['0', '1', '2'], true))).toMatchObject({ exact: 1 });
});
