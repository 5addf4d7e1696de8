import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { templateSchema } from './template-schema.js';

it('is what docs/form-template.schema.json says; `digitry form schema` writes it', () => {
  const copy = readFileSync(new URL('../../../docs/form-template.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(copy)).toEqual(templateSchema());
});
