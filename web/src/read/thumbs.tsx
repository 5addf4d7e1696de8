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

export function Thumbs({ pages, current, onChoose }: ThumbsProps) {
  const t = useTranslate();
  return (
    <ol class="thumbs" aria-label={t('read.pages')} data-testid="thumbs">
      {pages.map((page) => (
        <Thumb
          key={page.id}
          page={page}
          isCurrent={page.id === current}
          isOne={pages.filter(({ document }) => document === page.document).length === 1}
          onChoose={() => onChoose(page.id)}
        />
      ))}
    </ol>
  );
}

/** Names of scans differ at their ends, before the type. */
function ending(name: string, most: number): string {
  const plain = name.replace(/\.\w{1,4}$/, '');
  return plain.length <= most ? plain : `…${plain.slice(1 - most)}`;
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
  const item = useRef<HTMLLIElement>(null);
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
  else if (open > 0) words.push(t('read.open', { n: open }));
  return (
    <li ref={item}>
      <button
        type="button"
        class="thumb"
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={words.join(', ')}
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
          {status === 'done' ? (open > 0 ? `? ${open}` : '✓') : status === 'reading' ? '…' : '×'}
        </span>
      </button>
    </li>
  );
}
