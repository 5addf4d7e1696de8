/** `--set key=value`: which values of a recipe may be changed from outside, and within what range. */
import { type AugmentPreset, augmentPresets, checkAugmentConfig } from './augment/index.js';
import { didYouMean } from './nearest.js';
import { checkRecipe, type Recipe } from './recipe.js';

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
  validation: number(0, 0.5),
  validateEvery: integer(1, 10_000),
  drawnShare: number(0, 0.9),
  nonDigitShare: number(0, 0.9),
  preparation: choice('digit', 'none'),
  ema: optional(0, 0.99999),
  clipNorm: optional(1e-6, 1e6),
  'learningRate.type': choice('constant', 'linear', 'cosine', 'oneCycle'),
  'learningRate.peak': number(0, 100),
  'learningRate.warmup': number(0, 0.9),
  'learningRate.start': number(0, 1),
  'learningRate.final': number(0, 1),
  'optimizer.type': choice('sgd', 'adam'),
  augment: choice('none', ...Object.keys(augmentPresets)),
  'loss.type': choice('crossEntropy', 'meanSquaredError', 'binaryCrossEntropy'),
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
export function settingsOf(recipe: Recipe): Readonly<Record<string, Setting>> {
  return {
    ...SETTINGS,
    ...(recipe.optimizer.type === 'sgd' ? SGD : ADAM),
    ...(recipe.loss.type === 'crossEntropy' ? { 'loss.smoothing': number(0, 0.5) } : {}),
    ...augmentSettings(recipe.augment),
  };
}

/** Every number of the recipe's augmentation can be set; its own check holds the ranges. */
function augmentSettings(augment: Recipe['augment']): Record<string, Setting> {
  return Object.fromEntries(Object.keys(augment ?? {}).map((key) => [`augment.${key}`, number(0, 100)]));
}

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
 * peak, `augment` takes a preset or `none`; `ema=none` and `clipNorm=none` drop these.
 * @throws Error that names the key and the nearest known ones, or the rule that its value breaks.
 */
export function withOverrides(recipe: Recipe, pairs: readonly string[]): Recipe {
  let current = recipe;
  for (const pair of pairs) current = withOverride(current, pair);
  if (current.augment) checkAugmentConfig(current.augment);
  return checkRecipe(current);
}

function withOverride(recipe: Recipe, pair: string): Recipe {
  const at = pair.indexOf('=');
  if (at < 1) throw new Error(`Expected key=value for --set but received ${JSON.stringify(pair)}`);
  const given = pair.slice(0, at).trim();
  const key = SHORT[given] ?? given;
  const settings = settingsOf(recipe);
  const setting = Object.hasOwn(settings, key) ? settings[key]! : refuseKey(recipe, given, settings);
  const value = parse(key, pair.slice(at + 1).trim(), setting);
  if (key === 'augment')
    return { ...recipe, augment: value === 'none' ? null : augmentPresets[value as AugmentPreset] };
  // Another optimizer or loss starts from its defaults: the old one's values mean nothing to it.
  if (key === 'optimizer.type' || key === 'loss.type')
    return { ...recipe, [key.split('.')[0]!]: { type: value } } as Recipe;
  return withValue(recipe as unknown as Tree, key.split('.'), value) as unknown as Recipe;
}

function refuseKey(recipe: Recipe, given: string, settings: object): never {
  const known = [...Object.keys(settings), ...Object.keys(SHORT)];
  const hint = didYouMean(given, known) || `; it has ${known.join(', ')}`;
  throw new Error(
    `Expected a setting of recipe ${recipe.name} for --set but received ${JSON.stringify(given)}${hint}`,
  );
}
