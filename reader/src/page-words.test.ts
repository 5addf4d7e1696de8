/** Which lines are words, and what is a number among them: lattices are made by hand. */
import { expect, test } from 'vitest';
import { bestPath } from './decode/ctc/best-path.js';
import type { Lattice } from './decode/ctc/lattice.js';
import { LINE_LABELS } from './decode/labels.js';
import { isWords, numbersAmong } from './page-words.js';
import type { PreparedLine } from './prepare/prepare-line.js';

/** Each sign takes one step, with a blank after it; those in `doubtful` are read with that probability. */
function latticeFor(text: string, doubtful = '', unsure = 0.6): Lattice {
  const signs = [...text];
  const logProbs = new Float32Array(2 * signs.length * LINE_LABELS.length);
  for (const [i, sign] of [...signs.flatMap((s) => [s, LINE_LABELS[0]!])].entries()) {
    const sure = doubtful.includes(sign) && i % 2 === 0 ? unsure : 0.99;
    const rest = Math.log((1 - sure) / (LINE_LABELS.length - 1));
    for (const [label, name] of LINE_LABELS.entries())
      logProbs[i * LINE_LABELS.length + label] = name === sign ? Math.log(sure) : rest;
  }
  return { steps: 2 * signs.length, labels: LINE_LABELS, logProbs };
}

const STRIDE = 4;

/** Found at (10, 5), half as large in the strip as in the picture. */
function lineFor({ steps }: Lattice): PreparedLine {
  const width = steps * STRIDE;
  return {
    seen: { width, height: 32, data: new Uint8Array(32 * width).map((_, at) => at % width) },
    box: { x: 10, y: 5, width: 2 * width, height: 60 },
    status: 'ok',
    reasons: [],
    columns: { left: 10, each: 2 },
  };
}

test.each([
  ['4071', 1, false],
  ['38�', 0, false],
  ['12 345 67 89', 1, false],
  ['���� ���', 1, true],
  ['71�0� 12�4 0092 11', 1, true],
  // A hand’s number with a stain in it is still looked at; a long line of words is not one.
  ['4071�2 812', 0, false],
  ['71��0� 1��4', 0, true],
  ['71�01 1204 7�10 0912 1104', 0, true],
])('%j, print %s: words %s', (text, isPrint, expected) => {
  expect(isWords(bestPath(latticeFor(text)), isPrint)).toBe(expected);
});

test('print of which the network makes nothing is words', () => {
  const lattice = latticeFor('1234567', '1234567', 0.3);
  expect(isWords(bestPath(lattice), 1)).toBe(true);
  expect(isWords(bestPath(lattice), 0)).toBe(false);
});

const numbersIn = (lattice: Lattice) =>
  numbersAmong(lineFor(lattice), lattice, bestPath(lattice), STRIDE).map(({ line, lattice: own }) => ({
    text: bestPath(own).text,
    x: line.box!.x,
    width: line.box!.width,
    first: line.seen.data[0],
    columns: line.seen.width,
  }));

test('numbers among words are taken out with their place: three digits, sure, without a foreign sign', () => {
  // 11 signs, of which the number is the 5th to the 8th: steps 8 to 14; its part begins and ends a step away.
  expect(numbersIn(latticeFor('1�� 4071 �2'))).toEqual([
    { text: '4071', x: 10 + 2 * 28, width: 2 * 36, first: 28, columns: 36 },
  ]);
  expect(numbersIn(latticeFor('50 407� 12')).length).toBe(0);
  expect(numbersIn(latticeFor('��� 1.204,50')).map(({ text }) => text)).toEqual(['1.204,50']);
  expect(numbersIn(latticeFor('��� 4071 865', '7')).map(({ text }) => text)).toEqual(['865']);
});

test('a number at either end of the line keeps within it', () => {
  const [first, last] = numbersIn(latticeFor('365 �� 204'));
  expect(first).toMatchObject({ text: '365', x: 10, first: 0 });
  expect(last!.x + last!.width).toBe(10 + 2 * 10 * 2 * STRIDE);
});
