/** Sets as they are named. */
import { expect, test } from 'vitest';
import { parseSet, publicSpec } from './set-spec.js';

test('a set with and without label and keys', () => {
  expect(parseSet('mnist')).toEqual({
    label: 'MNIST test',
    data: 'mnist',
    writers: [],
    pad: false,
    nonDigits: false,
  });
  expect(parseSet('other hands=/data/pens.zip#writers=A,B&writers-file=/data/who.txt')).toEqual({
    label: 'other hands',
    data: '/data/pens.zip',
    writers: ['A', 'B'],
    writersFile: '/data/who.txt',
    pad: false,
    nonDigits: false,
  });
  expect(parseSet('/data/pens.zip#writers=A,B')).toMatchObject({
    label: 'pens, 2 writers',
    writers: ['A', 'B'],
  });
  expect(parseSet('strokes.json#pad&non-digits')).toMatchObject({
    label: 'strokes, non-digits',
    pad: true,
    nonDigits: true,
  });
  expect(parseSet('a=b/c=d.zip')).toMatchObject({ label: 'a', data: 'b/c=d.zip' });
  expect(parseSet('./c=d.zip').data).toBe('./c=d.zip');
});

test.each([
  ['', /Expected \[label=\]SET/],
  ['a=', /Expected \[label=\]SET/],
  ['a.zip#writer=A', /received writer \(did you mean writers/],
  ['a.zip#writers', /Expected a value for writers/],
  ['a.zip#pad=1', /Expected no value for pad/],
  ['a.zip#pad&', /received nothing/],
])('%s is refused', (text, message) => {
  expect(() => parseSet(text)).toThrow(message);
});

test('in public a set has no folder', () => {
  const text = 'held out=/home/me/pens.zip#writers=A,B&writers-file=C:\\data\\who.txt&pad&non-digits';
  expect(publicSpec(parseSet(text))).toBe(
    'held out=pens.zip#writers=A,B&writers-file=who.txt&pad&non-digits',
  );
  expect(publicSpec(parseSet('folder/set/'))).toBe('set=set');
});
