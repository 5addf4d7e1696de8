import { createRandom } from '@digitry/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedCalibrationError,
  fitTemperature,
  negativeLogLikelihood,
  type Outcome,
  operatingPoint,
  reliabilityBins,
  riskCoverage,
  softmax,
  thresholdFor,
  thresholdsFor,
  wilsonInterval,
} from './index.js';

describe('softmax', () => {
  test('known values', () => {
    expect([...softmax([0, Math.log(3)])]).toEqual([0.25, 0.75].map((p) => expect.closeTo(p, 12)));
    expect(softmax([0, 2], 2)[1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  });

  test('sums to one and keeps the order, even of huge logits', () => {
    const logits = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(logits, fc.double({ min: 0.05, max: 20, noNaN: true }), (values, temperature) => {
        const p = softmax(values, temperature);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        for (let i = 1; i < p.length; i++)
          if (values[i]! > values[i - 1]!) expect(p[i]).toBeGreaterThanOrEqual(p[i - 1]!);
      }),
    );
  });
});

/** Labels drawn from the softmax of logits, then the logits multiplied: the temperature that undoes it is the factor. */
function overconfident(factor: number) {
  const random = createRandom(11);
  const classes = 5;
  const n = 8000;
  const logits = new Float64Array(n * classes);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes).map(() => 2 * random.normal());
    const p = softmax(row);
    let at = random.next();
    let label = 0;
    while (label < classes - 1 && at >= p[label]!) at -= p[label++]!;
    labels[i] = label;
    for (let j = 0; j < classes; j++) logits[i * classes + j] = row[j]! * factor;
  }
  return { logits, labels, classes };
}

describe('temperature', () => {
  test.each([0.5, 1, 2.5])('finds the factor %d that logits were multiplied by', (factor) => {
    expect(fitTemperature(overconfident(factor)) / factor).toBeCloseTo(1, 1);
  });

  test('no temperature nearby is better', () => {
    const data = overconfident(3);
    const best = fitTemperature(data);
    const least = negativeLogLikelihood(data, best);
    for (const other of [0.5, 0.9, 0.99, 1.01, 1.1, 2])
      expect(negativeLogLikelihood(data, best * other)).toBeGreaterThan(least);
  });

  test('the loss is the mean of −log p', () => {
    const data = { logits: [0, Math.log(3), Math.log(3), 0], labels: [1, 1], classes: 2 };
    expect(negativeLogLikelihood(data, 1)).toBeCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, 12);
  });

  test('stays within its range where everything is right, refuses sizes that do not match', () => {
    expect(fitTemperature({ logits: [1, 0, 0, 1], labels: [0, 1], classes: 2 })).toBeCloseTo(1 / 20, 6);
    expect(() => fitTemperature({ logits: [1, 2, 3], labels: [0, 1], classes: 2 })).toThrow(
      /Expected 2 logits/,
    );
    expect(() => fitTemperature({ logits: [], labels: [], classes: 2 })).toThrow(RangeError);
  });
});

const outcomes = (...pairs: [number, boolean][]): Outcome[] =>
  pairs.map(([confidence, correct]) => ({ confidence, correct }));

describe('calibration', () => {
  test('bins hold (from, to]', () => {
    const bins = reliabilityBins(outcomes([0, false], [0.5, true], [0.51, false], [1, true]), 2);
    expect(bins.map((bin) => [bin.count, bin.accuracy])).toEqual([
      [2, 0.5],
      [2, 0.5],
    ]);
    expect(bins[0]!.confidence).toBe(0.25);
  });

  test('the error is 0 for honest claims and the gap for others', () => {
    expect(expectedCalibrationError([])).toBe(0);
    expect(expectedCalibrationError(outcomes([0.5, true], [0.5, false]))).toBe(0);
    expect(
      expectedCalibrationError(outcomes([0.9, false], [0.9, false], [0.3, true], [0.3, false])),
    ).toBeCloseTo(0.55, 12);
  });
});

describe('reject', () => {
  const sample = outcomes([0.99, true], [0.9, true], [0.8, false], [0.7, true], [0.7, true], [0.6, false]);

  test('the curve counts from the surest, ties together', () => {
    expect(riskCoverage(sample).map((p) => [p.threshold, p.accepted, p.errors])).toEqual([
      [0.99, 1, 0],
      [0.9, 2, 0],
      [0.8, 3, 1],
      [0.7, 5, 1],
      [0.6, 6, 2],
    ]);
  });

  test('the point reads most within the budget, though the curve rises and falls', () => {
    expect(operatingPoint(sample, 0.2)).toEqual({
      threshold: 0.7,
      accepted: 5,
      errors: 1,
      readRate: 5 / 6,
      errorRate: 0.2,
    });
    expect(operatingPoint(sample, 0.1).threshold).toBe(0.9);
    expect(operatingPoint(outcomes([0.9, false]), 0.1)).toMatchObject({ threshold: Infinity, readRate: 0 });
  });

  test('the bound asks for more evidence than the count', () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      confidence: 1 - i / 1000,
      correct: i % 100 !== 99,
    }));
    expect(operatingPoint(many, 0.01).accepted).toBe(1000);
    expect(operatingPoint(many, 0.01, 1.645).accepted).toBe(0);
    expect(operatingPoint(many, 0.02, 1.645).accepted).toBe(1000);
  });

  test('all accepted at its threshold are within the budget', () => {
    const claims = fc.array(
      fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() }),
    );
    fc.assert(
      fc.property(claims, fc.double({ min: 0, max: 1, noNaN: true }), (list, budget) => {
        const { threshold, accepted, errors } = operatingPoint(list, budget);
        const taken = list.filter((o) => o.confidence >= threshold);
        expect(taken).toHaveLength(accepted);
        expect(taken.filter((o) => !o.correct)).toHaveLength(errors);
        expect(errors).toBeLessThanOrEqual(budget * accepted + 1e-9);
      }),
    );
  });

  test('a budget takes the next stricter threshold of the table', () => {
    const table = thresholdsFor(sample, [0.2, 0.1]);
    expect(table).toEqual({ '0.2': 0.7, '0.1': 0.9 });
    expect(thresholdFor(0.2, table)).toBe(0.7);
    expect(thresholdFor(0.15, table)).toBe(0.9);
    expect(thresholdFor(0.5, table)).toBe(0.7);
    expect(thresholdFor(0.01, table)).toBe(0.99);
    expect(thresholdsFor(outcomes([0.9, false]), [0.01])).toEqual({ '0.01': 1 });
  });
});

describe('Wilson', () => {
  test('published values', () => {
    // Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29.
    for (const [k, n, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const interval = wilsonInterval(k, n);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  test('holds the rate, and is everything for nothing', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    const { low, high } = wilsonInterval(10, 10);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(0.7225, 4);
  });
});
