/** Edits between texts: their number is the edit distance, their characters are the ones misread. */
import { expect, test } from 'vitest';
import { editDistance } from '../nearest.js';
import { misreadsOf } from './alignment.js';

test.each([
  ['1234', '1234', []],
  ['1234', '124', [{ written: '3', read: '' }]],
  ['14', '194', [{ written: '', read: '9' }]],
  ['17', '77', [{ written: '1', read: '7' }]],
  ['', '8', [{ written: '', read: '8' }]],
  ['£5', '5', [{ written: '£', read: '' }]],
])('%s read as %s', (written, read, expected) => {
  expect(misreadsOf(written, read)).toEqual(expected);
});

test('as many as the edit distance', () => {
  const texts = ['', '1', '11', '1011', '0110', '938', '39', '9999999', '99.90', '1,234.56'];
  for (const a of texts) for (const b of texts) expect(misreadsOf(a, b).length).toBe(editDistance(a, b));
});
