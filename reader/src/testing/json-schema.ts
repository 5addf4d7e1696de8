/** As much of JSON Schema (draft 2020-12) as this repository's schemas use, for comparing them with the code that checks by hand. */

type Schema = Readonly<Record<string, unknown>>;
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

/** Whether the keyword holds for the value. */
const KEYWORDS: Readonly<
  Record<string, (value: unknown, rule: never, schema: Schema, root: Schema) => boolean>
> = {
  type: (value, types: string | readonly string[]) =>
    [types].flat().some((type) => TYPES[type as string]!(value)),
  const: (value, expected: unknown) => value === expected,
  enum: (value, choices: readonly unknown[]) => choices.includes(value),
  oneOf: (value, schemas: readonly Schema[], _, root) =>
    schemas.filter((each) => meets(value, each, root)).length === 1,
  $ref: (value, name: string, _, root) =>
    meets(value, (root.$defs as Record<string, Schema>)[name.replace('#/$defs/', '')]!, root),
  properties: (value, properties: Record<string, Schema>, _, root) =>
    !isObject(value) ||
    Object.entries(properties).every(
      ([name, each]) => !Object.hasOwn(value, name) || meets(value[name], each, root),
    ),
  required: (value, names: readonly string[]) =>
    !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
  additionalProperties: (value, _: false, { properties = {} }) =>
    !isObject(value) || Object.keys(value).every((name) => Object.hasOwn(properties as Json, name)),
  items: (value, each: Schema, _, root) =>
    !Array.isArray(value) || value.every((item) => meets(item, each, root)),
  minItems: (value, least: number) => !Array.isArray(value) || value.length >= least,
  maxItems: (value, most: number) => !Array.isArray(value) || value.length <= most,
  minimum: (value, least: number) => typeof value !== 'number' || value >= least,
  exclusiveMinimum: (value, least: number) => typeof value !== 'number' || value > least,
  maximum: (value, most: number) => typeof value !== 'number' || value <= most,
  minLength: (value, least: number) => typeof value !== 'string' || [...value].length >= least,
  maxLength: (value, most: number) => typeof value !== 'string' || [...value].length <= most,
  pattern: (value, pattern: string) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
};
/** What says nothing about values. */
const NOTES: readonly string[] = ['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples'];

/** @throws Error for a keyword that is not known here, so that no rule is passed over. */
export function meets(value: unknown, schema: Schema, root: Schema = schema): boolean {
  return Object.entries(schema).every(([keyword, rule]) => {
    if (NOTES.includes(keyword)) return true;
    const holds = KEYWORDS[keyword];
    if (!holds) throw new Error(`Expected a known keyword but received ${keyword}`);
    return holds(value, rule as never, schema, root);
  });
}
