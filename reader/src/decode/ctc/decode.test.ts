import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTexts, latticeFrom, latticeSaying } from '../../testing/lattice.js';
import { compile } from '../automaton/compile.js';
import { expressionMachine } from '../regex/machine.js';
import { align, logProbability } from './align.js';
import { beamSearch } from './beam.js';
import { bestPath } from './best-path.js';
import type { Decoded } from './decoded.js';
import { type Lattice, latticeOf } from './lattice.js';

const labels = ['∅', 'a', 'b', 'c'];

/** Lattices with zeros among their probabilities, and with labels too unlikely to be tried at first. */
const lattices = (most: number): fc.Arbitrary<Lattice> =>
  fc
    .array(
      fc
        .tuple(...labels.map(() => fc.constantFrom(0, 0, 1e-9, 0.01, 0.2, 0.5, 1, 3)))
        .filter((row) => row.some((p) => p > 1e-3)),
      { maxLength: most },
    )
    .map((rows) => latticeFrom(rows, labels));

const numbersOf = (text: string): number[] => Array.from(text, (symbol) => labels.indexOf(symbol));

const ranked = (lattice: Lattice): [string, number][] =>
  [...allTexts(lattice)].filter(([, p]) => p > 0).sort((a, b) => b[1] - a[1]);

describe('the probability of a text', () => {
  it('is the sum over all alignments', () => {
    fc.assert(
      fc.property(lattices(5), (lattice) => {
        for (const [text, p] of allTexts(lattice))
          expect(Math.exp(logProbability(lattice, numbersOf(text)))).toBeCloseTo(p, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing for a text that does not fit, counting blanks between repeats', () => {
    const lattice = latticeFrom(new Array(3).fill([1, 1, 1, 1]), labels);
    expect(logProbability(lattice, numbersOf('abca'))).toBe(-Infinity);
    expect(logProbability(lattice, numbersOf('aab'))).toBe(-Infinity);
    expect(Math.exp(logProbability(lattice, numbersOf('aa')))).toBeCloseTo(1 / 64, 9);
  });

  it('of nothing is that of blanks; of a line without steps it is certain', () => {
    expect(logProbability(latticeFrom([], labels), [])).toBe(0);
    expect(logProbability(latticeFrom([], labels), [1])).toBe(-Infinity);
    expect(Math.exp(logProbability(latticeFrom([[1, 3, 0, 0]], labels), []))).toBeCloseTo(0.25, 6);
  });
});

describe('the best path', () => {
  it('merges repeats and keeps where characters stand', () => {
    const rows = [
      [9, 1, 0, 0],
      [1, 9, 0, 0],
      [1, 19, 0, 0],
      [9, 1, 0, 0],
      [1, 9, 0, 0],
      [0, 1, 9, 0],
    ];
    const { text, characters } = bestPath(latticeFrom(rows, labels));
    expect(text).toBe('aab');
    expect(characters.map(({ from, to }) => [from, to])).toEqual([
      [1, 3],
      [4, 5],
      [5, 6],
    ]);
    expect(characters[0]!.confidence).toBeCloseTo(0.95, 6);
  });

  it('of a line without steps is empty and certain', () => {
    expect(bestPath(latticeOf(new Float32Array(0), labels))).toEqual({
      text: '',
      logProbability: 0,
      confidence: 1,
      characters: [],
    });
  });
});

/** The best is always there; others where their probability is not next to nothing. */
function expectBest(found: readonly Decoded[], all: readonly [string, number][], limit: number): void {
  const clear = all.slice(0, limit).filter(([, p], i) => i === 0 || p > 1e-4);
  expect(found.length).toBeGreaterThanOrEqual(clear.length);
  expect(found.length).toBeLessThanOrEqual(Math.min(limit, all.length));
  const reference = new Map(all);
  found.forEach(({ text, confidence }, i) => {
    expect(confidence / reference.get(text)!).toBeCloseTo(1, 4);
    if (i < clear.length) expect(confidence / all[i]![1]).toBeCloseTo(1, 4);
  });
}

describe('beam search', () => {
  it('finds what trying everything finds, with the same probabilities', () => {
    fc.assert(
      fc.property(lattices(5), (lattice) =>
        expectBest(beamSearch(lattice, { width: 1024, limit: 3 }), ranked(lattice), 3),
      ),
      { numRuns: 60 },
    );
  });

  it.each(['a*b?', '[ab]{2}', '(ab|ba)+c?', 'c{3}', 'b.b'])('inside /%s/ too', (source) => {
    const automaton = compile(expressionMachine(source), source);
    const expression = new RegExp(`^(?:${source})$`);
    fc.assert(
      fc.property(lattices(5), (lattice) => {
        const valid = ranked(lattice).filter(([text]) => expression.test(text));
        expectBest(beamSearch(lattice, { width: 1024, limit: 2, rule: { automaton } }), valid, 2);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a text that is likelier than the best path', () => {
    const lattice = latticeFrom(new Array(2).fill([0.6, 0.4, 0, 0]), labels);
    expect(bestPath(lattice).text).toBe('');
    expect(beamSearch(lattice)[0]).toMatchObject({ text: 'a' });
    expect(beamSearch(lattice)[0]!.confidence).toBeCloseTo(0.64, 6);
  });

  it('knows where characters stand, whatever alignment was followed', () => {
    const [best] = beamSearch(latticeSaying(['4', '0', { 7: 0.9, 1: 0.1 }]));
    expect(best!.text).toBe('407');
    expect(best!.characters.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(best!.characters[2]!.confidence).toBeCloseTo(0.9, 3);
  });

  it('comes back from garbage of any length, within its budget', () => {
    const uniform = latticeFrom(new Array(300).fill(new Array(25).fill(1)), [
      '∅',
      ...'abcdefghijklmnopqrstuvwx',
    ]);
    expect(beamSearch(uniform, { limit: 3 })).toHaveLength(3);
  });

  it('refuses widths and limits that are none', () => {
    const lattice = latticeSaying(['1']);
    expect(() => beamSearch(lattice, { width: 0 })).toThrow(/1 to 1024 for width/);
    expect(() => beamSearch(lattice, { limit: 2000 })).toThrow(/1 to 1024 for limit/);
  });
});

describe('aligning', () => {
  it('covers each character with at least a step, in order', () => {
    fc.assert(
      fc.property(lattices(6), (lattice) => {
        for (const [text] of ranked(lattice).slice(0, 3)) {
          const { characters } = align(lattice, numbersOf(text));
          expect(characters.map((character) => character.text).join('')).toBe(text);
          let last = 0;
          for (const { from, to, confidence } of characters) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            expect(confidence).toBeGreaterThan(0);
            last = to;
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
