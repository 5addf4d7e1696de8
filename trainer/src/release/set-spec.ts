/** A set to measure on, as it is named on a command line: `[label=]SET[#key=value&…]`. Knows no file. */
import { didYouMean } from '../nearest.js';

export interface SetSpec {
  /** How tables call it. */
  readonly label: string;
  /** What `openDataset` opens. */
  readonly data: string;
  /** `writers=A,B`: only what these wrote. */
  readonly writers: readonly string[];
  /** `writers-file=FILE`: the writer of each sample, one a line. */
  readonly writersFile?: string;
  /** `pad`: pen strokes drawn as on the page's pad. */
  readonly pad: boolean;
  /** `non-digits`: the samples that neither are digits nor look like one; measured is how many are not taken for one. */
  readonly nonDigits: boolean;
}

/** What can stand after the #, for helps. */
export const SET_KEYS = ['writers', 'writers-file', 'pad', 'non-digits'] as const;

/** @throws Error for a key that is not known or lacks its value. */
export function parseSet(text: string): SetSpec {
  const [, given, rest] = /^(?:([^=#/\\]+)=)?(.*)$/s.exec(text)!;
  const cut = rest!.lastIndexOf('#');
  const data = cut < 0 ? rest! : rest!.slice(0, cut);
  if (data === '') throw new Error(`Expected [label=]SET[#key=value] for a set but received ${text}.`);
  const keys = keysOf(cut < 0 ? '' : rest!.slice(cut + 1), text);
  const writers = keys.get('writers')?.split(',').filter(Boolean) ?? [];
  const writersFile = keys.get('writers-file');
  const [pad, nonDigits] = [keys.has('pad'), keys.has('non-digits')];
  const named = [baseLabel(data), ...(writers.length > 0 ? [`${writers.length} writers`] : [])];
  return {
    label: given ?? [...named, ...(nonDigits ? ['non-digits'] : [])].join(', '),
    data,
    writers,
    ...(writersFile === undefined ? {} : { writersFile }),
    pad,
    nonDigits,
  };
}

function keysOf(text: string, whole: string): Map<string, string> {
  const keys = new Map<string, string>();
  for (const part of text === '' ? [] : text.split('&')) {
    const [, key, value = ''] = /^([^=]*)=?(.*)$/s.exec(part)!;
    if (!SET_KEYS.some((known) => known === key)) {
      const hint = didYouMean(key!, SET_KEYS) || `; known are ${SET_KEYS.join(', ')}`;
      throw new Error(`Expected a known key after # of ${whole} but received ${key || 'nothing'}${hint}.`);
    }
    const isFlag = key === 'pad' || key === 'non-digits';
    if (isFlag !== (value === ''))
      throw new Error(
        `Expected ${isFlag ? 'no' : 'a'} value for ${key} of ${whole} but received ${value || 'none'}.`,
      );
    keys.set(key!, value);
  }
  return keys;
}

/** Last part of a path. */
export const baseName = (path: string): string =>
  path
    .split(/[/\\]/)
    .filter((part) => part !== '')
    .at(-1) ?? path;

const baseLabel = (data: string): string =>
  isMnist(data) ? 'MNIST test' : baseName(data).replace(/\.[a-z]+$/i, '');

export const isMnist = (data: string): boolean => data === 'mnist' || data === 'mnist-test';

/** As it can be typed again anywhere: without the folders of this machine. */
export function publicSpec({ label, data, writers, writersFile, pad, nonDigits }: SetSpec): string {
  const keys = [
    ...(writers.length > 0 ? [`writers=${writers.join(',')}`] : []),
    ...(writersFile === undefined ? [] : [`writers-file=${baseName(writersFile)}`]),
    ...(pad ? ['pad'] : []),
    ...(nonDigits ? ['non-digits'] : []),
  ];
  return `${label}=${baseName(data)}${keys.length > 0 ? `#${keys.join('&')}` : ''}`;
}
