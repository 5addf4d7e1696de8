/** From what was read of a field's parts to the field: marks, columns that must add up, cheques whose figures must agree with the words. */
import { agree, type CourtesyAmount } from '../decode/cheque/agree.js';
import { type ColumnCell, columnSum } from '../decode/column-sum.js';
import type { RuleValue } from '../decode/rule.js';
import type { Quad } from '../image/warp.js';
import type { LineReading } from '../line-reading.js';
import { markIn } from './checkbox.js';
import type { FieldInk } from './field-ink.js';
import type { FieldReading, Status } from './form-reading.js';
import { type FormReason, formReason } from './form-reasons.js';
import { emptyField, type FieldNote, type LineImage, lineField, quadOf, statusOf } from './line-field.js';
import { inArea, type OpenField } from './open-form.js';
import type { TemplateField } from './template.js';

/** What a field's parts look like: for each of its areas the ink, and the line in it; null where it is empty or a mark. */
export interface FieldTask {
  readonly open: OpenField;
  readonly inks: readonly FieldInk[];
  readonly lines: readonly (LineImage | null)[];
}

export interface FieldContext {
  /** Of the picture. */
  readonly width: number;
  readonly height: number;
  readingOf(line: LineImage): LineReading;
  /** Texts that are known already, by the names of fields. */
  readonly given: Readonly<Record<string, string>>;
}

/** The print around a field must be there in this part at least. */
const PRESENT = 0.65;

export function fieldOf(task: FieldTask, context: FieldContext): FieldReading {
  const { field } = task.open;
  switch (field.kind) {
    case 'checkbox':
      return checkboxOf(task, context);
    case 'column':
      return columnOf(task, context);
    case 'cheque':
      return chequeOf(lineOf(task, 0, field.name, context), givenFor(field.name, context));
    default:
      return lineOf(task, 0, field.name, context);
  }
}

const noteOf = ({ kind, required = false }: TemplateField, name: string): FieldNote => ({
  name,
  kind: kind === 'column' ? 'line' : kind,
  isRequired: required,
});

/** The part of a field that one of its boxes is. */
function lineOf(
  { open, inks, lines }: FieldTask,
  part: number,
  name: string,
  context: FieldContext,
): FieldReading {
  const ink = inks[part]!;
  const line = lines[part];
  const quad = quadOf(open.boxes[part]!, ink.fromBlank);
  const doubts = doubtsOf(ink, quad, context);
  const note = noteOf(open.field, name);
  return line
    ? lineField(note, line, ink, quad, doubts, context.readingOf(line))
    : emptyField(note, quad, doubts);
}

/** Whether this is the field's place at all. */
function doubtsOf({ presence }: FieldInk, quad: Quad, { width, height }: FieldContext): FormReason[] {
  const doubts: FormReason[] = [];
  const slack = 0.003 * Math.max(width, height);
  const isOutside = quad.some(
    ([x, y]) => !(x >= -slack && y >= -slack && x <= width + slack && y <= height + slack),
  );
  if (isOutside) doubts.push(formReason('field-outside'));
  else if (presence !== null && presence < PRESENT) doubts.push(formReason('field-differs'));
  return doubts;
}

function checkboxOf({ open, inks }: FieldTask, context: FieldContext): FieldReading {
  const { field, boxes, areas } = open;
  const ink = inks[0]!;
  const quad = quadOf(boxes[0]!, ink.fromBlank);
  const { state, seen } = markIn(ink, inArea(areas[0]!, boxes[0]!));
  const reasons = doubtsOf(ink, quad, context);
  const isMarked = state === 'marked';
  if (state === 'unclear') reasons.push(formReason('mark-unclear'));
  if (field.required && state === 'unmarked') reasons.push(formReason('field-empty'));
  return {
    name: field.name,
    kind: field.kind,
    text: isMarked ? 'x' : '',
    value: state === 'unclear' ? null : isMarked,
    confidence: state === 'unclear' ? 0 : 1,
    status: statusOf('accepted', reasons),
    isEmpty: state === 'unmarked',
    alternatives: [],
    characters: [],
    quad,
    seen,
    reasons,
  };
}

