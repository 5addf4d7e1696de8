/** Boxes over the picture, told apart by color, by line and by sign. The frame finds a click's reading by `data-field`. */
import { boxOf } from './export.js';
import { type FieldState, type PageState, type Standing, standingOf } from './state.js';

/** What stands at the corner of a box; what was simply read has none. */
const SIGNS: Readonly<Record<Standing, string>> = {
  accepted: '',
  review: '?',
  rejected: '×',
  corrected: '✎',
  confirmed: '✓',
  empty: '',
};

/** Cells share their borders: what matters is drawn later. The selected one is drawn last. */
const DRAWN: readonly Standing[] = ['empty', 'accepted', 'confirmed', 'corrected', 'rejected', 'review'];

interface OverlayProps {
  readonly page: PageState;
  readonly selected: string | null;
}

export function Overlay({ page, selected }: OverlayProps) {
  const rank = (field: FieldState): number =>
    field.id === selected ? DRAWN.length : DRAWN.indexOf(standingOf(field));
  const fields = [...page.fields].sort((a, b) => rank(a) - rank(b));
  return (
    <svg class="overlay" viewBox={`0 0 ${page.width} ${page.height}`} aria-hidden="true">
      {page.grids.map(({ corners }, i) => (
        <polygon key={`g${i}`} class="mark-grid" points={points(corners)} />
      ))}
      {fields.map((field) => (
        <Mark key={field.id} field={field} isSelected={field.id === selected} />
      ))}
    </svg>
  );
}

const points = (corners: FieldState['corners']): string =>
  corners.map((corner) => corner.join(',')).join(' ');

function Mark({ field, isSelected }: { field: FieldState; isSelected: boolean }) {
  const standing = standingOf(field);
  const { x, y } = boxOf(field);
  const outline = points(field.corners);
  // Pages are full of what is no number: that gets a dotted line and no more.
  const sign = standing === 'rejected' && !field.cell ? '' : SIGNS[standing];
  return (
    <g class={`mark mark-${standing}${isSelected ? ' mark-selected' : ''}`} data-field={field.id}>
      <polygon class="mark-halo" points={outline} />
      <polygon class="mark-line" points={outline} />
      {sign && (
        <g transform={`translate(${x} ${y})`}>
          <g class="mark-sign">
            <circle r="8" />
            <text y="4">{sign}</text>
          </g>
        </g>
      )}
    </g>
  );
}
