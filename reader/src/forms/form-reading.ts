/** What is told of a page that was read by a template. */
import type { ChequeReading } from '../decode/cheque/agree.js';
import type { ColumnReading } from '../decode/column-sum.js';
import type { RuledReading } from '../decode/read-under-rule.js';
import type { RuleValue } from '../decode/rule.js';
import type { GrayImage } from '../image/types.js';
import type { Homography, Quad } from '../image/warp.js';
import type { Guess } from '../recognize/recognizer.js';
import type { FormReason } from './form-reasons.js';
import type { FieldKind } from './template.js';

export type Status = 'accepted' | 'review' | 'rejected';

/** One character of a field. */
export interface FieldCharacter {
  readonly text: string;
  /** 0 … 1. */
  readonly confidence: number;
  /** In pixels of the picture; as high as the line. */
  readonly quad: Quad;
}

export interface FieldReading {
  readonly name: string;
  /** Of the parts of a column: `line`. */
  readonly kind: FieldKind;
  /** '' where the field is empty or was not read; `x` for a marked box; of a column its rows, joined by spaces. */
  readonly text: string;
  /** Under a rule what the text means; true or false for a check box; of a column each row's; null where there is none. */
  readonly value: RuleValue | boolean | null | readonly (RuleValue | null)[];
  /** The calibrated probability that `text` is right; that of the least certain part of a column. 1 for what is not read but measured: empty fields, marks. */
  readonly confidence: number;
  /** `accepted`: within the error budget. `review`: a person should look. `rejected`: there was nothing to read it from. */
  readonly status: Status;
  readonly isEmpty: boolean;
  readonly alternatives: readonly Guess[];
  readonly characters: readonly FieldCharacter[];
  /** Corners in pixels of the picture; null where the page was not found. */
  readonly quad: Quad | null;
  /** The strip that the network saw: 32 rows, 255 is ink; of a check box what is in it. Null where nothing was read. */
  readonly seen: GrayImage | null;
  /** Why it is not simply accepted; empty where it is. */
  readonly reasons: readonly FormReason[];
  /** Under a rule: the best text without it, and what the rule cost. */
  readonly rule?: RuledReading;
  /** Of a cheque: figures against words. */
  readonly cheque?: ChequeReading;
  /** Of a column: whether it adds up. */
  readonly column?: ColumnReading;
  /** Of a column: `name.1`, `name.2`, … and `name.total`. */
  readonly parts?: readonly FieldReading[];
}

export interface FormReading {
  /** The template's name. */
  readonly form: string;
  /** In the template's order. */
  readonly fields: Readonly<Record<string, FieldReading>>;
  /** Null where the template does not fit the picture. */
  readonly registration: {
    /** From pixels of the blank to those of the picture. */
    readonly homography: Homography;
    /** The share of the corners of print on the blank that the picture has in their places, 0 … 1. */
    readonly quality: number;
    /** How far off half of them are at most, in pixels of the blank. */
    readonly residual: number;
  } | null;
  /** `accepted`: all fields are. `rejected`: the template does not fit. */
  readonly status: Status;
  /** Of the page as a whole; those of fields are with them. */
  readonly reasons: readonly FormReason[];
}
