import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_LABELS } from '../labels.js';
import { latticeOf } from './lattice.js';

const labels = ['∅', '0', '1'];

describe('latticeOf', () => {
  it('normalizes each step of class-major logits', () => {
    const lattice = latticeOf(Float32Array.of(0, 1, Math.log(3), 1, -Infinity, 1), labels);
    expect(lattice.steps).toBe(2);
    const expected = [0.25, 0.75, 0, 1 / 3, 1 / 3, 1 / 3];
    expected.forEach((p, i) => expect(Math.exp(lattice.logProbs[i]!)).toBeCloseTo(p, 6));
    expect(lattice.logProbs[2]).toBe(-Infinity);
  });

  it('takes the first steps only, as they would be alone', () => {
    const all = latticeOf(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), labels);
    const two = latticeOf(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), labels, { steps: 2 });
    expect(two.steps).toBe(2);
    expect([...two.logProbs]).toEqual([...all.logProbs.subarray(0, 6)]);
  });

  it('sums to one at each step at any temperature, however large the logits', () => {
    const logit = fc.float({ min: -1e4, max: 1e4, noNaN: true });
    const temperatures = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(logit, { minLength: 6, maxLength: 6 }), temperatures, (logits, temperature) => {
        const { logProbs } = latticeOf(Float32Array.from(logits), labels, { temperature });
        for (let step = 0; step < 2; step++) {
          const row = logProbs.subarray(step * 3, step * 3 + 3);
          expect(row.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 5);
        }
      }),
    );
  });

  it('takes a line without steps', () => {
    expect(latticeOf(new Float32Array(0), labels)).toMatchObject({ steps: 0 });
  });

  it.each([
    [Float32Array.of(1, 2, 3, 4), labels, {}, /as many values/],
    [Float32Array.of(1, Number.NaN, 3), labels, {}, /below Infinity/],
    [Float32Array.of(1, Infinity, 3), labels, {}, /below Infinity/],
    [new Float32Array(3).fill(-Infinity), labels, {}, /below Infinity/],
    [Float32Array.of(1, 2, 3), ['0', '∅', '1'], {}, /∅ first/],
    [Float32Array.of(1, 2, 3), ['∅', '0', '0'], {}, /different characters/],
    [Float32Array.of(1, 2, 3), ['∅', '0', 'ab'], {}, /different characters/],
    [Float32Array.of(1, 2, 3), labels, { temperature: 0 }, /above 0/],
    [Float32Array.of(1, 2, 3), labels, { steps: 2 }, /0 to 1 for steps/],
  ])('refuses %o', (logits, names, options, message) => {
    expect(() => latticeOf(logits, names, options)).toThrow(message);
  });
});

it('the line network knows digits, the marks beside them, space and what is none of them', () => {
  expect(LINE_LABELS).toHaveLength(25);
  expect(LINE_LABELS[0]).toBe('∅');
  expect(LINE_LABELS.slice(1, 11).join('')).toBe('0123456789');
  expect(LINE_LABELS.slice(11).join('')).toBe(".,-/=#$€£%*' �");
});
