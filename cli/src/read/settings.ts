/** How files are to be read: what the options of `digitry read` say, checked, as plain data that threads and journals can hold. */
import { parsePages, parseRule, plate, type ReaderOptions } from '@digitry/reader';
import { UsageError } from '../args.js';

export const KINDS = ['auto', 'digit', 'line', 'page', 'plate', 'card', 'print'] as const;
/** `form` is what `digitry form read` reads. */
export type Kind = (typeof KINDS)[number] | 'form';

/** By which form pages are read. */
export interface FormSettings {
  /** Its file. */
  readonly template: string;
  /** Of the template, its blank and the texts given. */
  readonly digest: string;
  /** Of the table of values: the names of fields, and of the parts of columns. */
  readonly columns: readonly string[];
  /** A file of texts that are known already. */
  readonly given?: string;
}

export interface ReadSettings {
  readonly kind: Kind;
  /** Of digits, of lines, and of print: released names or files; the released ones where there is none. */
  readonly model?: string;
  readonly lineModel?: string;
  readonly printModel?: string;
  /** As `parseRule` takes it. */
  readonly rule?: string;
  /** Whose plates are read, country codes. */
  readonly country?: readonly string[];
  readonly pages?: string;
  readonly dpi?: number;
  /** Of kind `form`. */
  readonly form?: FormSettings;
}

interface Given {
  readonly kind: string | undefined;
  readonly model: string | undefined;
  readonly 'line-model': string | undefined;
  readonly rule: string | undefined;
  /** With commas between several. */
  readonly country?: string | undefined;
  readonly pages: string | undefined;
  readonly dpi: number | undefined;
}

/** @throws UsageError for options that do not go, alone or together. */
export function settingsOf(given: Given): ReadSettings {
  const { kind, model, 'line-model': lineModel, rule, pages, dpi } = given;
  if (kind !== undefined && !isKind(kind))
    throw new UsageError(`Expected ${KINDS.join(', ')} for --kind but received ${kind}`);
  if (rule !== undefined) {
    if (kind !== undefined && kind !== 'line' && kind !== 'print')
      throw new UsageError(`Expected --kind line or print with --rule but received ${kind}`);
    asUsage(() => parseRule(rule), '--rule');
  }
  if (pages !== undefined) asUsage(() => parsePages(pages), '--pages');
  const country = given.country?.split(',');
  if (country) {
    if (kind !== 'plate')
      throw new UsageError(`Expected --kind plate with --country but received ${kind ?? 'none'}`);
    asUsage(() => plate(country), '--country');
  }
  if (kind === 'plate' || kind === 'card' || kind === 'print')
    return defined({ kind, printModel: model, rule, country, pages, dpi });
  const isOfLines = kind === 'line' || rule !== undefined;
  const models = isOfLines && lineModel === undefined ? { lineModel: model } : { model, lineModel };
  return defined({ kind: rule === undefined ? (kind ?? 'auto') : 'line', ...models, rule, pages, dpi });
}

/** What `createReader` takes of them. */
export const readerOptions = ({ model, lineModel, printModel }: ReadSettings): ReaderOptions =>
  defined({ model, lineModel, printModel });

const isKind = (text: string): text is (typeof KINDS)[number] => (KINDS as readonly string[]).includes(text);

function asUsage(check: () => unknown, option: string): void {
  try {
    check();
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`, { cause: error });
  }
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the options that were not given. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
