import { expect, test } from 'vitest';
import { REASON_CODES, reason } from './reasons.js';

test('every code has one sentence of its own', () => {
  const messages = REASON_CODES.map((code) => reason(code).message);
  expect(new Set(messages).size).toBe(REASON_CODES.length);
  for (const message of messages) expect(message).toMatch(/^[A-Z].*\.$/);
});
