/** What is being read, what came of it, and which files could not be. */
import { readerText } from '../draw/verdict.js';
import { grouped } from '../i18n/format.js';
import { type Translate, useTranslate } from '../i18n/index.js';
import { MAX_PAGES } from './client.js';
import { openCount } from './order.js';
import type { DocumentState, ReadState } from './state.js';

export function Progress({ state }: { state: ReadState }) {
  const t = useTranslate();
  const { documents, pages } = state;
  const current = documents.find(({ status }) => status === 'reading');
  const isBusy = documents.some(({ status }) => status === 'waiting' || status === 'reading');
  const read = pages.filter(({ status }) => status === 'done');
  const share = current?.of
    ? read.filter(({ document }) => document === current.id).length / current.of
    : undefined;
  return (
    <section class="read-progress" aria-label={t('read.progress')} data-testid="read-progress">
      {isBusy && (
        <progress
          max={1}
          {...(share === undefined ? {} : { value: share })}
          aria-label={t('read.progress')}
        />
      )}
      <p role="status" data-testid="read-status">
        {isBusy ? busyText(t, state, current) : doneText(t, state)}
      </p>
      {documents.flatMap((document) => {
        const text = troubleText(t, document);
        return text ? (
          <p key={document.id} class="alert" role="alert" data-testid="read-trouble">
            {text}
          </p>
        ) : (
          []
        );
      })}
    </section>
  );
}

function busyText(t: Translate, { network, documents, pages }: ReadState, current?: DocumentState): string {
  if (network !== 'ready') return t(network === 'loading' ? 'read.network.loading' : 'read.waitsForNetwork');
  if (!current) return t('read.network.loading');
  const page = pages.filter(({ document }) => document === current.id).length;
  const waiting = documents.filter(({ status }) => status === 'waiting').length;
  const place = { name: current.name, page, of: current.of ?? 0 };
  const now = page === 0 ? 'read.opening' : (current.of ?? 0) > 1 ? 'read.readingOf' : 'read.reading';
  return [t(now, place), ...(waiting > 0 ? [t('read.waiting', { n: waiting })] : [])].join(' ');
}

function doneText(t: Translate, { pages }: ReadState): string {
  const read = pages.filter(({ status }) => status === 'done');
  if (read.length === 0) return '';
  const fields = read.flatMap((page) => page.fields.filter(({ cell }) => !cell?.isEmpty));
  const open = openCount(read);
  const ms = read.reduce((sum, page) => sum + page.ms, 0);
  const seconds = ms < 9950 ? (ms / 1000).toFixed(1) : grouped(ms / 1000);
  return [
    t('read.done', { n: grouped(fields.length), pages: read.length, seconds }),
    open > 0 ? t('read.open', { n: open }) : t('read.noneOpen'),
  ].join(' · ');
}

function troubleText(t: Translate, { name, status, error }: DocumentState): string {
  if (status === 'failed' && error) return `${name}: ${readerText(t, 'error', error)}`;
  if (status === 'cut' || error?.code === 'too-many-pages') return t('read.cut', { name, n: MAX_PAGES });
  if (status === 'stopped') return t('read.stopped', { name });
  return '';
}
