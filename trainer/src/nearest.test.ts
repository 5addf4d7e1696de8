/** Distances known by hand, and hints that people would want. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, editDistance, nearest } from './nearest.js';

test('known distances', () => {
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('trian', 'train')).toBe(1);
});

test('a distance is symmetric, zero only for the same word, and no longer than the longer word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test('hints', () => {
  const verbs = ['read', 'train', 'evaluate', 'export', 'app'];
  expect(nearest('trian', verbs)).toEqual(['train']);
  expect(nearest('eval', verbs)).toEqual(['evaluate']);
  expect(nearest('xyz', verbs)).toEqual([]);
  expect(didYouMean('raed', verbs)).toBe(' (did you mean read?)');
  expect(didYouMean('xyz', verbs)).toBe('');
});
