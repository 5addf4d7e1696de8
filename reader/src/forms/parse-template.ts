/** JSON to templates: everything that is wrong with it, or the template. */
import type { AmountOptions } from '../decode/fields/amount.js';
import { parseRule } from '../decode/parse-rule.js';
import type { Rule } from '../decode/rule.js';
import { ReaderError } from '../reader-error.js';
import { type Checker, createChecker, type Entry, inside, type Problem } from './checks.js';
import {
  FIELD_KINDS,
  type FieldBox,
  type FieldKind,
  type FormTemplate,
  TEMPLATE_VERSION,
  type TemplateField,
} from './template.js';

/** Limits that no form reaches. */
export const LIMITS = { fields: 1000, cells: 64, rows: 100, length: 1e6, name: 64, label: 500 } as const;

export const NAME_PATTERN = '^\\p{L}[\\p{L}\\p{N}_-]{0,63}$';
const NAME = new RegExp(NAME_PATTERN, 'u');
const SHORT = new RegExp(`^[^\\p{Cc}]{1,${LIMITS.label}}$`, 'u');
const TOP = ['$schema', 'version', 'name', 'page', 'blank', 'blankPage', 'fields'] as const;
const COMMON = ['name', 'kind', 'box', 'label', 'required'] as const;

/** The entries of a field beside those that all have. */
const OWN: Readonly<Record<FieldKind, readonly string[]>> = {
  line: ['rule'],
  boxes: ['rule', 'cells'],
  checkbox: [],
  column: ['rule', 'rows', 'total'],
  cheque: ['rule'],
};

/** Types of rules whose values are numbers that add up, and that are amounts. */
const SUMMABLE: readonly string[] = ['amount', 'integer'];
const AMOUNTS: readonly string[] = ['amount'];

/**
 * The template that parsed JSON is.
 * @throws ReaderError `template-invalid` with the first thing that is wrong.
 */
export function parseTemplate(json: unknown): FormTemplate {
  const checked = checkTemplate(json);
  if ('template' in checked) return checked.template;
  const { message } = checked.problems[0]!;
  const more = checked.problems.length - 1;
  throw new ReaderError('template-invalid', more > 0 ? `${message} (and ${more} more)` : message);
}

/** The template, or everything that is wrong, in the order in which it stands there. */
export function checkTemplate(
  json: unknown,
): { readonly template: FormTemplate } | { readonly problems: readonly Problem[] } {
  const check = createChecker('the template');
  const top = check.object({ path: '', value: json }, TOP);
  if (top) checkTop(check, top);
  // What was checked is what the type says; copied, so that nobody changes it afterwards.
  return check.problems.length > 0
    ? { problems: check.problems }
    : { template: structuredClone(json) as FormTemplate };
}

function checkTop(check: Checker, top: Readonly<Record<string, unknown>>): void {
  const entry = (name: string): Entry => ({ path: name, value: top[name] });
  if (top.version !== TEMPLATE_VERSION) {
    check.refuse(entry('version'), `${TEMPLATE_VERSION}`, 'this digitry reads no other version');
    return;
  }
  check.text(entry('name'), SHORT, `1 to ${LIMITS.label} characters`);
  for (const name of ['$schema', 'blank'])
    if (top[name] !== undefined) check.text(entry(name), SHORT, `1 to ${LIMITS.label} characters`);
  if (top.blankPage !== undefined) check.number(entry('blankPage'), 1, 1e6, true);
  const page = check.object(entry('page'), ['width', 'height']);
  const size = page && {
    width: check.number({ path: 'page.width', value: page.width }, 1, LIMITS.length),
    height: check.number({ path: 'page.height', value: page.height }, 1, LIMITS.length),
  };
  const bounds =
    size && size.width !== null && size.height !== null ? { width: size.width, height: size.height } : null;
  const fields = check.list(entry('fields'), 1, LIMITS.fields);
  const names = new Map<string, string>();
  for (const each of fields ?? []) checkField(check, each, bounds, names);
}

type Size = { readonly width: number; readonly height: number } | null;

