/** What a form template is: named fields with boxes on a blank page, and what each may hold. */
import type { RuleJson } from '../decode/rule.js';

/** The version of templates that this code reads and writes. */
export const TEMPLATE_VERSION = 1;

/** In the template's unit of length, whatever it is: pixels of the blank, millimetres, points. Part pixels are welcome. */
export interface FieldBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const FIELD_KINDS = ['line', 'boxes', 'checkbox', 'column', 'cheque'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

interface CommonField {
  /** Begins with a letter; letters, digits, `_` and `-`. */
  readonly name: string;
  /** Where it is to be written; what reaches over the border is read too. */
  readonly box: FieldBox;
  /** For people. */
  readonly label?: string;
  /** True where an empty field is a mistake. */
  readonly required?: boolean;
}

/** A rule as `parseRule` takes it. */
type RuleInput = string | RuleJson;

export interface LineField extends CommonField {
  readonly kind: 'line';
  readonly rule?: RuleInput;
}

/** A comb or a row of boxes, one character each. */
export interface BoxesField extends CommonField {
  readonly kind: 'boxes';
  readonly rule?: RuleInput;
  /** How many equal cells the box has side by side, or where each is. */
  readonly cells: number | readonly FieldBox[];
}

export interface CheckboxField extends CommonField {
  readonly kind: 'checkbox';
}

/** Numbers under each other with their sum. */
export interface ColumnField extends CommonField {
  readonly kind: 'column';
  /** Of each row and of the total; `amount` or `integer`. */
  readonly rule: RuleInput;
  /** How many equal rows the box has, or where each is. */
  readonly rows: number | readonly FieldBox[];
  readonly total: FieldBox;
}

/** The amount of a cheque in figures; in words it is given when the form is read. */
export interface ChequeField extends CommonField {
  readonly kind: 'cheque';
  /** An `amount`. */
  readonly rule: RuleInput;
}

export type TemplateField = LineField | BoxesField | CheckboxField | ColumnField | ChequeField;

export interface FormTemplate {
  readonly $schema?: string;
  readonly version: typeof TEMPLATE_VERSION;
  readonly name: string;
  /** The size of the blank in the template's unit of length. */
  readonly page: { readonly width: number; readonly height: number };
  /** Where the blank is, seen from the template; for the command line. */
  readonly blank?: string;
  /** Which page of a PDF or TIFF it is, from 1. */
  readonly blankPage?: number;
  readonly fields: readonly TemplateField[];
}
