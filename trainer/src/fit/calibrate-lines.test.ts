/** Temperatures and thresholds of lines, on lattices whose truth is known. */
import { createRandom } from '@digitry/engine';
import { BLANK, type Lattice, latticeOf } from '@digitry/reader';
import { expect, test } from 'vitest';
import { answersOfLines, atTemperature, fitLineTemperature, lineThresholds } from './calibrate-lines.js';

const labels = [BLANK, '1', '7', '.'];

/** One character in the middle of three steps; the logits are `sharpness` times the true ones. */
function oneCharacter(lean: number, sharpness: number): Lattice {
  const logits = new Float32Array(12);
  const put = (label: number, step: number, value: number): void => {
    logits[label * 3 + step] = value * sharpness;
  };
  put(0, 0, 20);
  put(0, 2, 20);
  put(1, 1, lean);
  put(0, 1, -20);
  put(3, 1, -20);
  return latticeOf(logits, labels);
}

test('finds how much too sure a network is', () => {
  const random = createRandom(3);
  const leans = Array.from({ length: 4000 }, () => 2 * random.normal());
  // A 1 as often as its true logit says.
  const texts = leans.map((lean) => (random.chance(1 / (1 + Math.exp(-lean))) ? '1' : '7'));
  for (const sharpness of [1, 2.5]) {
    const lattices = leans.map((lean) => oneCharacter(lean, sharpness));
    const temperature = fitLineTemperature(lattices, texts);
    expect(temperature / sharpness).toBeGreaterThan(0.93);
    expect(temperature / sharpness).toBeLessThan(1.07);
    const answers = answersOfLines(lattices.map((lattice) => atTemperature(lattice, temperature)));
    const sure = answers.reduce((sum, { confidence }) => sum + confidence, 0) / answers.length;
    const right = answers.filter(({ text }, i) => text === texts[i]).length / answers.length;
    expect(Math.abs(sure - right)).toBeLessThan(0.02);
  }
});

test('a temperature of a lattice is that of its logits', () => {
  const logits = Float32Array.of(1, 2, 0, -3, 0.5, 2, 0, 1, 4, 0, 0, -1);
  const soft = atTemperature(latticeOf(logits, labels), 1.7);
  const expected = latticeOf(logits, labels, { temperature: 1.7 });
  soft.logProbs.forEach((value, i) => {
    expect(value).toBeCloseTo(expected.logProbs[i]!, 5);
  });
});

test('thresholds count numbers alone', () => {
  const answers = [
    ...Array.from({ length: 3000 }, () => ({ text: '1', confidence: 0.97 })),
    ...Array.from({ length: 100 }, () => ({ text: '7', confidence: 0.6 })),
    ...Array.from({ length: 100 }, () => ({ text: '7�', confidence: 0.99 })),
  ];
  const texts = answers.map(({ text }) => (text === '1' ? '1' : '2'));
  expect(lineThresholds(answers, texts)).toMatchObject({ '0.01': 0.97, '0.001': 0.97 });
});

test('thresholds count other digits, not other marks', () => {
  const answers = Array.from({ length: 3000 }, () => ({ text: '1 250.00', confidence: 0.9 }));
  for (const same of ['1250,00', '1 250.00.', '125000'])
    expect(
      lineThresholds(
        answers,
        answers.map(() => same),
      ),
    ).toMatchObject({ '0.001': 0.9 });
  for (const other of ['125001', '1250.0', '1.250/00'])
    expect(
      lineThresholds(
        answers,
        answers.map(() => other),
      ),
    ).toEqual({});
});

test('nothing written is nothing read', () => {
  const empty = latticeOf(Float32Array.of(9, 9, 0, 0, 0, 0, 0, 0), labels);
  expect(answersOfLines([empty])[0]!.text).toBe('');
});
