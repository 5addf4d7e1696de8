/** Figures worked out by hand. */
import { expect, test } from 'vitest';
import { answersOf } from './answers.js';
import { classScores, confusionOf } from './confusion.js';
import { evaluateAnswers } from './evaluation.js';
import { worstMisreadings } from './misreadings.js';

const labels = ['0', '1', '2', ''];

test('the answer is the largest digit, its confidence the softmax over all outputs', () => {
  const outputs = Float32Array.of(0, 1, -1, 3, /**/ 2, 0, 0, 0);
  const { answers, confidences } = answersOf(outputs, { labels });
  expect([...answers]).toEqual([1, 0]);
  const [e, e3] = [Math.E, Math.exp(3)];
  expect(confidences[0]).toBeCloseTo(e / (1 + e + 1 / e + e3), 12);
  expect(confidences[1]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 3), 12);
  const warm = answersOf(outputs, { labels, temperature: 2 });
  expect(warm.confidences[1]).toBeCloseTo(e / (e + 3), 12);
});

test('large outputs overflow nothing', () => {
  const { confidences } = answersOf(Float32Array.of(1000, -1000, 0, 0), { labels });
  expect(confidences[0]).toBe(1);
});

test('confusion and scores by class', () => {
  const confusion = confusionOf(['a', 'b', 'c'], [0, 0, 0, 1, 1], [0, 0, 1, 1, -1]);
  expect(confusion.counts).toEqual([
    [2, 1, 0, 0],
    [0, 1, 0, 1],
    [0, 0, 0, 0],
  ]);
  const [a, b, c] = classScores(confusion);
  expect(a).toMatchObject({ n: 3, precision: 1, recall: 2 / 3, f1: 0.8 });
  expect(b).toMatchObject({ n: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(c).toEqual({ label: 'c', n: 0, precision: 0, recall: 0, f1: 0 });
});

const answered = {
  labels,
  truths: [0, 1, 2, 0, 1, 2],
  answers: Int16Array.of(0, 1, 1, 0, -1, 2),
  confidences: Float64Array.of(0.99, 0.9, 0.8, 0.7, 0, 0.6),
  writers: ['x', 'x', 'y', 'y', 'y', undefined],
};

test('an evaluation', () => {
  const result = evaluateAnswers(answered);
  expect(result).toMatchObject({ n: 6, correct: 4, unreadable: 1 });
  expect(result.accuracy).toBeCloseTo(4 / 6, 12);
  expect(result.interval.low).toBeCloseTo(0.3, 2); // Wilson, 4 of 6
  expect(result.interval.high).toBeCloseTo(0.903, 2);
  expect(result.readRate.at1Percent).toBeCloseTo(2 / 6, 12); // the surest two are right, the third is not
  expect(result.writers).toEqual([
    { writer: 'y', n: 3, accuracy: 1 / 3 },
    { writer: 'x', n: 2, accuracy: 1 },
  ]);
  expect(result.worstWriter?.writer).toBe('y');
  expect(() =>
    evaluateAnswers({
      ...answered,
      truths: [],
      answers: new Int16Array(0),
      confidences: new Float64Array(0),
    }),
  ).toThrow('at least one sample');
});

test('the worst misreadings are those it was surest of', () => {
  const seen = Uint8Array.from({ length: 6 * 784 }, (_, i) => Math.floor(i / 784));
  const worst = worstMisreadings(answered, seen, (i) => `row ${i}`);
  expect(worst.map(({ truth, answer, source }) => ({ truth, answer, source }))).toEqual([
    { truth: '2', answer: '1', source: 'row 2' },
    { truth: '1', answer: '', source: 'row 4' },
  ]);
  expect(new Set(worst[0]!.seen)).toEqual(new Set([2]));
  expect(worstMisreadings(answered, seen, String, 1)).toHaveLength(1);
});
