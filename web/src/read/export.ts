/** Readings as text, as a table and as JSON. Pure. */
import { currentText, type FieldState, type GridState, type PageState, standingOf } from './state.js';

/** A line of a page or one of its grids. */
type Block =
  | { readonly type: 'line'; readonly field: FieldState }
  | { readonly type: 'grid'; readonly index: number; readonly rows: readonly (readonly FieldState[])[] };

/** Lines and grids as they stand on the page, from top to bottom. */
function blocksOf({ fields, grids }: PageState): Block[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const placed = [
    ...fields
      .filter(({ cell }) => !cell)
      .map((field) => ({ top: topOf(field), block: { type: 'line', field } as const })),
    ...grids.map((grid, index) => ({
      top: topOf(grid),
      block: { type: 'grid', index, rows: rowsOf(grid, byId) } as const,
    })),
  ];
  return placed.sort((a, b) => a.top - b.top).map(({ block }) => block);
}

const topOf = ({ corners }: Pick<GridState, 'corners'>): number => Math.min(...corners.map(([, y]) => y));

function rowsOf({ rows, columns, cells }: GridState, byId: ReadonlyMap<string, FieldState>): FieldState[][] {
  return Array.from({ length: rows }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns).flatMap((id) => byId.get(id) ?? []),
  );
}

/** What is no number is left out of the text, unless a person said what it is. */
const isNumber = (field: FieldState): boolean => standingOf(field) !== 'rejected';

/** A line each, a grid as rows with tabs between, pages under their names where there are several. */
export function toText(pages: readonly PageState[]): string {
  const parts = pages.map((page) => {
    const body = blocksOf(page).flatMap((block) => {
      if (block.type === 'line') return isNumber(block.field) ? [currentText(block.field)] : [];
      return block.rows.map((row) =>
        row.map((field) => (isNumber(field) ? currentText(field) : '')).join('\t'),
      );
    });
    return pages.length > 1 ? [`# ${page.name}, ${page.number}`, ...body] : body;
  });
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

const COLUMNS = [
  'file',
  'page',
  'kind',
  'grid',
  'row',
  'column',
  'text',
  'value',
  'status',
  'read',
  'confidence',
  'reasons',
  'rule',
  'x',
  'y',
  'width',
  'height',
  'model',
  'preparation',
] as const;

/**
 * RFC 4180 with a byte order mark, so that spreadsheets take it for UTF-8. `row` of a line counts the lines of its page.
 * `status`: `accepted`, `review`, `rejected`, `empty`, or by a person `confirmed`, `corrected`; `read` is what the network read.
 */
export function toCsv(pages: readonly PageState[]): string {
  const rows = pages.flatMap((page) => {
    let line = 0;
    return blocksOf(page).flatMap((block) =>
      block.type === 'line'
        ? [csvRow(page, block.field, ['line', '', ++line, ''])]
        : block.rows.flat().map((field) => {
            const { row = 0, column = 0 } = field.cell ?? {};
            return csvRow(page, field, ['cell', block.index + 1, row + 1, column + 1]);
          }),
    );
  });
  const lines = [COLUMNS, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** What the text means; a person's word has no meaning but itself. */
const valueOfField = ({ value, correction, text }: FieldState): string =>
  correction === null || correction === text ? (value ?? '') : '';

function csvRow(
  page: PageState,
  field: FieldState,
  place: readonly (string | number)[],
): (string | number)[] {
  const box = boxOf(field);
  return [
    page.name,
    page.number,
    ...place,
    currentText(field),
    valueOfField(field),
    standingOf(field),
    field.text,
    field.confidence.toFixed(4),
    field.reasons.map(({ code }) => code).join(' '),
    field.rule?.rule ?? '',
    ...[box.x, box.y, box.width, box.height].map(Math.round),
    page.model,
    page.preparation,
  ];
}

/** Plain numbers, with signs and separators as people write them. */
const NUMBER = /^[-+]?[\d.,' ]*%?$/;

/** Quoted where it must be; what a spreadsheet would run as a formula begins with an apostrophe (OWASP, "CSV injection"). */
export function csvCell(value: string | number): string {
  let text = String(value);
  if (/^[=+\-@＝＋－＠\t\r\n]/.test(text) && !NUMBER.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param date when it was exported, ISO 8601 */
export function toJson(pages: readonly PageState[], date: string): string {
  const shown = pages.map((page) => {
    const byId = new Map(page.fields.map((field) => [field.id, field]));
    return {
      file: page.name,
      page: page.number,
      width: page.width,
      height: page.height,
      model: page.model,
      preparation: page.preparation,
      reasons: page.reasons,
      lines: page.fields.filter(({ cell }) => !cell).map(jsonField),
      grids: page.grids.map(({ rows, columns, corners, cells }) => ({
        rows,
        columns,
        corners,
        cells: cells
          .flatMap((id) => byId.get(id) ?? [])
          .map((field) => ({ row: field.cell?.row, column: field.cell?.column, ...jsonField(field) })),
      })),
    };
  });
  return `${JSON.stringify({ exported: date, pages: shown }, null, 2)}\n`;
}

function jsonField(field: FieldState) {
  const { text, confidence, alternatives, reasons, rule, corners } = field;
  return {
    text: currentText(field),
    ...(valueOfField(field) ? { value: valueOfField(field) } : {}),
    status: standingOf(field),
    read: text,
    confidence,
    alternatives,
    reasons,
    ...(rule ? { rule } : {}),
    corners,
  };
}

/** The upright box around a field. */
export function boxOf({ corners }: Pick<FieldState, 'corners'>): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
} {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
