/** What a rule may be, as JSON schema: for form templates and the editors they are written in. */
import { FIELD_TYPES } from './field-types.js';
import { parameterSchema } from './parameters.js';

/** JSON Schema (draft 2020-12) of what `parseRule` takes; to be set as the schema of a property. */
export function ruleSchema(): object {
  const objects = Object.entries(FIELD_TYPES).map(([type, { about, parameters, required }]) => ({
    type: 'object',
    title: type,
    description: about,
    properties: {
      type: { const: type },
      ...Object.fromEntries(
        Object.entries(parameters).map(([name, parameter]) => [name, parameterSchema(parameter)]),
      ),
    },
    required: ['type', ...(required?.length === 1 ? required[0]! : [])],
    ...(required && required.length > 1 && { oneOf: required.map((names) => ({ required: names })) }),
    additionalProperties: false,
  }));
  const text = {
    type: 'string',
    title: 'short form',
    description: 'As digits(5), zip, date(dmy, from=2000-01-01), amount(de), oneOf(yes|no) or a JSON object',
    pattern: `^\\s*((${Object.keys(FIELD_TYPES).join('|')})(\\(.*\\))?|\\{.*\\})\\s*$`,
  };
  return { title: 'rule', description: 'What a field may hold', oneOf: [text, ...objects] };
}
