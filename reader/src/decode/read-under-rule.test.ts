import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTexts, latticeFrom, latticeSaying } from '../testing/lattice.js';
import { amount, card, date, digits, iban, integer, oneOf, postcode } from './fields/index.js';
import { parseRule } from './parse-rule.js';
import { readUnderRule } from './read-under-rule.js';

describe('a line that reads as its field may', () => {
  it('costs nothing and has no note', () => {
    const reading = readUnderRule(latticeSaying(['1', '2', { 3: 0.9, 8: 0.1 }]), digits(3));
    expect(reading).toMatchObject({
      text: '123',
      value: '123',
      price: 0,
      valid: true,
      free: { text: '123' },
      rule: { type: 'digits', length: 3 },
      note: null,
    });
    expect(reading.confidence).toBeCloseTo(0.9, 2);
    expect(reading.free.confidence).toBe(reading.confidence);
    expect(reading.alternatives[0]).toMatchObject({ text: '128', value: '128' });
    expect(reading.alternatives[0]!.price).toBeCloseTo(Math.log(9), 2);
    expect(reading.characters.map(({ text }) => text)).toEqual(['1', '2', '3']);
  });
});

describe('a line that reads otherwise', () => {
  it('says what it reads without the rule, and what the rule cost', () => {
    const reading = readUnderRule(latticeSaying(['1', { '/': 0.8, 7: 0.2 }, '3']), digits(3));
    expect(reading).toMatchObject({ text: '173', valid: true, free: { text: '1/3' } });
    expect(reading.price).toBeCloseTo(Math.log(4), 2);
    expect(reading.note).toBe('Read as 3 digits; without the rule "1/3" is likelier, by 1.4 nats');
  });

  it('may say so hardly, at a price that shows it', () => {
    const { value, price, confidence } = readUnderRule(
      latticeSaying(['3', '0', '.', '2', '.', '2', '4']),
      date('dmy'),
    );
    expect(value).not.toBeNull();
    expect(price).toBeGreaterThan(5);
    expect(confidence).toBeLessThan(0.01);
  });
});

describe('a line that cannot hold what its field may', () => {
  it.each([
    ['is too short', latticeSaying(['1', '2']), digits(5)],
    ['has no steps', latticeFrom([], ['∅', '1']), digits(1)],
    ['has labels for digits only', latticeSaying(['1', '2', '3', '4', '5', '6']), postcode('CA')],
    ['rules out what is allowed', latticeSaying(['1'], 0), oneOf(['2', '3'])],
  ])('says so where it %s', (_, lattice, rule) => {
    const reading = readUnderRule(lattice, rule);
    expect(reading).toMatchObject({ text: '', value: null, valid: false, confidence: 0, price: Infinity });
    expect(reading).toMatchObject({ characters: [], alternatives: [] });
    expect(reading.note).toContain(`Expected ${rule.expects} but no such text can be read here`);
    expect(reading.note).toContain(JSON.stringify(reading.free.text));
  });
});

describe('texts that mean the same', () => {
  it('are one value, with the probability of both', () => {
    const lattice = latticeSaying(['1', '2', { '.': 1 }, '5', '0', { '=': 0.5 }]);
    const { value, text, confidence, alternatives } = readUnderRule(lattice, amount('en'));
    expect(value).toBe('12.50');
    expect(text).toMatch(/^12\.50=?$/);
    expect(confidence).toBeGreaterThan(0.98);
    expect(alternatives.map((other) => other.value)).not.toContain('12.50');
  });
});

describe('whatever the lattice', () => {
  const rules = ['digits(2)', 'integer(0..7)', 'oneOf(1|12|21)', 'pattern(1+2?)'].map(parseRule);
  const rows = fc.array(
    fc
      .array(fc.constantFrom(0, 0.01, 0.3, 1), { minLength: 4, maxLength: 4 })
      .filter((row) => row.some((p) => p > 0)),
    { maxLength: 5 },
  );

  it('the text is the most probable that is valid, the price what it is short of the best', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...rules), (probabilities, rule) => {
        const lattice = latticeFrom(probabilities, ['∅', '1', '2', ',']);
        const all = [...allTexts(lattice)].sort((a, b) => b[1] - a[1]);
        const best = all.find(([text, p]) => p > 0 && rule.accepts(text));
        const { text, price, valid, free, value, confidence } = readUnderRule(lattice, rule);
        expect(valid).toBe(best !== undefined);
        // Less than all share it, so nobody's share is less than the probability.
        expect(free.confidence).toBeGreaterThanOrEqual(all[0]![1] - 1e-6);
        expect(free.confidence).toBeLessThanOrEqual(1);
        if (!best) return;
        expect(value).toBe(rule.valueOf(text));
        expect(Math.log(all[0]![1]) - price).toBeCloseTo(Math.log(best[1]), 3);
        if (text === free.text) expect(price).toBe(0);
        expect(confidence).toBeGreaterThanOrEqual(free.confidence * Math.exp(-price) - 1e-6);
        expect(price).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });
});

it('misread digits of a card are put right by its check digit, which says what it cost', () => {
  const places = Array.from('4111111111111111', (digit, i) => (i === 5 ? { 7: 0.7, 1: 0.3 } : digit));
  const reading = readUnderRule(latticeSaying(places), card());
  expect(reading).toMatchObject({ value: '4111111111111111', free: { text: '4111171111111111' } });
  expect(reading.price).toBeCloseTo(Math.log(7 / 3), 2);
});

it('refuses options out of range', () => {
  expect(() => readUnderRule(latticeSaying(['1']), digits(1), { alternatives: 101 })).toThrow(
    /0 to 100 for alternatives/,
  );
  expect(
    readUnderRule(latticeSaying([{ 1: 0.6, 2: 0.4 }]), integer(), { alternatives: 0 }).alternatives,
  ).toEqual([]);
  expect(readUnderRule(latticeSaying(['1']), iban()).valid).toBe(false);
});
