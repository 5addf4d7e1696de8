/** Reads a page by a form: finds it, takes its print out, and reads each field under its rule. */
import type { Rule } from '../decode/rule.js';
import type { Pixels } from '../image/types.js';
import type { LineReading } from '../line-reading.js';
import { fieldInk } from './field-ink.js';
import { type FieldTask, fieldOf } from './field-of.js';
import type { FieldReading, FormReading } from './form-reading.js';
import { formReason } from './form-reasons.js';
import { type LineImage, lineImage } from './line-field.js';
import type { Form, OpenField } from './open-form.js';
import { leastQuality, type Registration, register } from './register.js';
import { openScan, type Scan } from './scan.js';

/** Reads lines of writing; `reader.lines` does. */
export type ReadLines = (
  images: readonly Pixels[],
  options: { readonly rule?: Rule },
) => Promise<readonly LineReading[]>;

export interface FormOptions {
  /** Texts that are known already, by the names of fields: the amount in words of a cheque. */
  readonly given?: Readonly<Record<string, string>>;
}

/** With so much less quality than this above the least a registration is doubtful. */
const DOUBTFUL = 0.12;

/**
 * Never throws for what is on the page: a template that does not fit is `rejected`, with the reason.
 * @throws RangeError where `pixels` are not decoded pixels; what `readLines` throws.
 */
export async function readForm(
  form: Form,
  pixels: Pixels,
  readLines: ReadLines,
  options: FormOptions = {},
): Promise<FormReading> {
  const scan = openScan(pixels);
  const registration = register(form.target, scan);
  const least = leastQuality(form.target);
  if (!registration || registration.quality < least) return notFound(form);
  const tasks = form.fields.map((open) => taskOf(open, scan, registration));
  const readings = await readAll(
    tasks.flatMap(({ open, lines }) =>
      lines.filter((line) => line !== null).map((line) => ({ line, rule: open.rule })),
    ),
    readLines,
  );
  const { width, height } = pixels;
  const { homography, quality, residual } = registration;
  const context = {
    width,
    height,
    given: options.given ?? {},
    readingOf: (line: LineImage) => readings.get(line)!,
  };
  const fields = tasks.map((task) => fieldOf(task, context));
  const isDoubtful = registration.quality < least + DOUBTFUL;
  const reasons = isDoubtful ? [formReason('fit-poor')] : [];
  const isAccepted = reasons.length === 0 && fields.every(({ status }) => status === 'accepted');
  return {
    form: form.template.name,
    fields: byName(fields),
    registration: { homography, quality, residual },
    status: isAccepted ? 'accepted' : 'review',
    reasons,
  };
}

const byName = (fields: readonly FieldReading[]): Record<string, FieldReading> =>
  Object.fromEntries(fields.map((field) => [field.name, field]));

function notFound({ template }: Form): FormReading {
  const reasons = [formReason('no-fit')];
  const fields = template.fields.map(
    ({ name, kind }): FieldReading => ({
      name,
      kind,
      text: '',
      value: null,
      confidence: 0,
      status: 'rejected',
      isEmpty: false,
      alternatives: [],
      characters: [],
      quad: null,
      seen: null,
      reasons,
    }),
  );
  return { form: template.name, fields: byName(fields), registration: null, status: 'rejected', reasons };
}

function taskOf(open: OpenField, scan: Scan, registration: Registration): FieldTask {
  const inks = open.areas.map((area) => fieldInk(area, scan, registration));
  const isMark = open.field.kind === 'checkbox';
  return { open, inks, lines: inks.map((ink) => (isMark ? null : lineImage(ink, open.cells))) };
}

/** All lines of one rule go through the network together. */
async function readAll(
  lines: readonly { readonly line: LineImage; readonly rule: Rule | undefined }[],
  readLines: ReadLines,
): Promise<Map<LineImage, LineReading>> {
  const byRule = new Map<string, (typeof lines)[0][]>();
  for (const each of lines) {
    const key = JSON.stringify(each.rule?.json ?? null);
    byRule.set(key, [...(byRule.get(key) ?? []), each]);
  }
  const readings = new Map<LineImage, LineReading>();
  for (const group of byRule.values()) {
    const rule = group[0]!.rule;
    const images = group.map(({ line }) => line.image);
    const found = await readLines(images, rule ? { rule } : {});
    group.forEach(({ line }, i) => readings.set(line, found[i]!));
  }
  return readings;
}
