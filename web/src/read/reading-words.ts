/** Readings in words, for labels and for screen readers. Pure. */
import { readerText } from '../draw/verdict.js';
import { chance } from '../i18n/format.js';
import type { StringKey, Translate } from '../i18n/index.js';
import { currentText, type FieldState, type PageState, type Standing, standingOf } from './state.js';

export const STANDING_WORDS: Readonly<Record<Standing, StringKey>> = {
  accepted: 'read.standing.accepted',
  review: 'read.standing.review',
  rejected: 'read.standing.rejected',
  corrected: 'read.standing.corrected',
  confirmed: 'read.standing.confirmed',
  empty: 'read.standing.empty',
};

/** The reader's sign for what belongs to no number. */
const OTHER_MARK = '\uFFFD';

/** "Line 3", "Row 2, column 5", "Grid 2, row 2, column 5". */
export function placeName(t: Translate, page: PageState, field: FieldState): string {
  if (!field.cell) return t('read.place.line', { n: page.fields.indexOf(field) + 1 });
  const { row, column } = field.cell;
  const place = { row: row + 1, column: column + 1 };
  if (page.grids.length === 1) return t('read.place.cell', place);
  const grid = page.grids.findIndex(({ cells }) => cells.includes(field.id));
  return t('read.place.gridCell', { ...place, grid: grid + 1 });
}

/** "Line 3: 12.50, to check, 82 % sure". */
export function spokenField(t: Translate, page: PageState, field: FieldState): string {
  const standing = standingOf(field);
  const value = currentText(field) || t('read.nothing');
  const place = placeName(t, page, field);
  const words = [t('read.spoken', { place, value }), t(STANDING_WORDS[standing])];
  if (standing === 'accepted' || standing === 'review')
    words.push(t('result.confidence', { percent: chance(field.confidence) }));
  return words.join(t('read.comma'));
}

/** Why a reading is doubtful, a sentence each; what the rule changed last. */
export function whys(t: Translate, field: FieldState): string[] {
  const out = field.reasons.map((reason) =>
    // The drawing's own words speak of one digit.
    reason.code === 'not-sure' ? t('read.notSure') : readerText(t, 'reason', reason),
  );
  if (field.text.includes(OTHER_MARK)) out.push(t('read.otherMark'));
  const { rule } = field;
  if (!rule) return out;
  if (!rule.isValid) out.push(t('read.rule.unmet', { rule: rule.rule }));
  else if (rule.free.text !== field.text)
    out.push(t('read.rule.changed', { rule: rule.rule, text: rule.free.text, price: rule.price.toFixed(1) }));
  return out;
}
