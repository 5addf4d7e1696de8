/** A line of writing in a field: the image that is read, and the reading in pixels of the picture. */
import type { Box, GrayImage } from '../image/types.js';
import { applyHomography, type Homography, type Quad } from '../image/warp.js';
import type { LineReading } from '../line-reading.js';
import { type CellsInk, sortIntoCells } from './cells.js';
import type { FieldInk } from './field-ink.js';
import type { FieldCharacter, FieldReading, Status } from './form-reading.js';
import { type FormReason, formReason } from './form-reasons.js';
import type { FieldBox, FieldKind } from './template.js';

export interface LineImage {
  /** Ink on white paper. */
  readonly image: GrayImage;
  /** Of boxes for one character each. */
  readonly cells: CellsInk | null;
}

/** Null where nothing is written. */
export function lineImage({ ink, strokes }: FieldInk, cells: readonly Box[]): LineImage | null {
  if (strokes.length === 0) return null;
  const sorted = cells.length > 0 ? sortIntoCells(ink, cells) : null;
  const { width, height, data } = sorted?.ink ?? ink;
  return { image: { width, height, data: data.map((value) => 255 - value) }, cells: sorted };
}

/** What a field is called, and what it must have. */
export interface FieldNote {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
}

export function lineField(
  { name, kind }: FieldNote,
  { image, cells }: LineImage,
  { toPicture }: FieldInk,
  quad: Quad,
  doubts: readonly FormReason[],
  reading: LineReading,
): FieldReading {
  const { text, value = null, confidence, alternatives, seen, rule } = reading;
  const reasons = [...reading.reasons, ...doubts, ...(cells ? cellDoubts(cells, reading) : [])];
  const characters = reading.characters.map(
    ({ text: sign, confidence: sure, box }): FieldCharacter => ({
      text: sign,
      confidence: sure,
      quad: characterQuad(box, cells, image.height, toPicture),
    }),
  );
  return {
    name,
    kind,
    text,
    value,
    confidence,
    status: statusOf(reading.status, reasons),
    isEmpty: false,
    alternatives,
    characters,
    quad,
    seen,
    reasons,
    ...(rule ? { rule } : {}),
  };
}

/** An accepted reading with doubts is one to review. */
export const statusOf = (status: Status, reasons: readonly FormReason[]): Status =>
  status === 'accepted' && reasons.length > 0 ? 'review' : status;

/** Nothing is written there. */
export function emptyField(
  { name, kind, isRequired }: FieldNote,
  quad: Quad,
  doubts: readonly FormReason[],
): FieldReading {
  const reasons = isRequired ? [...doubts, formReason('field-empty')] : doubts;
  return {
    name,
    kind,
    text: '',
    value: null,
    confidence: 1,
    status: statusOf('accepted', reasons),
    isEmpty: true,
    alternatives: [],
    characters: [],
    quad,
    seen: null,
    reasons,
  };
}

/** Boxes and characters must go together: none empty between others, and not more or fewer of the one than of the other. */
function cellDoubts({ filled }: CellsInk, { characters }: LineReading): FormReason[] {
  const first = filled.indexOf(true);
  const used = filled.slice(first, filled.lastIndexOf(true) + 1);
  const count = used.filter((each) => each).length;
  const written = characters.filter(({ text }) => text.trim() !== '');
  // Points and commas stand in boxes of their own, or between two.
  const letters = written.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const doubts: FormReason[] = [];
  if (used.includes(false)) doubts.push(formReason('cell-empty'));
  if (count !== written.length && count !== letters.length) doubts.push(formReason('cells-differ'));
  return doubts;
}

function characterQuad(box: Box, cells: CellsInk | null, height: number, toPicture: Homography): Quad {
  const from = cells ? cells.toField(box.x) : box.x;
  const to = Math.max(from + 1, cells ? cells.toField(box.x + box.width - 1) + 1 : box.x + box.width);
  const top = Math.max(0, box.y);
  const bottom = Math.min(height, box.y + box.height);
  return quadOf({ x: from, y: top, width: to - from, height: bottom - top }, toPicture);
}

/** The corners of a box, mapped. */
export const quadOf = ({ x, y, width, height }: FieldBox, map: Homography): Quad => [
  applyHomography(map, [x, y]),
  applyHomography(map, [x + width, y]),
  applyHomography(map, [x + width, y + height]),
  applyHomography(map, [x, y + height]),
];
