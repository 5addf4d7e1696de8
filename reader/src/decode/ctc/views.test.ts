import { describe, expect, it } from 'vitest';
import { latticeSaying } from '../../testing/lattice.js';
import { digits } from '../fields/digits.js';
import { oneOf } from '../fields/one-of.js';
import { readUnderRule } from '../read-under-rule.js';
import { logProbability } from './align.js';
import { beamSearch } from './beam.js';

describe('a lattice with views', () => {
  // By itself it reads 47; both other sizes say 41.
  const own = latticeSaying(['4', { 7: 0.6, 1: 0.4 }]);
  const other = latticeSaying(['4', { 7: 0.1, 1: 0.9 }]);
  const pooled = { ...own, views: [other, other] };
  const text = (value: string): number[] => [...value].map((c) => own.labels.indexOf(c));

  it('is read as all of them together say', () => {
    expect(beamSearch(own, { limit: 1 })[0]!.text).toBe('47');
    const [best, second] = beamSearch(pooled, { limit: 2 });
    expect([best!.text, second!.text]).toEqual(['41', '47']);
    expect(best!.confidence).toBeCloseTo((0.4 * 0.9 * 0.9) ** (1 / 3), 2);
    expect(best!.characters.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('has the mean of the log probabilities, in which no view forbids a text', () => {
    const mean = [own, other, other].reduce((sum, each) => sum + logProbability(each, text('41')), 0) / 3;
    expect(logProbability(pooled, text('41'))).toBeCloseTo(mean, 6);
    const blind = {
      ...own,
      logProbs: own.logProbs.map((_, at) => (at % own.labels.length === 0 ? 0 : -Infinity)),
    };
    const vetoed = logProbability({ ...own, views: [blind] }, text('47'));
    expect(vetoed).toBeCloseTo((logProbability(own, text('47')) - 18) / 2, 6);
    expect(logProbability({ ...blind, views: [own] }, text('47'))).toBe(-Infinity);
  });

  it('is read under a rule by all of them, and the price is what all of them say', () => {
    const free = readUnderRule(pooled, digits(2));
    expect([free.text, free.price]).toEqual(['41', 0]);
    const forced = readUnderRule(pooled, oneOf(['47', '99']));
    expect(forced.text).toBe('47');
    expect(forced.price).toBeCloseTo(
      logProbability(pooled, text('41')) - logProbability(pooled, text('47')),
      6,
    );
  });
});
