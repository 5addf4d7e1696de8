/** Options of rules as data: checked, read from short texts, and described as JSON schema out of one table. */

/** What an option may be. */
export type Parameter = { readonly about: string } & (
  | { readonly kind: 'integer' }
  /** A number, or a decimal number as text. */
  | { readonly kind: 'decimal' }
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  /** One text or a list of texts. */
  | { readonly kind: 'codes' }
  | { readonly kind: 'integers' }
  | { readonly kind: 'choice'; readonly of: readonly (string | number)[] }
  | { readonly kind: 'flag' }
);

const isText = (value: unknown): value is string => typeof value === 'string';
const isListOf = (value: unknown, is: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(is);

interface Kind {
  readonly expects: string;
  is(value: unknown): boolean;
  /** From a short text; what it cannot be is checked by `is`. */
  read(text: string): unknown;
  readonly schema: object;
}

const numberOr = (text: string): unknown => (/^-?\d+$/.test(text) ? Number(text) : text);

const KINDS: Readonly<Record<Exclude<Parameter['kind'], 'choice'>, Kind>> = {
  integer: {
    expects: 'a whole number',
    is: Number.isInteger,
    read: numberOr,
    schema: { type: 'integer' },
  },
  decimal: {
    expects: 'a decimal number',
    is: (value) => /^-?\d+(?:\.\d+)?$/.test(String(value)),
    read: (text) => text,
    schema: { type: ['number', 'string'], pattern: '^-?\\d+(\\.\\d+)?$' },
  },
  text: { expects: 'a text', is: isText, read: (text) => text, schema: { type: 'string' } },
  texts: {
    expects: 'a list of texts',
    is: (value) => isListOf(value, isText),
    read: (text) => text.split('|'),
    schema: { type: 'array', items: { type: 'string' } },
  },
  codes: {
    expects: 'a text or a list of texts',
    is: (value) => isText(value) || isListOf(value, isText),
    read: (text) => (text.includes('|') ? text.split('|') : text),
    schema: { type: ['string', 'array'], items: { type: 'string' } },
  },
  integers: {
    expects: 'a list of whole numbers',
    is: (value) => isListOf(value, Number.isInteger),
    read: (text) => text.split('|').map(numberOr),
    schema: { type: 'array', items: { type: 'integer' } },
  },
  flag: {
    expects: 'true or false',
    is: (value) => typeof value === 'boolean',
    read: (text) => (text === 'true' ? true : text === 'false' ? false : text),
    schema: { type: 'boolean' },
  },
};

const kindOf = (parameter: Parameter): Kind =>
  parameter.kind === 'choice'
    ? {
        expects: parameter.of.join(', '),
        is: (value) => parameter.of.includes(value as string),
        read: (text) => parameter.of.find((choice) => String(choice) === text) ?? text,
        schema: { enum: parameter.of },
      }
    : KINDS[parameter.kind];

/** @throws TypeError where the value is not of the parameter's kind. */
export function checkParameter(parameter: Parameter, value: unknown, name: string): void {
  const kind = kindOf(parameter);
  if (!kind.is(value))
    throw new TypeError(`Expected ${kind.expects} for ${name} but received ${JSON.stringify(value)}`);
}

/** The value that a short text says, of whatever kind it turns out to be. */
export const readParameter = (parameter: Parameter, text: string): unknown => kindOf(parameter).read(text);

export const parameterSchema = (parameter: Parameter): object => ({
  ...kindOf(parameter).schema,
  description: parameter.about,
});
