/** Proposes fields for a blank: every comb, box, rule and empty cell of a table on it, to be named and corrected by a person. */

import { type Curve, curveAt, curveOf, joinRules } from '../image/curves.js';
import { toGray } from '../image/gray.js';
import { integral, sumOver } from '../image/integral.js';
import { findRules } from '../image/rules.js';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import { crossing } from '../image/tracks.js';
import type { Mask, Pixels } from '../image/types.js';
import type { Point } from '../image/warp.js';
import { characterHeight } from '../segment/characters.js';
import { type Comb, type Fields, findFields } from '../segment/fields.js';
import { inkMap } from '../segment/ink-map.js';
import { findStructures, type Lattice } from '../segment/lattices.js';
import { LIMITS } from './parse-template.js';
import { fineStep } from './target.js';
import { type FieldBox, type FormTemplate, TEMPLATE_VERSION, type TemplateField } from './template.js';

/** Rules are at least so many characters long, and so many pixels at 200 dpi. */
const SEGMENT = 0.8;
const SHORTEST = 24;
/** A box to be marked is about square, and at most so many pixels wide at 200 dpi. */
const MARK = 64;
const SQUARE = 1.4;
/** Above a rule there is room for writing of so many characters' height, and of so many pixels at 200 dpi. */
const CHARACTERS = 2;
const ROOM = 52;
/** Cells with a greater share of print have a heading. */
const PRINTED = 0.004;
/** Rules with a greater share of print above are drawn under it. */
const UNDERLINED = 0.03;
/** Rules are two where nothing is for so many characters' height. */
const APART = 2.5;
/** Rules longer than this share of the page's width may part sections. */
const LONG = 0.6;
/** Cells of a comb are equal if no width or gap differs by more than this part of the usual. */
const UNEVEN = 0.12;

/** The template of a blank, with every field that can be seen on it; none has a rule but combs, whose characters are counted. */
export function proposeTemplate(
  name: string,
  blank: Pixels,
  source: { readonly file?: string; readonly page?: number } = {},
): Omit<FormTemplate, 'fields'> & { readonly fields: readonly TemplateField[] } {
  return {
    version: TEMPLATE_VERSION,
    name,
    page: { width: blank.width, height: blank.height },
    ...(source.file === undefined ? {} : { blank: source.file }),
    ...(source.page === undefined ? {} : { blankPage: source.page }),
    fields: proposeFields(blank),
  };
}

/** From top to bottom; what stands side by side from left to right. */
export function proposeFields(blank: Pixels): TemplateField[] {
  const gray = toGray(blank);
  const step = fineStep(gray);
  const { contrast, mask } = inkMap(gray);
  const runs = runsOf(mask);
  const unit = characterHeight(componentsOfRuns(runs).list, mask.width, mask.height);
  const rules = findRules(mask, runs, Math.max(SHORTEST * step, SEGMENT * unit));
  const structures = findStructures(joinRules(rules.level), joinRules(rules.upright), contrast);
  const found = findFields(structures, mask, unit);
  const fields = [
    ...found.combs.map(combField),
    ...found.boxes.map((box) => boxField(boundsOf(box), step)),
    ...ruleFields(found, mask, unit, Math.max(ROOM * step, CHARACTERS * unit)),
    ...tableFields(found, mask),
  ];
  return named(fields.map((field) => within(field, gray)));
}

/** Everything but the name. */
type Nameless = TemplateField extends infer F
  ? F extends TemplateField
    ? Omit<F, 'name'> & { readonly name?: string }
    : never
  : never;

function combField({ cells }: Comb): Nameless {
  const boxes = cells.map(boundsOfPoints);
  const box = boxes.reduce(union);
  const pitch = box.width / boxes.length;
  const isEven = boxes.every(
    ({ x, width }, i) =>
      Math.abs(width - pitch) <= UNEVEN * pitch && Math.abs(x - box.x - i * pitch) <= UNEVEN * pitch,
  );
  if (boxes.length > LIMITS.cells) return { kind: 'line', box };
  return { kind: 'boxes', box, cells: isEven ? boxes.length : boxes, rule: `digits(1..${boxes.length})` };
}

function boxField(box: FieldBox, step: number): Nameless {
  const isSquare = box.width <= SQUARE * box.height && box.height <= SQUARE * box.width;
  return isSquare && box.width <= MARK * step ? { kind: 'checkbox', box } : { kind: 'line', box };
}

/** Rules to write on: with room above, and if they are about as long as the page is wide, with a label before them. */
function ruleFields({ blanks, long }: Fields, mask: Mask, unit: number, room: number): Nameless[] {
  const ink = integral(mask);
  const isFree = (rule: Curve): boolean =>
    printIn(ink, { ...roomOver(rule, 0.8 * room), height: 0.8 * room - rule.thickness - 4 }, 0) <= UNDERLINED;
  const hasLabel = (rule: Curve): boolean => {
    const { y } = roomOver(rule, 0.6 * room);
    const before = { x: 0, y, width: rule.from - 0.2 * unit, height: 0.8 * room };
    return printIn(ink, before, 0) * before.width * before.height > unit * unit;
  };
  const isLong = ({ from, to }: Curve): boolean => to - from > LONG * mask.width;
  return [...blanks, ...long]
    .flatMap((rule) => piecesOf(rule, APART * unit))
    .filter((rule) => rule.to - rule.from > APART * unit && isFree(rule) && (!isLong(rule) || hasLabel(rule)))
    .map((rule) => ({ kind: 'line', box: { ...roomOver(rule, room), height: 1.2 * room } }));
}

