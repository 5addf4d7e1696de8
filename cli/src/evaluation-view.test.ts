/** Rejections as text. */
import { expect, test } from 'vitest';
import { rejectionLines } from './evaluation-view.js';

test('rejections: shares, and what is taken for a digit', () => {
  const counts = { acceptedWrong: 5, review: 10, rejected: 85 };
  const label = { label: 'W', n: 50, accepted: 5, ...counts };
  const other = { label: 'K', n: 50, accepted: 0, ...counts };
  const lines = rejectionLines({
    model: 'tiny',
    data: 'letters',
    n: 100,
    accepted: 5,
    ...counts,
    skipped: 3,
    labels: [label, other],
  });
  expect(lines[0]).toBe('tiny on letters: 100 samples that are no digit');
  expect(lines).toContain('rejected            85.0 %');
  expect(lines).toContain('accepted as a digit 5.0 %');
  expect(lines.at(-1)).toMatch(/^W +50 +5$/);
});
