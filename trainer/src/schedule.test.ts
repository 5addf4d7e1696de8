/** Learning rates at the points that define them, and that a run can be cut anywhere. */
import { expect, test } from 'vitest';
import { learningRate, learningRates, type Schedule } from './schedule.js';

const STEPS = 101;

test('constant stays, linear and cosine fall from the peak to the final rate', () => {
  expect(learningRate({ type: 'constant', peak: 0.1 }, 77, STEPS)).toBe(0.1);
  for (const type of ['linear', 'cosine'] as const) {
    const schedule: Schedule = { type, peak: 0.1, final: 0.01 };
    expect(learningRate(schedule, 0, STEPS)).toBeCloseTo(0.1, 12);
    expect(learningRate(schedule, 50, STEPS)).toBeCloseTo(0.0505, 12);
    expect(learningRate(schedule, 100, STEPS)).toBeCloseTo(0.001, 12);
  }
  expect(learningRate({ type: 'cosine', peak: 1 }, 25, STEPS)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 12);
});

test('the warm-up rises from start·peak to the peak', () => {
  const schedule: Schedule = { type: 'constant', peak: 2, warmup: 0.2, start: 0.1 };
  expect(learningRate(schedule, 0, 100)).toBeCloseTo(0.2, 12);
  expect(learningRate(schedule, 10, 100)).toBeCloseTo(1.1, 12);
  expect(learningRate(schedule, 20, 100)).toBe(2);
});

test('one cycle rises and falls along a cosine', () => {
  const schedule: Schedule = { type: 'oneCycle', peak: 1 };
  const rates = learningRates(schedule, 0, 1000, 1000);
  expect(rates[0]).toBeCloseTo(0.04, 6);
  expect(rates[300]).toBeCloseTo(1, 6);
  expect(rates[999]).toBeCloseTo(1e-4, 6);
  expect(rates.indexOf(Math.max(...rates))).toBe(300);
});

test('the rates of a part are those of the whole', () => {
  const schedule: Schedule = { type: 'oneCycle', peak: 0.01, warmup: 0.25 };
  expect(learningRates(schedule, 40, 20, STEPS)).toEqual(
    learningRates(schedule, 0, STEPS, STEPS).subarray(40, 60),
  );
});
