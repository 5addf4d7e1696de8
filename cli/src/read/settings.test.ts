/** What the options of `digitry read` say together. */
import { expect, test } from 'vitest';
import { UsageError } from '../args.js';
import { readerOptions, settingsOf } from './settings.js';

const none = {
  kind: undefined,
  model: undefined,
  'line-model': undefined,
  rule: undefined,
  pages: undefined,
  dpi: undefined,
};

test.each([
  [{}, { kind: 'auto' }],
  [
    { kind: 'digit', model: 'tiny' },
    { kind: 'digit', model: 'tiny' },
  ],
  [{ rule: 'digits(5)' }, { kind: 'line', rule: 'digits(5)' }],
  [
    { kind: 'plate', model: 'mine', country: 'DE,AT' },
    { kind: 'plate', printModel: 'mine', country: ['DE', 'AT'] },
  ],
  [
    { kind: 'print', rule: 'digits(5)' },
    { kind: 'print', rule: 'digits(5)' },
  ],
  [
    { kind: 'line', model: 'mine' },
    { kind: 'line', lineModel: 'mine' },
  ],
  [
    { kind: 'line', model: 'a', 'line-model': 'b' },
    { kind: 'line', model: 'a', lineModel: 'b' },
  ],
  [
    { kind: 'page', model: 'a', pages: '1-3', dpi: 300 },
    { kind: 'page', model: 'a', pages: '1-3', dpi: 300 },
  ],
])('%j', (given, settings) => {
  expect(settingsOf({ ...none, ...given })).toEqual(settings);
});

test.each([
  [{ kind: 'word' }, 'Expected auto, digit, line, page, plate, card, print for --kind but received word'],
  [{ kind: 'page', rule: 'zip' }, 'Expected --kind line or print with --rule but received page'],
  [{ kind: 'card', country: 'DE' }, 'Expected --kind plate with --country but received card'],
  [{ kind: 'plate', country: 'XX' }, /^--country: Expected a country of AT/],
  [{ rule: 'digit(5)' }, /^--rule: Expected .* for the type of a rule but received "digit"/],
  [{ rule: '{"type":' }, /^--rule: Expected JSON/],
  [{ pages: '3-1' }, '--pages: Expected page numbers such as 1-3,7 for pages but received "3-1"'],
])('%j is refused', (given, message) => {
  expect(() => settingsOf({ ...none, ...given })).toThrow(message);
  expect(() => settingsOf({ ...none, ...given })).toThrow(UsageError);
});

test('models go to the reader', () => {
  expect(readerOptions({ kind: 'auto', model: 'a', lineModel: 'b', dpi: 100 })).toEqual({
    model: 'a',
    lineModel: 'b',
  });
  expect(readerOptions({ kind: 'auto' })).toEqual({});
  expect(readerOptions({ kind: 'card', printModel: 'c' })).toEqual({ printModel: 'c' });
});
