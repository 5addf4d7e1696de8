/** `--set key=value`: which values of a recipe may be changed from outside, and within what range. */
import { type AugmentPreset, augmentPresets, checkAugmentConfig } from './augment/index.js';
import { checkLineConfig, type LinePreset, linePresets } from './lines/index.js';
import { didYouMean } from './nearest.js';
import { checkPrintConfig, type PrintPreset, printPresets } from './print/index.js';
import {
  type AnyRecipe,
  checkRecipe,
  isLineRecipe,
  isPrint,
  type LineRecipe,
  type Recipe,
} from './recipe.js';

type Setting =
  | {
      readonly kind: 'number' | 'integer';
      readonly low: number;
      readonly high: number;
      readonly optional?: boolean;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly of: readonly string[] };

const number = (low: number, high: number): Setting => ({ kind: 'number', low, high });
const optional = (low: number, high: number): Setting => ({ kind: 'number', low, high, optional: true });
const integer = (low: number, high: number): Setting => ({ kind: 'integer', low, high });
const flag: Setting = { kind: 'flag' };
const choice = (...of: string[]): Setting => ({ kind: 'choice', of });

const SETTINGS: Readonly<Record<string, Setting>> = {
  epochs: integer(1, 10_000),
  batch: integer(8, 4096),
  seed: integer(0, 0xffffffff),
  round: integer(0, 10_000),
  validation: number(0, 0.5),
  validateEvery: integer(1, 10_000),
  ema: optional(0, 0.99999),
  clipNorm: optional(1e-6, 1e6),
  'learningRate.type': choice('constant', 'linear', 'cosine', 'oneCycle'),
  'learningRate.peak': number(0, 100),
  'learningRate.warmup': number(0, 0.9),
  'learningRate.start': number(0, 1),
  'learningRate.final': number(0, 1),
  'optimizer.type': choice('sgd', 'adam'),
};

const DIGITS: Readonly<Record<string, Setting>> = {
  drawnShare: number(0, 0.9),
  nonDigitShare: number(0, 0.9),
  preparation: choice('digit', 'none'),
  augment: choice(...Object.keys(augmentPresets)),
  'loss.type': choice('crossEntropy', 'meanSquaredError', 'binaryCrossEntropy'),
};

const LINES: Readonly<Record<string, Setting>> = {
  linesPerEpoch: integer(8, 1_000_000),
  passes: integer(1, 100),
  validationLines: integer(0, 1_000_000),
};

const REGULARIZERS = { 'optimizer.l1': number(0, 1), 'optimizer.l2': number(0, 1) };
const SGD: Readonly<Record<string, Setting>> = {
  ...REGULARIZERS,
  'optimizer.momentum': number(0, 0.9999),
  'optimizer.nesterov': flag,
};
const ADAM: Readonly<Record<string, Setting>> = {
  ...REGULARIZERS,
  'optimizer.beta1': number(0, 0.9999),
  'optimizer.beta2': number(0, 0.999999),
  'optimizer.epsilon': number(1e-12, 1),
  'optimizer.decay': number(0, 10),
};

/** Short names for what is changed most. */
const SHORT: Readonly<Record<string, string>> = {
  learningRate: 'learningRate.peak',
  smoothing: 'loss.smoothing',
};

/** The settings that this recipe has, by key: what is in force decides what can be set. */
export function settingsOf(recipe: AnyRecipe): Readonly<Record<string, Setting>> {
  return {
    ...SETTINGS,
    ...(recipe.optimizer.type === 'sgd' ? SGD : ADAM),
    ...(isLineRecipe(recipe) ? lineSettings(recipe) : digitSettings(recipe)),
  };
}

const digitSettings = ({ loss, augment }: Recipe): Record<string, Setting> => ({
  ...DIGITS,
  ...(loss.type === 'crossEntropy' ? { 'loss.smoothing': number(0, 0.5) } : {}),
  ...numbersOf('augment', augment ?? {}),
});

const lineSettings = ({ lines }: LineRecipe): Record<string, Setting> => ({
  ...LINES,
  lines: choice(...Object.keys(isPrint(lines) ? printPresets : linePresets)),
  ...numbersOf('lines', lines),
});

