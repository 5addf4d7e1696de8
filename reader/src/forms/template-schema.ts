/** Form templates as a JSON schema, for editors and other programs; `docs/form-template.schema.json` is a copy. */
import { ruleSchema } from '../decode/rule-schema.js';
import { LIMITS, NAME_PATTERN } from './parse-template.js';
import { type FieldKind, TEMPLATE_VERSION } from './template.js';

const reference = (name: string): object => ({ $ref: `#/$defs/${name}` });
const boxes = (most: number): object => ({
  type: 'array',
  items: reference('box'),
  minItems: 1,
  maxItems: most,
});
const text = (description: string): object => ({
  type: 'string',
  minLength: 1,
  maxLength: LIMITS.label,
  description,
});
const length = { type: 'number', exclusiveMinimum: 0, maximum: LIMITS.length };
const place = { type: 'number', minimum: 0, maximum: LIMITS.length };

/**
 * JSON Schema (draft 2020-12) of version 1. It knows all but what a schema cannot say: that names differ, that boxes are on the page, that
 * expressions and ranges of rules hold together. `checkTemplate` knows that too.
 */
export function templateSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:digitry:form-template:${TEMPLATE_VERSION}`,
    title: 'digitry form template',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      version: { const: TEMPLATE_VERSION },
      name: text('What the form is called'),
      page: {
        type: 'object',
        description: 'The size of the blank, in the unit of all boxes: pixels, millimetres, points',
        properties: { width: { ...length, minimum: 1 }, height: { ...length, minimum: 1 } },
        required: ['width', 'height'],
        additionalProperties: false,
      },
      blank: text('Where the picture of the blank is, seen from the template'),
      blankPage: {
        type: 'integer',
        minimum: 1,
        maximum: 1e6,
        description: 'Which page of it, if there are several',
      },
      fields: { type: 'array', minItems: 1, maxItems: LIMITS.fields, items: reference('field') },
    },
    required: ['version', 'name', 'page', 'fields'],
    additionalProperties: false,
    $defs: {
      box: {
        type: 'object',
        properties: { x: place, y: place, width: length, height: length },
        required: ['x', 'y', 'width', 'height'],
        additionalProperties: false,
      },
      rule: ruleSchema(),
      field: {
        oneOf: [
          field('line', 'A line of writing', { rule: reference('rule') }),
          field(
            'boxes',
            'A comb or boxes side by side, one character each',
            {
              rule: reference('rule'),
              cells: {
                description: 'How many equal cells, or where each is',
                oneOf: [{ type: 'integer', minimum: 1, maximum: LIMITS.cells }, boxes(LIMITS.cells)],
              },
            },
            ['cells'],
          ),
          field('checkbox', 'A box to be marked', {}),
          field(
            'column',
            'Numbers under each other with their sum',
            {
              rule: reference('rule'),
              rows: {
                description: 'How many equal rows, or where each is',
                oneOf: [{ type: 'integer', minimum: 1, maximum: LIMITS.rows }, boxes(LIMITS.rows)],
              },
              total: reference('box'),
            },
            ['rule', 'rows', 'total'],
          ),
          field(
            'cheque',
            'The amount of a cheque in figures; the amount in words is given when it is read',
            { rule: reference('rule') },
            ['rule'],
          ),
        ],
      },
    },
  };
}

function field(kind: FieldKind, description: string, own: object, required: readonly string[] = []): object {
  return {
    type: 'object',
    title: kind,
    description,
    properties: {
      name: { type: 'string', pattern: NAME_PATTERN },
      kind: { const: kind },
      box: reference('box'),
      label: text('For people'),
      required: { type: 'boolean', description: 'Whether an empty field is a mistake' },
      ...own,
    },
    required: ['name', 'kind', 'box', ...required],
    additionalProperties: false,
  };
}
