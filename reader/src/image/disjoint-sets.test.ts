import { expect, it } from 'vitest';
import { joinSets, rootOf, setsOf, singletons } from './disjoint-sets.js';

it('joins what is joined by others', () => {
  const sets = singletons(7);
  joinSets(sets, 6, 4);
  joinSets(sets, 4, 1);
  joinSets(sets, 3, 5);
  expect(rootOf(sets, 6)).toBe(1);
  expect(setsOf(sets)).toEqual([[0], [1, 4, 6], [2], [3, 5]]);
});
