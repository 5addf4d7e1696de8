/** The float64 CTC loss against PyTorch, against the sum over every alignment there is, and against differences. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import {
  differenceError,
  differences,
  everySequence,
  readCtcGolden,
  relativeError,
} from '../testing/index.js';
import { ctcLoss } from './ctc.js';
import type { Tensor } from './tensor.js';

const tensor = (classes: number, steps: number, data: Float64Array): Tensor => ({
  n: data.length / (classes * steps),
  shape: [classes, 1, steps],
  data,
});

function randomTensor(n: number, classes: number, steps: number, scale: number, seed: number): Tensor {
  const random = createRandom(seed);
  return tensor(
    classes,
    steps,
    Float64Array.from({ length: n * classes * steps }, () => scale * random.normal()),
  );
}

/** What a path of classes spells: repeats merged, then blanks dropped. */
const spelled = (path: readonly number[]): number[] =>
  path.filter((label, t) => label !== path[t - 1]).filter((label) => label !== 0);

describe('the reference of CTC', () => {
  for (const golden of readCtcGolden()) {
    it(`${golden.name}: PyTorch's losses and gradients`, () => {
      const x = tensor(golden.classes, golden.steps, Float64Array.from(golden.logits));
      const { loss, gradient, impossible } = ctcLoss(x, golden.targets);
      expect(loss).toBeCloseTo(golden.losses.reduce((a, b) => a + b) / x.n, 7);
      expect(relativeError(gradient.data, golden.gradient)).toBeLessThan(1e-6);
      expect(impossible).toBe(0);
    });
  }

  it('sums over every alignment of every target of up to four labels to four steps', () => {
    const [classes, steps] = [3, 4];
    const x = randomTensor(1, classes, steps, 2, 5);
    const logP = (c: number, t: number): number => {
      const column = Array.from({ length: classes }, (_, k) => Math.exp(x.data[k * steps + t]!));
      return x.data[c * steps + t]! - Math.log(column.reduce((a, b) => a + b));
    };
    const bySpelling = new Map<string, number>();
    for (const path of everySequence(steps, classes)) {
      const p = Math.exp(path.reduce((sum, c, t) => sum + logP(c, t), 0));
      const key = String(spelled(path));
      bySpelling.set(key, (bySpelling.get(key) ?? 0) + p);
    }
    let total = 0;
    for (let length = 0; length <= steps; length++) {
      for (const target of everySequence(length, classes - 1).map((labels) =>
        labels.map((label) => label + 1),
      )) {
        const expected = bySpelling.get(String(target));
        const { loss, impossible } = ctcLoss(x, [target]);
        expect(impossible).toBe(expected === undefined ? 1 : 0);
        expect(loss).toBeCloseTo(expected === undefined ? 0 : -Math.log(expected), 10);
        total += expected ?? 0;
      }
    }
    expect(total).toBeCloseTo(1, 12);
  });

  it('has the slope of its loss', () => {
    const targets = [[1, 1, 2], [], [3, 2, 3, 3]];
    const x = randomTensor(3, 4, 8, 1.5, 6);
    const { gradient } = ctcLoss(x, targets);
    const slopes = differences(
      (moved) => ctcLoss({ ...x, data: moved.get('x')! }, targets).loss,
      new Map([['x', x.data]]),
      ['x'],
      { step: 1e-5 },
    );
    expect(differenceError(new Map([['x', gradient.data]]), slopes)).toBeLessThan(1e-8);
  });

  it('counts what cannot be aligned, and what the best path spells', () => {
    // One sample of three steps; the likeliest classes are 1, 0, 1.
    const x = tensor(2, 3, Float64Array.of(0, 1, 0, 1, 0, 1));
    expect(ctcLoss(x, [[1, 1]])).toMatchObject({ correct: 1, impossible: 0 });
    expect(ctcLoss(x, [[1]])).toMatchObject({ correct: 0, impossible: 0 });
    const tooLong = ctcLoss(x, [[1, 1, 1]]);
    expect(tooLong).toMatchObject({ loss: 0, correct: 0, impossible: 1 });
    expect([...tooLong.gradient.data]).toEqual(new Array(6).fill(0));
  });
});
