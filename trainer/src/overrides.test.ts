/** What `--set` accepts, and how it refuses. */
import { expect, test } from 'vitest';
import { linePresets } from './lines/index.js';
import { withOverrides } from './overrides.js';
import { digit } from './recipes/digit.js';
import { line } from './recipes/line.js';
import { seedCnn } from './recipes/seed-cnn.js';

test('changes values at every depth and leaves the recipe as it was', () => {
  const before = JSON.stringify(digit);
  const changed = withOverrides(digit, [
    'epochs=3',
    'learningRate=0.002',
    'learningRate.warmup=0.1',
    'smoothing=0',
    'augment.rotation=5',
    'optimizer.decay=0.01',
    'ema=none',
    'clipNorm=1',
    'preparation=none',
  ]);
  expect(changed.epochs).toBe(3);
  expect(changed.learningRate).toMatchObject({ type: 'oneCycle', peak: 0.002, warmup: 0.1 });
  expect(changed.loss).toEqual({ type: 'crossEntropy', smoothing: 0 });
  expect(changed.augment?.rotation).toBe(5);
  expect(changed.optimizer).toMatchObject({ type: 'adam', decay: 0.01 });
  expect(changed).not.toHaveProperty('ema');
  expect(changed.clipNorm).toBe(1);
  expect(JSON.stringify(digit)).toBe(before);
});

test('another optimizer starts from its own defaults and brings its own settings', () => {
  const changed = withOverrides(seedCnn, [
    'optimizer.type=sgd',
    'optimizer.momentum=0.9',
    'optimizer.nesterov=true',
  ]);
  expect(changed.optimizer).toEqual({ type: 'sgd', momentum: 0.9, nesterov: true });
  expect(() => withOverrides(seedCnn, ['optimizer.momentum=0.9'])).toThrow('"optimizer.momentum"');
});

test('augmentation is a preset or none', () => {
  expect(withOverrides(digit, ['augment=none']).augment).toBeNull();
  expect(withOverrides(seedCnn, ['augment=light', 'augment.shift=2']).augment?.shift).toBe(2);
  expect(() => withOverrides(seedCnn, ['augment.shift=2'])).toThrow('"augment.shift"');
});

test('line recipes have settings of their own', () => {
  const changed = withOverrides(line, [
    'lines=plain',
    'lines.slant=0.2',
    'linesPerEpoch=64',
    'passes=3',
    'validationLines=10',
    'epochs=2',
  ]);
  expect(changed.lines).toEqual({ ...linePresets.plain, slant: 0.2 });
  expect(changed).toMatchObject({
    kind: 'line',
    linesPerEpoch: 64,
    passes: 3,
    validationLines: 10,
    epochs: 2,
  });
  expect(() => withOverrides(line, ['augment=light'])).toThrow('"augment"');
  expect(() => withOverrides(line, ['loss.type=crossEntropy'])).toThrow('"loss.type"');
  expect(() => withOverrides(line, ['lines=odd'])).toThrow(
    'one of plain, office, standard, mixed, wide, cheque for lines',
  );
  expect(() => withOverrides(line, ['lines.slant=7'])).toThrow('slant');
  expect(() => withOverrides(digit, ['passes=2'])).toThrow('"passes"');
});

test('unknown keys are refused by name, with the nearest known ones', () => {
  expect(() => withOverrides(digit, ['epoch=3'])).toThrow(
    'Expected a setting of recipe digit for --set but received "epoch" (did you mean epochs?)',
  );
  expect(() => withOverrides(digit, ['learningrate=1'])).toThrow('learningRate');
  expect(() => withOverrides(digit, ['augment.rotaton=1'])).toThrow('did you mean augment.rotation');
  expect(() => withOverrides(digit, ['quux=1'])).toThrow('it has epochs, batch,');
  expect(() => withOverrides(digit, ['__proto__=1'])).toThrow('"__proto__"');
});

test.each([
  ['epochs=0', 'a whole number from 1 to 10000 for epochs but received "0"'],
  ['epochs=2.5', 'a whole number from 1'],
  ['epochs=', 'a whole number from 1'],
  ['batch=33', 'a multiple of 8 for batch'],
  ['smoothing=0.9', 'a number from 0 to 0.5 for loss.smoothing but received "0.9"'],
  ['preparation=some', 'one of digit, none for preparation'],
  ['augment.rotation=90', 'a number from 0 to 45 for augment.rotation'],
  ['epochs', 'key=value'],
  ['=3', 'key=value'],
  ['nonDigitShare=0.95', 'a number from 0 to 0.9'],
])('%s is refused', (pair, message) => {
  expect(() => withOverrides(digit, [pair])).toThrow(message);
});

test('values that do not fit each other are refused', () => {
  expect(() => withOverrides(digit, ['drawnShare=0.6', 'nonDigitShare=0.5'])).toThrow('at most 0.9');
  expect(() => withOverrides(seedCnn, ['nonDigitShare=0.1'])).toThrow("no output for ''");
});
