import { expect, it } from 'vitest';
import { LINE_LABELS, PRINT_LABELS } from './labels.js';
import { parseRule } from './parse-rule.js';
import { isMetWithin } from './within-labels.js';

it.each([
  ['digits(5)', true, true],
  ['amount(de)', true, true],
  ['oneOf(yes|no|1)', true, true],
  ['postcode(GB)', false, true],
  ['pattern([A-Z]{3})', false, true],
  ['pattern([a-z]\\d*)', false, false],
  ['oneOf(yes|no)', false, false],
  ['pattern(\\d*)', true, true],
])('%s can be written: %s with digits and marks, %s with capitals', (rule, byLines, byPrint) => {
  expect(isMetWithin(parseRule(rule), LINE_LABELS)).toBe(byLines);
  expect(isMetWithin(parseRule(rule), PRINT_LABELS)).toBe(byPrint);
});
