/** What the Read view knows and says, and in which order it is gone through: no browser needed. */
import { parseRule } from '@digitry/reader';
import { describe, expect, it } from 'vitest';
import { addStrings, translate } from '../src/i18n/index.js';
import { readEn } from '../src/i18n/read-en.js';
import { readZh } from '../src/i18n/read-zh.js';
import { adjacent, groupsOf, neighbor, nextOpen, openCount } from '../src/read/order.js';
import { shareRead } from '../src/read/progress.js';
import { placeName, spokenField, whys } from '../src/read/reading-words.js';
import { RULE_EXAMPLES } from '../src/read/rule-examples.js';
import {
  afterReply,
  corrected,
  type FieldState,
  failed,
  looking,
  NOTHING,
  type ReadState,
  standingOf,
  stopped,
} from '../src/read/state.js';
import { CELLS } from './number-page.js';
import { field, onlyPage, pageReply, reading, readState } from './read-state.js';

addStrings({ en: readEn, zh: readZh });

describe('state', () => {
  it('takes a page, then its reading, and shows the first page', () => {
    const state = readState(2);
    expect(state.page).toBe('1.1');
    expect(state.documents[0]).toMatchObject({ status: 'done', of: 2 });
    const page = onlyPage(state);
    expect(page).toMatchObject({ status: 'done', name: 'form, "A".pdf', model: 'stand-in' });
    expect(page.fields).toHaveLength(5 + CELLS.length);
    expect(page.grids[0]?.cells[4]).toBe('1.1.g0.1.1');
    expect(new Set(state.pages.flatMap(({ fields }) => fields.map(({ id }) => id))).size).toBe(2 * 14);
  });

  it('keeps a person’s word beside what was read, and takes it back', () => {
    const read = readState();
    expect(standingOf(field(read, '1.1.1'))).toBe('review');
    const other = corrected(read, '1.1.1', '70679');
    expect(standingOf(field(other, '1.1.1'))).toBe('corrected');
    expect(field(other, '1.1.1').text).toBe('70619');
    expect(other.hasUnsaved).toBe(true);
    expect(standingOf(field(corrected(read, '1.1.1', '70619'), '1.1.1'))).toBe('confirmed');
    expect(standingOf(field(corrected(other, '1.1.1', null), '1.1.1'))).toBe('review');
    const filled = corrected(read, '1.1.g0.0.1', '4');
    expect(standingOf(field(read, '1.1.g0.0.1'))).toBe('empty');
    expect(standingOf(field(filled, '1.1.g0.0.1'))).toBe('corrected');
  });

  it('follows a reading to its page', () => {
    expect(looking(readState(2), '1.2.0')).toMatchObject({ page: '1.2', field: '1.2.0' });
    expect(looking(readState(), '9.9.9').field).toBeNull();
  });

  it('says what became of documents that were not finished', () => {
    const open = afterReply(
      { ...NOTHING, documents: [{ id: 1, name: 'a', status: 'reading', error: null, of: null }] },
      pageReply(1),
    );
    expect(stopped(open)).toMatchObject({
      documents: [{ status: 'stopped' }],
      pages: [{ status: 'stopped' }],
    });
    const error = { code: 'damaged', message: 'x' };
    expect(failed(open, 1, error)).toMatchObject({
      documents: [{ status: 'failed', error }],
      pages: [{ status: 'failed', reasons: [error] }],
    });
    const broken = afterReply(open, { type: 'page-failed', document: 1, page: 1, ...error });
    expect(broken).toMatchObject({ documents: [{ status: 'reading' }], pages: [{ status: 'failed' }] });
    expect(afterReply(open, { type: 'done', document: 1, isWhole: false }).documents[0]?.status).toBe('cut');
  });

  it('puts a reading under a rule in the place of the old one, and keeps corrections', () => {
    const before = corrected(readState(), '1.1.0', '48218');
    const ruled = { ...(reading.lines[1] as FieldState), text: '99999', status: 'accepted' as const };
    const { id: _, cell: __, correction: ___, corners: ____, seen: _____, ...shown } = ruled;
    const state = afterReply(before, {
      type: 'reread',
      readings: [
        { id: '1.1.0', reading: shown },
        { id: '1.1.1', reading: shown },
      ],
    });
    expect(field(state, '1.1.1')).toMatchObject({ text: '99999', correction: null });
    expect(field(state, '1.1.0')).toMatchObject({ text: '99999', correction: '48218' });
    expect(field(state, '1.1.1').corners).toEqual(field(before, '1.1.1').corners);
  });
});

