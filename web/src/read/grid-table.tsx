/** A grid as a table of inputs: one stop of the Tab key, arrow keys go from cell to cell. */
import { useTranslate } from '../i18n/index.js';
import { spokenField } from './reading-words.js';
import type { GridState, PageState } from './state.js';
import { type ValueActions, ValueInput } from './value-input.js';

interface GridTableProps {
  readonly actions: ValueActions;
  readonly page: PageState;
  readonly grid: GridState;
  readonly index: number;
  readonly selected: string | null;
  readonly detailId: string;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Left and right stay in a text that is being edited. */
const isInside = ({ selectionStart, selectionEnd, value }: HTMLInputElement): boolean =>
  value.length > 1 && !(selectionStart === 0 && selectionEnd === value.length);

export function GridTable(props: GridTableProps) {
  const t = useTranslate();
  const { page, grid, index, selected, detailId } = props;
  const { rows, columns, cells } = grid;
  const byId = new Map(page.fields.map((field) => [field.id, field]));
  const stop = selected !== null && cells.includes(selected) ? selected : cells[0];
  const name = t('read.grid', { n: index + 1, rows, columns });

  const go = (key: string, row: number, column: number): boolean => {
    const [dr, dc] = STEPS[key] ?? [0, 0];
    const [r, c] = [row + dr, column + dc];
    const target = r >= 0 && r < rows && c >= 0 && c < columns ? cells[r * columns + c] : undefined;
    if (target) document.getElementById(`cell-${target}`)?.focus();
    return true;
  };

  return (
    <section class="reading-group" aria-label={name}>
      <h2>{name}</h2>
      <div class="table-frame">
        <table class="grid-table" style={{ '--columns': String(columns) }}>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              <tr key={cells[row * columns]}>
                {cells.slice(row * columns, (row + 1) * columns).map((id, column) => {
                  const field = byId.get(id);
                  return (
                    <td key={id}>
                      {field && (
                        <ValueInput
                          actions={props.actions}
                          field={field}
                          id={`cell-${id}`}
                          label={spokenField(t, page, field)}
                          describedBy={id === selected ? detailId : undefined}
                          tabIndex={id === stop ? 0 : -1}
                          onArrow={(key, input) => {
                            const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
                            return isSideways && isInside(input) ? false : go(key, row, column);
                          }}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
