/** Command lines, good and bad. */
import { expect, test } from 'vitest';
import { parse, UsageError } from './args.js';

const options = {
  data: { type: 'list', value: 'SET', help: '' },
  out: { type: 'text', value: 'DIR', help: '' },
  seed: { type: 'whole', value: 'N', help: '', high: 100 },
  json: { type: 'flag', help: '' },
} as const;

test('options and words in any order', () => {
  expect(
    parse(['a.png', '--data', 'x', '--json', '--data=y', '--seed', '7', '--', '--b.png'], options),
  ).toEqual({
    options: { data: ['x', 'y'], out: undefined, seed: 7, json: true },
    words: ['a.png', '--b.png'],
  });
  expect(parse([], options).options).toEqual({ data: [], out: undefined, seed: undefined, json: false });
});

test.each([
  [['--sed', '3'], 'Expected a known option but received --sed (did you mean --seed?)'],
  [['-x'], 'known are --data, --out, --seed, --json'],
  [['--seed', '3.5'], 'a whole number from 0 to 100 for --seed but received 3.5'],
  [['--seed', '101'], 'from 0 to 100'],
  [['--seed'], 'Expected N after --seed but received nothing'],
  [['--out='], 'Expected DIR after --out'],
  [['--json=1'], 'Expected no value for --json'],
  [['--__proto__'], 'Expected a known option'],
])('%j is refused', (args, message) => {
  expect(() => parse(args, options)).toThrow(message);
  expect(() => parse(args, options)).toThrow(UsageError);
});
