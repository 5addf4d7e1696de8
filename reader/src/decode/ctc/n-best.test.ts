import { describe, expect, it } from 'vitest';
import { latticeSaying } from '../../testing/lattice.js';
import { beamSearch } from './beam.js';
import { nBest, shared } from './n-best.js';

describe('the numbers that a line may be', () => {
  it('are sure of themselves where one has nearly all of the probability', () => {
    const [best] = nBest(latticeSaying(['4', '7']));
    expect(best!.text).toBe('47');
    expect(best!.confidence).toBeGreaterThan(0.99);
  });

  it('share what all of them have, but for a tenth of the tail', () => {
    const lattice = latticeSaying([{ 4: 0.5, 9: 0.3 }, '7'], 1e-9);
    const found = beamSearch(lattice, { limit: 5 });
    const [four, nine] = nBest(lattice);
    expect([four!.text, nine!.text]).toEqual(['47', '97']);
    expect(four!.confidence / nine!.confidence).toBeCloseTo(5 / 3, 3);
    const sum = found.reduce((total, { confidence }) => total + confidence, 0);
    expect(four!.confidence).toBeCloseTo(found[0]!.confidence / sum ** 0.9, 6);
  });

  it('are one number where they differ in what stands at their ends', () => {
    const lattice = latticeSaying(['1', '2', { '.': 0.4, '-': 0.3, 3: 0.3 }]);
    const [best, other] = nBest(lattice);
    expect([best!.text, other!.text]).toEqual(['12.', '123']);
    expect(best!.confidence).toBeCloseTo(0.7, 2);
  });

  it('are two where a point or a minus stands ahead', () => {
    const texts = nBest(latticeSaying([{ '.': 0.6, '-': 0.4 }, '5'])).map(({ text }) => text);
    expect(texts.slice(0, 2)).toEqual(['.5', '-5']);
  });

  it.each([
    ['a letter beside it', { '\uFFFD': 0.7, 1: 0.3 }, '12', '\uFFFD2'],
    ['a mark', { '/': 0.7, 1: 0.3 }, '1', '/'],
  ])('are preferred to %s, if that is not much likelier', (_, first, number, other) => {
    const rest = number.length > 1 ? ['2'] : [];
    const [best, second] = nBest(latticeSaying([first, ...rest]));
    expect([best!.text, second!.text]).toEqual([number, other]);
    expect(best!.confidence / second!.confidence).toBeCloseTo((5 * 0.3) / 0.7, 2);
    const clear = Object.fromEntries(Object.keys(first).map((label) => [label, label === '1' ? 0.1 : 0.9]));
    expect(nBest(latticeSaying([clear, ...rest]))[0]!.text).toBe(other);
  });

  it('are not sure where nothing is likely', () => {
    const flat = latticeSaying(
      Array.from({ length: 8 }, () => Object.fromEntries([...'0123456789'].map((d) => [d, 0.1]))),
    );
    expect(nBest(flat)[0]!.confidence).toBeLessThan(0.1);
  });
});

it('a text that is not among all others gets no more than the whole', () => {
  const lattice = latticeSaying(['4', { 7: 0.6, 1: 0.4 }]);
  const all = beamSearch(lattice, { limit: 2 });
  const [twice] = shared(all.slice(0, 1), [...all, ...all]);
  expect(twice!.confidence).toBeCloseTo(shared(all)[0]!.confidence, 9);
  expect(shared([], [])).toEqual([]);
});
