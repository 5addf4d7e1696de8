/** Sentences to readings: where a rule had its way the price is in them. */
import { expect, test } from 'vitest';
import { whyOf } from './why.js';

const changed = { code: 'rule-changed', message: 'The rule changed it.' };
const unsure = { code: 'not-sure', message: 'Look.' };
test('a rule says what it cost', () => {
  const note = 'Read as one of 10 · 20; without the rule "70" is likelier, by 3.0 nats';
  expect(whyOf({ reasons: [changed, unsure], rule: { note } })).toEqual([
    `${note}; please check it.`,
    'Look.',
  ]);
});

test('without one the reasons are as they are', () => {
  expect(whyOf({ reasons: [changed, unsure] })).toEqual(['The rule changed it.', 'Look.']);
  expect(whyOf({ reasons: [], rule: { note: null } })).toEqual([]);
});
