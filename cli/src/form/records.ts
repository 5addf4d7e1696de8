/** What is told of a page that was read by a form: plain JSON, rows a field each, or one row of a table with a column for each field. */
import type { FieldReading, FormReading, Quad } from '@digitry/reader';
import { whyOf } from '../read/why.js';

export type FieldRecord = Omit<FieldReading, 'seen' | 'parts'> & { readonly parts?: readonly FieldRecord[] };

export type FormRecord = { readonly file: string; readonly page: number; readonly kind: 'form' } & Omit<
  FormReading,
  'fields'
> & { readonly fields: Readonly<Record<string, FieldRecord>> };

export function formRecord(file: string, page: number, { fields, ...reading }: FormReading): FormRecord {
  const named = Object.entries(fields).map(([name, field]) => [name, fieldRecord(field)] as const);
  return { file, page, kind: 'form', ...reading, fields: Object.fromEntries(named) };
}

function fieldRecord({ seen, parts, ...field }: FieldReading): FieldRecord {
  return parts ? { ...field, parts: parts.map(fieldRecord) } : field;
}

/** The fields of a page, those of columns part by part. */
export const fieldsOf = ({ fields }: FormRecord): readonly FieldRecord[] =>
  Object.values(fields).flatMap((field) => field.parts ?? [field]);

/** What a table shows of a field: its value where it has one, else its text. */
export function shownValue({ value, text }: FieldRecord): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : text;
}

/** Whole pixels around a field. */
export function boundsOf(quad: Quad | null) {
  if (!quad) return null;
  const xs = quad.map(([x]) => x);
  const ys = quad.map(([, y]) => y);
  const x = Math.floor(Math.min(...xs));
  const y = Math.floor(Math.min(...ys));
  return { x, y, width: Math.ceil(Math.max(...xs)) - x, height: Math.ceil(Math.max(...ys)) - y };
}

/** The columns of a table of forms that are there whatever the fields. */
export const PAGE_COLUMNS: readonly string[] = ['file', 'page', 'status', 'quality', 'review'];

/** The head of a table of forms. */
export const formHead = (columns: readonly string[]): string[] => [...PAGE_COLUMNS, ...columns];

/** A page as a row of such a table; `review` says which fields a person should look at, and why. */
export function formCells(record: FormRecord, columns: readonly string[]): (string | number)[] {
  const { file, page, status, registration, reasons } = record;
  const parts = new Map(fieldsOf(record).map((field) => [field.name, field]));
  const doubts = [...reasons.map(({ message }) => message), ...(registration ? doubtsOf(record) : [])];
  const values = columns.map((name) => {
    const field = parts.get(name);
    return field ? shownValue(field) : '';
  });
  return [
    file,
    page,
    status,
    registration ? Number(registration.quality.toFixed(3)) : '',
    doubts.join(' '),
    ...values,
  ];
}

/** The fields that a person should look at, together where the reason is the same: `day, sum: The reading is …`. */
function doubtsOf(record: FormRecord): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const field of [...Object.values(record.fields).flatMap(whole), ...fieldsOf(record)]) {
    if (field.status === 'accepted') continue;
    const why = whyOf(field);
    for (const each of why.length > 0 ? why : ['Please check it.'])
      byReason.set(each, (byReason.get(each) ?? new Set()).add(field.name));
  }
  return [...byReason].map(([why, names]) => `${[...names].join(', ')}: ${why}`);
}

/** A column of numbers with the reasons that none of its parts has; nothing of other fields, which have no parts. */
function whole({ parts = [], ...field }: FieldRecord): FieldRecord[] {
  const reasons = field.reasons.filter(({ code }) =>
    parts.every((part) => part.reasons.every((reason) => reason.code !== code)),
  );
  return parts.length > 0 && reasons.length > 0 ? [{ ...field, reasons }] : [];
}

/** A row for a file that could not be read. */
export const failedCells = (file: string, message: string, columns: readonly string[]): string[] => [
  file,
  '',
  'failed',
  '',
  message,
  ...columns.map(() => ''),
];