/** Every number of these can be set; their own check holds the ranges. */
const numbersOf = (name: string, config: object): Record<string, Setting> =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => typeof value === 'number')
      .map(([key]) => [`${name}.${key}`, number(0, 1000)]),
  );

function parse(key: string, text: string, setting: Setting): unknown {
  const refuse = (rule: string): never => {
    throw new Error(`Expected ${rule} for ${key} but received ${JSON.stringify(text)}`);
  };
  if (setting.kind === 'flag')
    return text === 'true' ? true : text === 'false' ? false : refuse('true or false');
  if (setting.kind === 'choice')
    return setting.of.includes(text) ? text : refuse(`one of ${setting.of.join(', ')}`);
  if (setting.optional && text === 'none') return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const whole = setting.kind === 'integer';
  if (
    !Number.isFinite(value) ||
    value < setting.low ||
    value > setting.high ||
    (whole && !Number.isInteger(value))
  )
    refuse(`a ${whole ? 'whole ' : ''}number from ${setting.low} to ${setting.high}`);
  return value;
}

type Tree = Record<string, unknown>;

/** A copy of the tree with one value changed; undefined removes the key. */
function withValue(tree: Tree, [key, ...rest]: readonly string[], value: unknown): Tree {
  const copy = { ...tree };
  if (rest.length > 0) copy[key!] = withValue(copy[key!] as Tree, rest, value);
  else if (value === undefined) delete copy[key!];
  else copy[key!] = value;
  return copy;
}

/**
 * The recipe with `key=value` pairs applied in order.
 * Keys are paths (`epochs`, `learningRate.peak`, `optimizer.momentum`, `augment.rotation`); `learningRate` alone is its
 * peak, `augment` takes a preset or `none`, `lines` a preset; `ema=none` and `clipNorm=none` drop these.
 * @throws Error that names the key and the nearest known ones, or the rule that its value breaks.
 */
export function withOverrides<R extends AnyRecipe>(recipe: R, pairs: readonly string[]): R {
  let current: AnyRecipe = recipe;
  for (const pair of pairs) current = withOverride(current, pair);
  if (isLineRecipe(current)) checkLinesOf(current);
  else if (current.augment) checkAugmentConfig(current.augment);
  return checkRecipe(current) as R;
}

function checkLinesOf({ lines }: LineRecipe): void {
  if (isPrint(lines)) checkPrintConfig(lines);
  else checkLineConfig(lines);
}

function withOverride(recipe: AnyRecipe, pair: string): AnyRecipe {
  const at = pair.indexOf('=');
  if (at < 1) throw new Error(`Expected key=value for --set but received ${JSON.stringify(pair)}`);
  const given = pair.slice(0, at).trim();
  const key = SHORT[given] ?? given;
  const settings = settingsOf(recipe);
  const setting = Object.hasOwn(settings, key) ? settings[key]! : refuseKey(recipe, given, settings);
  const value = parse(key, pair.slice(at + 1).trim(), setting);
  const [path, meant] = meantBy(recipe, key, value);
  return withValue(recipe as unknown as Tree, path.split('.'), meant) as unknown as AnyRecipe;
}

/** What changes, and to what. */
function meantBy(recipe: AnyRecipe, key: string, value: unknown): [path: string, value: unknown] {
  if (key === 'augment') return [key, value === 'none' ? null : augmentPresets[value as AugmentPreset]];
  if (key === 'lines') {
    const isPrinted = isLineRecipe(recipe) && isPrint(recipe.lines);
    return [key, isPrinted ? printPresets[value as PrintPreset] : linePresets[value as LinePreset]];
  }
  // Another optimizer or loss starts from its defaults: the old one's values mean nothing to it.
  if (key === 'optimizer.type' || key === 'loss.type') return [key.split('.')[0]!, { type: value }];
  return [key, value];
}

function refuseKey(recipe: AnyRecipe, given: string, settings: object): never {
  const known = [...Object.keys(settings), ...Object.keys(SHORT)];
  const hint = didYouMean(given, known) || `; it has ${known.join(', ')}`;
  throw new Error(
    `Expected a setting of recipe ${recipe.name} for --set but received ${JSON.stringify(given)}${hint}`,
  );
}
