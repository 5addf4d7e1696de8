/** Command lines: options that are known, and a hint for those that are not. Knows no verb. */
import { parseArgs } from 'node:util';
import { didYouMean } from '@digitry/trainer/nearest';

/** A mistake in the command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Option {
  /** `flag` takes no value, `list` may be given more than once. */
  readonly type: 'flag' | 'text' | 'list' | 'whole';
  /** What stands for the value in the help, for example DIR. */
  readonly value?: string;
  readonly help: string;
  /** Of a whole number. */
  readonly low?: number;
  readonly high?: number;
}

export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O['type'] extends 'flag'
  ? boolean
  : O['type'] extends 'list'
    ? readonly string[]
    : O['type'] extends 'whole'
      ? number | undefined
      : string | undefined;

export interface Parsed<O extends Options> {
  readonly options: { readonly [K in keyof O]: ValueOf<O[K]> };
  readonly words: readonly string[];
}

/** @throws UsageError for an option that is not known, lacks its value or has a wrong one. */
export function parse<O extends Options>(args: readonly string[], options: O): Parsed<O> {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type }]) => [
        name,
        { type: type === 'flag' ? 'boolean' : 'string' },
      ]),
    ),
  });
  const values: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(options)) {
    values[name] = type === 'flag' ? false : type === 'list' ? [] : undefined;
  }
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) {
      const names = Object.keys(options).map((name) => `--${name}`);
      const hint =
        didYouMean(token.rawName, names) || (names.length > 0 ? `; known are ${names.join(', ')}` : '');
      throw new UsageError(`Expected a known option but received ${token.rawName}${hint}`);
    }
    values[token.name] = readValue(token.rawName, token.value, option, values[token.name]);
  }
  return { options: values as Parsed<O>['options'], words };
}

function readValue(name: string, text: string | undefined, option: Option, before: unknown): unknown {
  if (option.type === 'flag') {
    if (text !== undefined) throw new UsageError(`Expected no value for ${name} but received ${text}`);
    return true;
  }
  if (text === undefined || text === '')
    throw new UsageError(`Expected ${option.value ?? 'a value'} after ${name} but received nothing`);
  if (option.type === 'list') return [...(before as string[]), text];
  if (option.type === 'text') return text;
  const value = Number(text);
  const { low = 0, high = Number.MAX_SAFE_INTEGER } = option;
  if (!/^\d+$/.test(text) || value < low || value > high)
    throw new UsageError(`Expected a whole number from ${low} to ${high} for ${name} but received ${text}`);
  return value;
}
