/** One page: its picture on one side, what was read of it on the other. */
import { useEffect, useId, useRef } from 'preact/hooks';
import { readerText } from '../draw/verdict.js';
import { useTranslate } from '../i18n/index.js';
import type { ReadClient } from './client.js';
import { Detail } from './detail.js';
import { nextField } from './order.js';
import { Readings } from './readings.js';
import { RuleField } from './rule-field.js';
import type { PageState, ReadState } from './state.js';
import type { ValueActions } from './value-input.js';
import { Viewer } from './viewer.js';

interface DeskProps {
  readonly page: PageState;
  readonly state: ReadState;
  readonly client: ReadClient;
}

export function Desk({ page, state, client }: DeskProps) {
  const t = useTranslate();
  const detailId = useId();
  const wantsFocus = useRef<string | null>(null);
  const field = page.fields.find(({ id }) => id === state.field);

  // The input may be on a page that is only now being shown.
  useEffect(() => {
    if (wantsFocus.current) focusInput(wantsFocus.current);
    wantsFocus.current = null;
  });

  const edit = (id: string): void => {
    if (focusInput(id)) return;
    wantsFocus.current = id;
    client.look(id);
  };
  const actions: ValueActions = {
    onLook: client.look,
    onCorrect: client.correct,
    onLeave: (id, isBackward) => {
      const next = nextField(client.state.get().pages, id, isBackward);
      if (next) edit(next);
    },
  };
  const applyRule = (rule: string, isForAll: boolean): void => {
    const all = state.pages.flatMap(({ fields }) => fields).filter(({ cell }) => !cell);
    client.reread(rule, isForAll ? all.map(({ id }) => id) : field ? [field.id] : []);
  };

  return (
    <div class="desk" data-testid="desk" data-status={page.status}>
      <Viewer page={page} selected={state.field} onChoose={client.look} onEdit={edit} />
      <div class="panel">
        <PageNote page={page} />
        {field && (
          <Detail id={detailId} page={page} field={field} onCorrect={client.correct}>
            {!field.cell && <RuleField field={field} error={state.ruleError} onApply={applyRule} />}
          </Detail>
        )}
        {!field && page.fields.length > 0 && <p class="quiet panel-hint">{t('read.chooseOne')}</p>}
        <Readings page={page} selected={state.field} detailId={detailId} actions={actions} />
        {page.fields.length > 0 && (
          <details class="keys">
            <summary>{t('read.keysTitle')}</summary>
            <p>{t('read.keys.list')}</p>
            <p>{t('read.keys.picture')}</p>
          </details>
        )}
      </div>
    </div>
  );
}

/** The row of a reading, or its place in the table of its grid. */
function focusInput(id: string): boolean {
  const input = document.getElementById(`field-${id}`) ?? document.getElementById(`cell-${id}`);
  input?.focus();
  return input !== null;
}

function PageNote({ page }: { page: PageState }) {
  const t = useTranslate();
  const { status, fields, reasons } = page;
  const words = reasons.map((reason) => readerText(t, 'reason', reason));
  if (status === 'done' && fields.length === 0 && words.length === 0) words.unshift(t('read.nothingFound'));
  if (status === 'reading') words.unshift(t('read.page.reading'));
  if (status === 'failed') words.unshift(t('read.page.failed'));
  if (status === 'stopped') words.unshift(t('read.page.stopped'));
  if (words.length === 0) return null;
  return (
    <p class={status === 'failed' ? 'alert' : 'page-note'} data-testid="page-note">
      {words.join(' ')}
    </p>
  );
}
