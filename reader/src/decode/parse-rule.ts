/** Rules out of templates and command lines: JSON, or a short text such as `digits(5)`. */
import { FIELD_TYPES, type FieldType } from './field-types.js';
import { checkParameter, readParameter } from './parameters.js';
import type { Rule } from './rule.js';

/**
 * The rule that JSON (`{ "type": "date", "order": "dmy" }`, parsed or as text) or a short text says: `zip`, `digits(5)`, `digits(3..6)`,
 * `date(dmy, from=2000-01-01)`, `oneOf(yes|no)`, `pattern([A-Z]\d+)`. `rule.json` gives it back, and is what templates store.
 * @throws TypeError for an unknown type or option or an option of the wrong kind; RangeError and SyntaxError as the rules' own functions.
 */
export function parseRule(input: unknown): Rule {
  const { type, ...options } = typeof input === 'string' ? parseText(input) : asObject(input);
  const field = fieldType(type);
  for (const [name, value] of Object.entries(options)) {
    const parameter = Object.hasOwn(field.parameters, name) ? field.parameters[name] : undefined;
    if (!parameter) throw unknownOption(name, type as string, field);
    checkParameter(parameter, value, `${name} of ${type}`);
  }
  const { required } = field;
  const given = required?.filter((names) => names.every((name) => Object.hasOwn(options, name))) ?? [];
  if (required && given.length !== 1) {
    throw new TypeError(
      `Expected ${required.map((names) => names.join(' and ')).join(', or ')} for ${type} but received ${JSON.stringify(options)}`,
    );
  }
  return field.build(options);
}

function asObject(input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new TypeError(
      `Expected an object or a short text such as digits(5) for rule but received ${JSON.stringify(input)}`,
    );
  }
  return { ...input };
}

function fieldType(type: unknown): FieldType {
  if (typeof type !== 'string' || !Object.hasOwn(FIELD_TYPES, type)) {
    throw new TypeError(
      `Expected ${Object.keys(FIELD_TYPES).join(', ')} for the type of a rule but received ${JSON.stringify(type)}`,
    );
  }
  return FIELD_TYPES[type]!;
}

function parseText(text: string): Record<string, unknown> {
  const trimmed = text.trim();
  return trimmed.startsWith('{') ? asObject(parseJson(trimmed)) : parseShort(trimmed);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Expected JSON for rule but received ${text}`, { cause: error });
  }
}

/** `name`, or `name(…)` with options by place, by name (`key=value`), or as a range of min and max (`3..6`). */
function parseShort(text: string): Record<string, unknown> {
  const match = /^(\w+)(?:\((.*)\))?$/s.exec(text);
  if (!match) {
    throw new SyntaxError(
      `Expected a rule such as digits(5) or date(dmy, from=2000-01-01) but received ${JSON.stringify(text)}`,
    );
  }
  const [, type, inside = ''] = match;
  const field = fieldType(type);
  const options: Record<string, unknown> = { type };
  // An expression may have commas and equals signs of its own.
  if (type === 'pattern' && inside !== '')
    return { ...options, expression: inside.replace(/^\/(.*)\/$/s, '$1') };
  const places = [...(field.positional ?? [])];
  const set = (name: string, value: string): void => {
    const parameter = Object.hasOwn(field.parameters, name) ? field.parameters[name] : undefined;
    if (!parameter) throw unknownOption(name, type!, field);
    if (Object.hasOwn(options, name))
      throw new SyntaxError(
        `Expected ${name} once for ${type} but received it twice in ${JSON.stringify(text)}`,
      );
    // In a list a space may be one of the texts.
    options[name] = readParameter(parameter, parameter.kind === 'texts' ? value : value.trim());
  };
  for (const part of inside.split(',').filter((each) => each.trim() !== '')) {
    const named = /^\s*(\w+)\s*=(.*)$/s.exec(part);
    const range = /^\s*(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)\s*$/.exec(part);
    if (named) set(named[1]!, named[2]!);
    else if (range) {
      set('min', range[1]!);
      set('max', range[2]!);
    } else {
      const name = places.shift();
      if (name === undefined) throw unknownOption(part.trim(), type!, field);
      set(name, part.trim());
    }
  }
  return options;
}

const unknownOption = (name: string, type: string, { parameters }: FieldType): TypeError =>
  new TypeError(
    `Expected ${Object.keys(parameters).join(', ')} for an option of ${type} but received ${JSON.stringify(name)}`,
  );
