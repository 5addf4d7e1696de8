/** The pages as thumbnails, each with how many readings are left to check. */
import { useEffect, useRef } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import { openCount } from './order.js';
import type { PageState } from './state.js';

interface ThumbsProps {
  readonly pages: readonly PageState[];
  readonly current: string | null;
  readonly onChoose: (id: string) => void;
}

/** Where a key goes from page `at` of `count`. */
function pageAfter(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, at + step));
}

/** One stop of the Tab key, however many pages there are; arrow keys go from page to page. */
export function Thumbs({ pages, current, onChoose }: ThumbsProps) {
  const t = useTranslate();
  const strip = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = pages.findIndex(({ id }) => id === current);
    const next = pageAfter(event.key, at, pages.length);
    const page = next === null ? undefined : pages[next];
    if (next === null || !page) return;
    event.preventDefault();
    strip.current?.querySelectorAll('button')[next]?.focus({ preventScroll: true });
    onChoose(page.id);
  };
  return (
    <div
      ref={strip}
      class="thumbs"
      role="toolbar"
      aria-label={t('read.pages')}
      data-testid="thumbs"
      onKeyDown={onKeyDown}
    >
      {pages.map((page) => (
        <Thumb
          key={page.id}
          page={page}
          isCurrent={page.id === current}
          isOne={pages.filter(({ document }) => document === page.document).length === 1}
          onChoose={() => onChoose(page.id)}
        />
      ))}
    </div>
  );
}

/** Names of scans differ at their ends, before the type. */
function ending(name: string, most: number): string {
  const plain = name.replace(/\.\w{1,4}$/, '');
  return plain.length <= most ? plain : `…${plain.slice(1 - most)}`;
}

/** In a corner: how many to check, all right, nothing there, or not read. */
function markOf({ status, fields }: PageState, open: number): string {
  if (status === 'reading') return '…';
  if (status !== 'done') return '×';
  if (fields.length === 0) return '–';
  return open > 0 ? `? ${open}` : '✓';
}

interface ThumbProps {
  readonly page: PageState;
  readonly isCurrent: boolean;
  /** The only page of its document: needs no number. */
  readonly isOne: boolean;
  readonly onChoose: () => void;
}

function Thumb({ page, isCurrent, isOne, onChoose }: ThumbProps) {
  const t = useTranslate();
  const item = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { thumb, status } = page;
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(thumb, 0, 0);
  }, [thumb]);
  useEffect(() => {
    const place = item.current;
    const strip = place?.parentElement;
    if (!isCurrent || !place || !strip) return;
    // Not `scrollIntoView`: that would scroll the page too.
    const left = place.offsetLeft - strip.offsetLeft;
    if (left < strip.scrollLeft || left + place.offsetWidth > strip.scrollLeft + strip.clientWidth)
      strip.scrollLeft = left - (strip.clientWidth - place.offsetWidth) / 2;
  }, [isCurrent]);
  const open = openCount([page]);
  const words = [t('read.pageOf', { name: page.name, page: page.number })];
  if (status !== 'done') words.push(t(`read.page.${status}`));
  else if (page.fields.length === 0) words.push(t('read.page.empty'));
  else if (open > 0) words.push(t('read.open', { n: open }));
  return (
    <button
      ref={item}
      type="button"
      tabIndex={isCurrent ? 0 : -1}
      class="thumb"
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={words.join(t('read.comma'))}
      title={page.name}
      data-status={status}
      onClick={onChoose}
    >
      <span class="thumb-picture">
        <canvas ref={canvas} width={thumb.width} height={thumb.height} />
      </span>
      <span class="thumb-name" aria-hidden="true">
        {isOne ? ending(page.name, 11) : `${ending(page.name, 8)} ${page.number}`}
      </span>
      <span class={`thumb-mark thumb-mark-${status}`} aria-hidden="true">
        {markOf(page, open)}
      </span>
    </button>
  );
}