describe('progress', () => {
  it('is the share of what is read in one go: files, and pages of the one that is being read', () => {
    const document = { name: '', error: null };
    const state: ReadState = {
      ...readState(1),
      since: 2,
      documents: [
        { ...document, id: 1, status: 'done', of: 1 },
        { ...document, id: 2, status: 'failed', of: null },
        { ...document, id: 3, status: 'reading', of: 4 },
        { ...document, id: 4, status: 'waiting', of: null },
      ],
    };
    expect(shareRead(state)).toBeCloseTo(1 / 3);
    const pages = state.pages.map((page) => ({ ...page, document: 3 }));
    expect(shareRead({ ...state, pages })).toBeCloseTo((1 + 1 / 4) / 3);
    expect(shareRead(NOTHING)).toBe(0);
  });
});

describe('order', () => {
  it('lists doubtful readings first, lines and cells alike, and leaves empty cells out', () => {
    const { review, accepted, rejected } = groupsOf(onlyPage(readState()));
    expect(review.map(({ id }) => id)).toEqual(['1.1.1', '1.1.3', '1.1.g0.2.1']);
    expect(accepted.map(({ id }) => id)).toEqual(['1.1.0', '1.1.2']);
    expect(rejected.map(({ id }) => id)).toEqual(['1.1.4']);
  });

  it('goes from one doubtful reading to the next, over pages, past what is settled', () => {
    let state = readState(2);
    expect(openCount(state.pages)).toBe(6);
    expect(nextOpen(state.pages, '1.1.1')).toBe('1.1.3');
    expect(nextOpen(state.pages, '1.1.g0.2.1')).toBe('1.2.1');
    state = corrected(state, '1.1.3', '5587');
    expect(nextOpen(state.pages, '1.1.1')).toBe('1.1.g0.2.1');
    expect(nextOpen(state.pages, '1.2.g0.2.1')).toBe('1.1.1');
    state = readState();
    for (const id of ['1.1.1', '1.1.3', '1.1.g0.2.1']) state = corrected(state, id, '1');
    expect(nextOpen(state.pages, '1.1.g0.2.1')).toBeNull();
  });

  it('goes up and down the list', () => {
    const { pages } = readState();
    expect(adjacent(pages, '1.1.3', true)).toBe('1.1.1');
    expect(adjacent(pages, '1.1.1', true)).toBeNull();
    expect(adjacent(pages, '1.1.g0.2.1', false)).toBe('1.1.0');
    expect(adjacent(pages, '1.1.4', false)).toBe('1.1.g0.0.0');
  });

  it('finds neighbors in the picture', () => {
    const { fields } = onlyPage(readState());
    const at = (id: string): FieldState => fields.find((each) => each.id === id) as FieldState;
    expect(neighbor(fields, undefined, [0, 1])?.id).toBe('1.1.0');
    expect(neighbor(fields, at('1.1.0'), [0, 1])?.id).toBe('1.1.1');
    expect(neighbor(fields, at('1.1.g0.1.1'), [1, 0])?.id).toBe('1.1.g0.1.2');
    expect(neighbor(fields, at('1.1.g0.1.1'), [0, -1])?.id).toBe('1.1.g0.0.1');
    expect(neighbor(fields, at('1.1.0'), [0, -1])).toBeNull();
  });
});

describe('words', () => {
  const t = (key: Parameters<typeof translate>[1], values = {}) => translate('en', key, values);
  it('name the place, the value and what is to be thought of it', () => {
    const page = onlyPage(corrected(readState(), '1.1.3', '5587'));
    const at = (id: string): FieldState => page.fields.find((each) => each.id === id) as FieldState;
    expect(placeName(t, page, at('1.1.1'))).toBe('Line 2');
    expect(spokenField(t, page, at('1.1.1'))).toBe('Line 2: 70619, to check, 62 % sure');
    expect(spokenField(t, page, at('1.1.3'))).toBe('Line 4: 5587, corrected');
    expect(spokenField(t, page, at('1.1.g0.0.1'))).toBe('Row 1, column 2: nothing, empty');
    expect(placeName(t, { ...page, grids: [...page.grids, ...page.grids] }, at('1.1.g0.0.1'))).toBe(
      'Grid 1, row 1, column 2',
    );
  });

  it('give the rule’s part in a reading', () => {
    const line = field(readState(), '1.1.1');
    const rule = { rule: 'digits(5)', isValid: true, free: { text: '7061', confidence: 0.5 }, price: 1.23 };
    expect(whys(t, line)).toEqual(['Not sure enough: please check it.']);
    expect(whys(t, { ...line, reasons: [], rule })).toEqual([
      'Without the rule digits(5) it reads 7061; the rule cost 1.2 nats.',
    ]);
    expect(whys(t, { ...line, reasons: [], rule: { ...rule, isValid: false } })).toEqual([
      'Nothing that could be read here meets the rule digits(5).',
    ]);
    expect(
      whys(t, { ...line, reasons: [], rule: { ...rule, free: { text: line.text, confidence: 1 } } }),
    ).toEqual([]);
  });
});

describe('rules', () => {
  it.each([...RULE_EXAMPLES])('%s is one that the reader understands', (rule) => {
    expect(parseRule(rule).expects).not.toBe('');
  });
});