function columnOf(task: FieldTask, context: FieldContext): FieldReading {
  const { field } = task.open;
  const last = task.inks.length - 1;
  const parts = task.inks.map((_, i) =>
    lineOf(task, i, `${field.name}.${i === last ? 'total' : i + 1}`, context),
  );
  const written = parts.slice(0, -1).filter(({ isEmpty }) => !isEmpty);
  const total = parts[last]!;
  const isEmpty = written.length === 0 && total.isEmpty;
  const column = isEmpty ? null : columnSum(written.map(cellOf), cellOf(total));
  const changed = column && (column.changed.length > 0 || column.isTotalChanged);
  // What adds up just as it reads needs no other proof.
  const isProven = column?.status === 'accepted' && !changed;
  const shown = isProven ? parts.map(withoutDoubt) : parts;
  const reasons: FormReason[] = [
    ...(column?.reasons ?? []),
    ...(column?.status === 'accepted' && changed ? [formReason('sum-changed')] : []),
    ...(isEmpty && field.required ? [formReason('field-empty')] : []),
  ];
  const top = parts[0]!.quad!;
  const bottom = parts[last - 1]!.quad!;
  return {
    name: field.name,
    kind: field.kind,
    text: shown
      .slice(0, -1)
      .map(({ text }) => text)
      .join(' ')
      .trim(),
    value: shown.slice(0, -1).map(({ value }) => value as RuleValue | null),
    confidence: Math.min(...shown.map(({ confidence }) => confidence)),
    status: statusOf(worst(shown.map(({ status }) => status)), reasons),
    isEmpty,
    alternatives: [],
    characters: shown.flatMap(({ characters }) => characters),
    quad: [top[0], top[1], bottom[2], bottom[3]],
    seen: null,
    reasons: reasons.length > 0 ? reasons : unique(shown.flatMap((part) => part.reasons)),
    ...(column ? { column } : {}),
    parts: shown,
  };
}

/** A part as a cell of the column. */
function cellOf({ rule, value, confidence }: FieldReading): ColumnCell {
  return rule?.valid ? rule : { value: value as RuleValue | null, confidence, alternatives: [] };
}

/** Null where there are none, or blank ones. */
function givenFor(name: string, { given }: FieldContext): string | null {
  // A field may be called as what every object has.
  const words = Object.hasOwn(given, name) ? given[name]! : '';
  return words.trim() === '' ? null : words;
}

/** Figures that are empty, or no amount, do not agree with any words. */
const UNREAD: CourtesyAmount = { valid: false, value: null, alternatives: [] };

function chequeOf(reading: FieldReading, words: string | null): FieldReading {
  if (words === null) {
    if (reading.isEmpty || !reading.rule) return reading;
    const reasons = [...reading.reasons, formReason('legal-missing')];
    return { ...reading, status: statusOf(reading.status, reasons), reasons };
  }
  const cheque = agree(reading.rule ?? UNREAD, words);
  if (cheque.status === 'accepted') return { ...withoutDoubt(reading), cheque };
  const reasons = [...reading.reasons, ...cheque.reasons];
  return { ...reading, status: statusOf(reading.status, reasons), reasons, cheque };
}

/** Something else said the same: that the network was not sure does not count any more. */
function withoutDoubt(reading: FieldReading): FieldReading {
  const reasons = reading.reasons.filter(({ code }) => code !== 'not-sure');
  const isClear = reading.status === 'review' && reasons.length === 0;
  return { ...reading, reasons, status: isClear ? 'accepted' : reading.status };
}

const ORDER: readonly Status[] = ['accepted', 'review', 'rejected'];
const worst = (all: readonly Status[]): Status =>
  ORDER[Math.max(...all.map((status) => ORDER.indexOf(status)))]!;

const unique = (reasons: readonly FormReason[]): FormReason[] =>
  reasons.filter(({ code }, i) => reasons.findIndex((other) => other.code === code) === i);