function roomOver(rule: Curve, room: number): FieldBox {
  const y = curveAt(rule, (rule.from + rule.to) / 2);
  return { x: rule.from, y: y - room, width: rule.to - rule.from, height: room };
}

/** Two rules at one height with a label between them are joined as the pieces of a faint one are: apart again. */
function piecesOf({ parts }: Curve, gap: number): Curve[] {
  const pieces: Curve['parts'][number][][] = [];
  let end = -Infinity;
  for (const part of parts) {
    if (part.from - end > gap) pieces.push([]);
    pieces.at(-1)!.push(part);
    end = Math.max(end, part.to);
  }
  return pieces.map(curveOf);
}

/** The cells without print. */
function tableFields({ grids }: Fields, mask: Mask): Nameless[] {
  const ink = integral(mask);
  return grids.flatMap(({ level, upright }, table) => {
    const fields: Nameless[] = [];
    for (let row = 0; row + 1 < level.length; row++) {
      for (let column = 0; column + 1 < upright.length; column++) {
        const [top, bottom] = [level[row]!, level[row + 1]!];
        const [left, right] = [upright[column]!, upright[column + 1]!];
        const corners = [
          crossing(top, left),
          crossing(top, right),
          crossing(bottom, right),
          crossing(bottom, left),
        ];
        const box = boundsOfPoints(corners);
        const line = Math.max(top.thickness, bottom.thickness, left.thickness, right.thickness) + 4;
        const name = `table${table + 1}_row${row + 1}_column${column + 1}`;
        if (printIn(ink, box, line) <= PRINTED) fields.push({ kind: 'line', name, box });
      }
    }
    return fields;
  });
}

/** The share of ink in a box without its lines. */
function printIn(ink: ReturnType<typeof integral>, { x, y, width, height }: FieldBox, line: number): number {
  const clamp = (value: number, most: number): number => Math.min(Math.max(0, Math.round(value)), most);
  const left = clamp(x + line, ink.width);
  const top = clamp(y + line, ink.height);
  const right = Math.max(left, clamp(x + width - line, ink.width));
  const bottom = Math.max(top, clamp(y + height - line, ink.height));
  const area = (right - left) * (bottom - top);
  return area === 0 ? 1 : sumOver(ink, left, top, right, bottom) / area;
}

function named(fields: readonly Nameless[]): TemplateField[] {
  const counts = new Map<string, number>();
  return inOrder(fields)
    .slice(0, LIMITS.fields)
    .map((field): TemplateField => {
      // The name first: this is read by people.
      const { name, ...rest } = field;
      if (name !== undefined) return { name, ...rest } as TemplateField;
      const what = field.kind === 'checkbox' ? 'mark' : field.kind;
      const number = (counts.get(what) ?? 0) + 1;
      counts.set(what, number);
      return { name: `${what}${number}`, ...rest } as TemplateField;
    });
}

/** Row by row: a row are fields that begin not lower than the middle of its first. */
function inOrder(fields: readonly Nameless[]): Nameless[] {
  const rows: Nameless[][] = [];
  for (const field of [...fields].sort((a, b) => a.box.y - b.box.y)) {
    const row = rows.at(-1);
    if (row && field.box.y < row[0]!.box.y + row[0]!.box.height / 2) row.push(field);
    else rows.push([field]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x - b.box.x));
}

/** Whole numbers, on the page. */
function within(field: Nameless, page: { readonly width: number; readonly height: number }): Nameless {
  const fit = (box: FieldBox): FieldBox => {
    const x = Math.max(0, Math.round(box.x));
    const y = Math.max(0, Math.round(box.y));
    const right = Math.min(page.width, Math.round(box.x + box.width));
    const bottom = Math.min(page.height, Math.round(box.y + box.height));
    return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
  };
  if (field.kind === 'boxes' && typeof field.cells !== 'number')
    return { ...field, box: fit(field.box), cells: field.cells.map(fit) };
  return { ...field, box: fit(field.box) };
}

function boundsOf({ level, upright }: Lattice): FieldBox {
  const [top, bottom] = [level[0]!, level.at(-1)!];
  const [left, right] = [upright[0]!, upright.at(-1)!];
  return boundsOfPoints([
    crossing(top, left),
    crossing(top, right),
    crossing(bottom, right),
    crossing(bottom, left),
  ]);
}

function boundsOfPoints(points: readonly Point[]): FieldBox {
  const x = Math.min(...points.map((point) => point[0]));
  const y = Math.min(...points.map((point) => point[1]));
  return {
    x,
    y,
    width: Math.max(...points.map((point) => point[0])) - x,
    height: Math.max(...points.map((point) => point[1])) - y,
  };
}

function union(a: FieldBox, b: FieldBox): FieldBox {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
