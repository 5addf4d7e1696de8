/** The list of a page's readings, the doubtful ones first, and its grids as tables. */
import { chance } from '../i18n/format.js';
import { type StringKey, useTranslate } from '../i18n/index.js';
import { GridTable } from './grid-table.js';
import { type Group, groupsOf } from './order.js';
import { placeName, spokenField } from './reading-words.js';
import { type FieldState, type PageState, standingOf } from './state.js';
import { type ValueActions, ValueInput } from './value-input.js';

interface ReadingsProps {
  readonly actions: ValueActions;
  readonly page: PageState;
  readonly selected: string | null;
  /** Of the element that says more about the selected reading. */
  readonly detailId: string;
}

const NAMES: Readonly<Record<Group, StringKey>> = {
  review: 'read.group.review',
  accepted: 'read.group.accepted',
  rejected: 'read.group.rejected',
};

export function Readings(props: ReadingsProps) {
  const { page } = props;
  const groups = groupsOf(page);
  return (
    <div class="readings" data-testid="readings">
      <ReadingGroup {...props} group="review" fields={groups.review} />
      {page.grids.map((grid, i) => (
        <GridTable key={grid.cells[0] ?? i} {...props} grid={grid} index={i} />
      ))}
      <ReadingGroup {...props} group="accepted" fields={groups.accepted} />
      <ReadingGroup {...props} group="rejected" fields={groups.rejected} />
    </div>
  );
}

function ReadingGroup(props: ReadingsProps & { group: Group; fields: readonly FieldState[] }) {
  const t = useTranslate();
  const { page, selected, detailId, group, fields } = props;
  if (fields.length === 0) return null;
  return (
    <section class={`reading-group reading-group-${group}`} aria-label={t(NAMES[group])}>
      <h2>
        {t(NAMES[group])} <span class="quiet">{fields.length}</span>
      </h2>
      <ol>
        {fields.map((field) => {
          const standing = standingOf(field);
          const isSelected = field.id === selected;
          return (
            <li key={field.id} class={isSelected ? 'row row-selected' : 'row'} data-standing={standing}>
              <span class={`sign sign-${standing}`} aria-hidden="true" />
              <span class="row-place" aria-hidden="true">
                {placeName(t, page, field)}
              </span>
              <ValueInput
                actions={props.actions}
                field={field}
                id={`field-${field.id}`}
                label={spokenField(t, page, field)}
                describedBy={isSelected ? detailId : undefined}
              />
              <span class="row-chance" aria-hidden="true">
                {standing === 'corrected' || standing === 'confirmed'
                  ? t(`read.standing.${standing}`)
                  : standing === 'rejected'
                    ? ''
                    : chance(field.confidence)}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