function checkField(check: Checker, entry: Entry, page: Size, names: Map<string, string>): void {
  const { value } = entry;
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  const isKind = FIELD_KINDS.includes(kind as FieldKind);
  const known = isKind ? OWN[kind as FieldKind] : Object.values(OWN).flat();
  const field = check.object(entry, [...new Set([...COMMON, ...known])]);
  if (!field) return;
  const own = (name: string): Entry => ({ path: inside(entry, name), value: field[name] });
  const name = check.text(own('name'), NAME, 'a letter and up to 63 letters, digits, _ and -');
  const other = name === null ? undefined : names.get(name);
  if (other !== undefined) check.refuse(own('name'), 'a name of its own', `${other} has it too`);
  else if (name !== null) names.set(name, entry.path);
  checkBox(check, own('box'), page);
  if (field.label !== undefined) check.text(own('label'), SHORT, `1 to ${LIMITS.label} characters`);
  if (field.required !== undefined && typeof field.required !== 'boolean')
    check.refuse(own('required'), 'true or false');
  if (!isKind) {
    check.refuse(own('kind'), FIELD_KINDS.join(', '));
    return;
  }
  if (kind === 'boxes') checkParts(check, own('cells'), page, LIMITS.cells);
  if (kind === 'column') {
    checkParts(check, own('rows'), page, LIMITS.rows);
    checkBox(check, own('total'), page);
    checkRule(check, own('rule'), SUMMABLE);
  } else if (kind === 'cheque') {
    const rule = checkRule(check, own('rule'), AMOUNTS);
    if (rule && !isInHundredths(rule))
      check.refuse(own('rule'), 'an amount of at most 2 decimals', 'words are compared in hundredths');
  } else if (field.rule !== undefined) checkRule(check, own('rule'));
}

/** As the words of a cheque say it. */
function isInHundredths({ json }: Rule): boolean {
  const { decimals = 2, as } = json as AmountOptions;
  return decimals <= 2 && (as !== 'cents' || decimals === 2);
}

/** A number of equal parts, or a box for each. */
function checkParts(check: Checker, entry: Entry, page: Size, most: number): void {
  if (!Array.isArray(entry.value)) {
    check.number(entry, 1, most, true);
    return;
  }
  for (const each of check.list(entry, 1, most) ?? []) checkBox(check, each, page);
}

function checkBox(check: Checker, entry: Entry, page: Size): void {
  const box = check.object(entry, ['x', 'y', 'width', 'height']);
  if (!box) return;
  const part = (name: string, least: number): number | null =>
    check.number({ path: inside(entry, name), value: box[name] }, least, LIMITS.length);
  const [x, y, width, height] = [part('x', 0), part('y', 0), part('width', 1e-6), part('height', 1e-6)];
  if (x === null || y === null || width === null || height === null || !page) return;
  // What rounding to pixels may add.
  const slack = 0.002 * Math.max(page.width, page.height);
  if (x + width <= page.width + slack && y + height <= page.height + slack) return;
  check.refuse(
    { ...entry, value: `x ${x}, y ${y}, width ${width}, height ${height}` },
    `a box on the page of ${page.width} × ${page.height}`,
  );
}

/** The rule; null where it is none of these types. */
function checkRule(check: Checker, entry: Entry, types?: readonly string[]): Rule | null {
  const { value, path } = entry;
  if (value === undefined) {
    check.refuse(entry, 'a rule', `this field needs one: ${types!.join(' or ')}`);
    return null;
  }
  let rule: Rule;
  try {
    rule = parseRule(value);
  } catch (error) {
    check.note(path, `Expected a rule for ${path}: ${(error as Error).message}`);
    return null;
  }
  if (!types || types.includes(rule.json.type)) return rule;
  check.refuse(entry, `a rule of ${types.join(' or ')}`);
  return null;
}

/** The boxes of a field's cells or rows: as they are given, or equal parts of its own. */
export function partsOf(
  box: FieldBox,
  parts: number | readonly FieldBox[],
  direction: 'across' | 'down',
): readonly FieldBox[] {
  if (typeof parts !== 'number') return parts;
  const width = direction === 'across' ? box.width / parts : box.width;
  const height = direction === 'down' ? box.height / parts : box.height;
  return Array.from({ length: parts }, (_, i) => ({
    x: direction === 'across' ? box.x + i * width : box.x,
    y: direction === 'down' ? box.y + i * height : box.y,
    width,
    height,
  }));
}

/** The rule of a field; undefined where it has none. */
export function ruleOfField(field: TemplateField): Rule | undefined {
  return field.kind === 'checkbox' || field.rule === undefined ? undefined : parseRule(field.rule);
}
