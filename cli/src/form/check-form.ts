/** `digitry form check`: what is wrong with a template, and what it will be difficult to find it by. */
import { type Form, isMetWithin, LINE_LABELS, type TemplateField } from '@digitry/reader';
import type { Terminal } from '../verb.js';
import { checkFile, loadForm } from './load-form.js';
import { PAGE_COLUMNS } from './records.js';

/** With less print on the blank a page is found if hardly anything hides it. */
const FEW_CORNERS = 40;
/** Fields that share more than this part of the smaller one read each other's writing. */
const SHARED = 0.2;

/** @returns the exit code: 1 where something is wrong. @throws Error where the file or its blank cannot be read */
export async function checkForm(path: string, terminal: Terminal): Promise<number> {
  const checked = await checkFile(path);
  if ('problems' in checked) {
    for (const { message } of checked.problems) terminal.err(`${path}: ${message}`);
    return 1;
  }
  const form = await loadForm(path);
  const corners = form.target.fine.points.length;
  for (const warning of warningsOf(form)) terminal.err(`${path}: ${warning}`);
  terminal.out(`${path}: ${form.fields.length} fields; ${corners} corners of print to find the page by`);
  return 0;
}

function warningsOf({ target, template, fields }: Form): string[] {
  const warnings: string[] = [];
  if (target.fine.points.length < FEW_CORNERS)
    warnings.push('the blank has little print; pages will be found only if hardly any of it is hidden');
  if (target.isSymmetric)
    warnings.push('the blank looks the same upside down; pages are taken for upright, so scan them upright');
  for (const { field, rule } of fields)
    if (rule && !isMetWithin(rule, LINE_LABELS))
      warnings.push(
        `no digits and marks are ${rule.expects}, the rule of ${field.name}: it needs a network that reads letters`,
      );
  const taken = template.fields.filter(({ name }) => PAGE_COLUMNS.includes(name)).map(({ name }) => name);
  if (taken.length > 0)
    warnings.push(
      `every table has columns ${PAGE_COLUMNS.join(', ')}; rename the field ${taken.join(', ')} to write .csv`,
    );
  template.fields.forEach((field, i) => {
    for (const other of template.fields.slice(i + 1))
      if (shared(field, other) > SHARED) warnings.push(`${field.name} and ${other.name} lie over each other`);
  });
  return warnings;
}

/** The common part of two fields, in parts of the smaller one. */
function shared({ box: a }: TemplateField, { box: b }: TemplateField): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return (Math.max(0, width) * Math.max(0, height)) / Math.min(a.width * a.height, b.width * b.height);
}
