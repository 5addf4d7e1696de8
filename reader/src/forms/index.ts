/** Forms: templates of named fields on a blank page, and pages read by them. Reads no files and knows no network. */
export type { Problem } from './checks.js';
export type { FieldCharacter, FieldReading, FormReading } from './form-reading.js';
export type { FormReason, FormReasonCode } from './form-reasons.js';
export { type Form, openForm } from './open-form.js';
export { checkTemplate, parseTemplate } from './parse-template.js';
export { proposeTemplate } from './propose-fields.js';
export { type FormOptions, type ReadLines, readForm } from './read-form.js';
export * from './template.js';
export { templateSchema } from './template-schema.js';
