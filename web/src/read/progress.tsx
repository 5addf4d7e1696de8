/** What is being read, what came of it, and which files could not be. */
import { readerText } from '../draw/verdict.js';
import { grouped } from '../i18n/format.js';
import { type Translate, useTranslate } from '../i18n/index.js';
import { MAX_PAGES } from './client.js';
import { openCount } from './order.js';
import { type DocumentState, isBusy, type ReadState } from './state.js';

export function Progress({ state }: { state: ReadState }) {
  const t = useTranslate();
  const { documents } = state;
  const busy = isBusy(state);
  const current = documents.find(({ status }) => status === 'reading');
  const troubles = documents.map((document) => ({ id: document.id, text: troubleText(t, document) }));
  return (
    <section class="read-progress" aria-label={t('read.progress')} data-testid="read-progress">
      {busy && <progress max={1} value={shareRead(state)} aria-label={t('read.progress')} />}
      <p role="status" data-testid="read-status">
        {busy ? busyText(t, state, current) : doneText(t, state)}
      </p>
      {troubles.some(({ text }) => text !== '') && (
        <div class="alert troubles" role="alert" aria-atomic="false">
          {troubles.flatMap(({ id, text }) =>
            text === '' ? (
              []
            ) : (
              <p key={id} data-testid="read-trouble">
                {text}
              </p>
            ),
          )}
        </div>
      )}
    </section>
  );
}

/** Of the files that are being read in one go, 0..1. */
export function shareRead({ documents, pages, since }: ReadState): number {
  const batch = documents.filter(({ id }) => id >= since);
  const parts = batch.map(({ id, status, of }) => {
    if (status !== 'waiting' && status !== 'reading') return 1;
    return of ? pages.filter((page) => page.document === id && page.status !== 'reading').length / of : 0;
  });
  return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
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
