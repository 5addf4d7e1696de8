/** Which row is the number that was looked for. */
import { expect, test } from 'vitest';
import type { LineReading } from '../line-reading.js';
import { clearest, likeliest, promising, whole } from './choose.js';

/** As much of a reading as is looked at. @param price of the rule, null where it cannot be met */
function read(text: string, confidence: number, price: number | null = 0): LineReading {
  const rule = { valid: price !== null, price: price ?? Infinity };
  return { text, confidence, rule, reasons: [], status: 'accepted' } as unknown as LineReading;
}

const plate = { least: 2, usual: 5, pattern: /[A-Z]/ };

test('clear characters promise; single ones, words and what is no writing do not', () => {
  const readings = [
    read('AB 123', 0.9),
    read('EXIT', 0.99),
    read('TURB0', 0.99),
    read('1', 0.99),
    read('', 0),
    read('4711', 0.2),
    read('ABC 1234', 0.8),
    read('7I1 J1L', 1e-6),
  ];
  expect(promising(readings, plate)).toEqual([0, 6, 5]);
});

test('no more than five are tried', () => {
  expect(promising(new Array(9).fill(read('AB 123', 0.9)), plate)).toHaveLength(5);
});

test('the likeliest under the rule counts, with what the rule cost', () => {
  expect(likeliest([read('AB 123', 0.6), read('AB 128', 0.9, 3), read('XY 99', 0.5)])).toBe(0);
  expect(likeliest([read('AB 123', 0.9, null), read('ABC', 0.9), read('AB 123', 0.9, 9)])).toBe(-1);
  expect(likeliest([read('TURB0', 0.9), read('AB 10', 0.5)])).toBe(1);
  expect(likeliest([])).toBe(-1);
});

test('of two that agree the longer is the whole', () => {
  expect(likeliest([read('B 123', 0.9), read('AB 123', 0.5)])).toBe(1);
  expect(likeliest([read('B 123', 0.9), read('AB 123', 0.1)])).toBe(0);
  expect(likeliest([read('B 123', 0.9), read('AC 1234', 0.8)])).toBe(0);
});

test.each([
  ['G1080', 'OQ G 1080'],
  ['VD 33', 'VD B366'],
  ['3RID', 'HYBRID'],
])('%s is for review where another look reads %s', (text, longer) => {
  const others = [read('7', 0.9), read(longer, 0.01)];
  const reading = whole(read(text, 0.99), others);
  expect([reading.status, reading.reasons.map(({ code }) => code)]).toEqual(['review', ['more-ink']]);
  expect(whole(read(longer, 0.99), [read(text, 0.99), ...others]).status).toBe('accepted');
});

test('a look at something else says nothing against a reading', () => {
  const reading = read('AB 123', 0.99);
  expect(whole(reading, [read('AC 1294 5', 0.9), read('AB 123', 0.9), read('B 123', 0.9)])).toBe(reading);
});

test('without a rule only what is clear is shown, for review', () => {
  const readings = [
    read('12AB34', 0.9, null),
    read('99 ZZ 1', 0.4, null),
    read('12', 0.99, null),
    read('123456', 0.99, null),
  ];
  const found = clearest(readings, plate)!;
  expect(found.place).toBe(0);
  expect(found.reading).toMatchObject({ status: 'review', text: '12AB34' });
  expect(found.reading.reasons.map(({ code }) => code)).toEqual(['rule-not-met']);
  expect(clearest(readings.slice(1), plate)).toBeNull();
});
