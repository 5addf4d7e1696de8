/** A template and its blank, made ready once to read many pages. */
import type { Rule } from '../decode/rule.js';
import { toGray } from '../image/gray.js';
import { contrast, paperLevel } from '../image/illumination.js';
import type { Box, Pixels } from '../image/types.js';
import { applyHomography, invert } from '../image/warp.js';
import { ReaderError } from '../reader-error.js';
import { type Blank, createArea, type FieldArea } from './field-area.js';
import { parseTemplate, partsOf, ruleOfField } from './parse-template.js';
import { createTarget, fineStep, LEAST_ANCHORS, type Target } from './target.js';
import type { FieldBox, FormTemplate, TemplateField } from './template.js';

/** A field on the blank. */
export interface OpenField {
  readonly field: TemplateField;
  readonly rule: Rule | undefined;
  /** Its boxes, in pixels of the blank: one; of a column those of its rows and, last, that of the total. */
  readonly boxes: readonly FieldBox[];
  /** What is looked at for each of them. */
  readonly areas: readonly FieldArea[];
  /** Of boxes for one character each: where they are, in pixels of the area. */
  readonly cells: readonly Box[];
}

export interface Form {
  readonly template: FormTemplate;
  readonly fields: readonly OpenField[];
  readonly target: Target;
}

/** By how much the shapes of the template's page and of the blank may differ. */
const SHAPE = 0.01;
/** Around a check box marks are looked for at this part of its size. */
const AROUND = 0.35;

/**
 * @param template JSON as {@link parseTemplate} takes it
 * @param blank the page without writing, of any resolution; about 200 dpi are enough
 * @throws ReaderError `template-invalid`; `blank-invalid` where the blank is no picture of the template's page, or has too little print to be found by
 */
export function openForm(template: unknown, blank: Pixels): Form {
  const checked = parseTemplate(template);
  const gray = toGray(blank);
  const { page } = checked;
  const across = gray.width / page.width;
  const down = gray.height / page.height;
  if (Math.abs(across / down - 1) > SHAPE) {
    throw new ReaderError(
      'blank-invalid',
      `Expected a blank of the shape ${page.width} × ${page.height} but received ${gray.width} × ${gray.height} pixels; check page, or name another blank`,
    );
  }
  const target = createTarget(gray);
  const found = target.fine.points.length;
  if (found < LEAST_ANCHORS) {
    throw new ReaderError(
      'blank-invalid',
      `Expected at least ${LEAST_ANCHORS} corners of print on the blank but received ${found}; nothing else says where the page is`,
    );
  }
  const onBlank = ({ x, y, width, height }: FieldBox): FieldBox => ({
    x: x * across,
    y: y * down,
    width: width * across,
    height: height * down,
  });
  const ready: Blank = { gray, ink: contrast(gray, paperLevel(gray)), step: fineStep(gray) };
  return {
    template: checked,
    target,
    fields: checked.fields.map((field) => openField(ready, field, onBlank)),
  };
}

function openField(blank: Blank, field: TemplateField, onBlank: (box: FieldBox) => FieldBox): OpenField {
  const boxes = (
    field.kind === 'column' ? [...partsOf(field.box, field.rows, 'down'), field.total] : [field.box]
  ).map(onBlank);
  const areas = boxes.map((box) => createArea(blank, field.kind === 'checkbox' ? around(box) : box));
  const cells =
    field.kind === 'boxes'
      ? partsOf(field.box, field.cells, 'across').map((cell) => inArea(areas[0]!, onBlank(cell)))
      : [];
  return { field, rule: ruleOfField(field), boxes, areas, cells: cells.sort((a, b) => a.x - b.x) };
}

const around = ({ x, y, width, height }: FieldBox): FieldBox => ({
  x: x - AROUND * width,
  y: y - AROUND * height,
  width: (1 + 2 * AROUND) * width,
  height: (1 + 2 * AROUND) * height,
});

/** A box of the blank in whole pixels of an area. */
export function inArea(area: FieldArea, { x, y, width, height }: FieldBox): Box {
  const toArea = invert(area.toBlank);
  const [left, top] = applyHomography(toArea, [x, y]).map(Math.round) as [number, number];
  const [right, bottom] = applyHomography(toArea, [x + width, y + height]).map(Math.round) as [
    number,
    number,
  ];
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
