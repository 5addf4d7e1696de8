/** One page: its picture on one side, what was read of it on the other. */
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import { readerText } from '../draw/verdict.js';
import { useTranslate } from '../i18n/index.js';
import type { ReadClient } from './client.js';
import { Detail } from './detail.js';
import { Readings } from './readings.js';
import { RuleField } from './rule-field.js';
import type { PageState, ReadState } from './state.js';
import type { ValueActions } from './value-input.js';
import { Viewer } from './viewer.js';
import { useWalk } from './walk.js';

interface DeskProps {
  readonly page: PageState;
  readonly state: ReadState;
  readonly client: ReadClient;
  /** Pages are still being read. */
  readonly isBusy: boolean;
}

export function Desk({ page, state, client, isBusy }: DeskProps) {
  const t = useTranslate();
  const detailId = useId();
  const [other, setOther] = useState('');
  const walk = useWalk(client, isBusy);
  const field = page.fields.find(({ id }) => id === state.field);
  // On a phone what is said about a reading comes in above its input, and pushes it away.
  useLayoutEffect(() => {
    const input = document.activeElement;
    if (input?.matches('.value')) input.scrollIntoView({ block: 'nearest' });
  }, [state.field]);
  const actions: ValueActions = {
    onLook: client.look,
    onCorrect: client.correct,
    onOther: setOther,
    onLeave: walk.leave,
  };
  const applyRule = (rule: string, isForAll: boolean): void => {
    const all = state.pages.flatMap(({ fields }) => fields).filter(({ cell }) => !cell);
    client.reread(rule, isForAll ? all.map(({ id }) => id) : field ? [field.id] : []);
  };

  return (
    <div class="desk" data-testid="desk" data-status={page.status}>
      <Viewer page={page} selected={state.field} onChoose={client.look} onEdit={walk.edit} />
      <div class="panel">
        <PageNote page={page} />
        <p class="wait-note" role="status" data-testid="wait-note">
          {walk.isWaiting && t('read.waitsForNext')}
        </p>
        {field && (
          <Detail id={detailId} page={page} field={field} onCorrect={client.correct}>
            {!field.cell && <RuleField field={field} error={state.ruleError} onApply={applyRule} />}
          </Detail>
        )}
        {!field && page.fields.length > 0 && <p class="quiet panel-hint">{t('read.chooseOne')}</p>}
        <p class="visually-hidden" aria-live="polite">
          {other}
        </p>
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
