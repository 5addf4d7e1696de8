/** The picture of a page in a frame: zoom, shift, boxes to choose from by pointer and by arrow keys. */
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import { boxOf } from './export.js';
import { neighbor } from './order.js';
import { Overlay } from './overlay.js';
import { usePanAndZoom } from './pan-and-zoom.js';
import { spokenField } from './reading-words.js';
import type { PageState } from './state.js';
import { fitScale } from './viewport.js';

interface ViewerProps {
  readonly page: PageState;
  readonly selected: string | null;
  readonly onChoose: (field: string) => void;
  /** Go to the reading's input. */
  readonly onEdit: (field: string) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** A key's zoom, and its shift as a share of the frame. */
const ZOOM_STEP = 1.4;
const SHIFT_STEP = 0.2;

export function Viewer({ page, selected, onChoose, onEdit }: ViewerProps) {
  const t = useTranslate();
  const keysId = useId();
  const frameRef = useRef<HTMLDivElement>(null);
  const { view, frame, move, onPointerDown, lastPress } = usePanAndZoom(frameRef, page);
  const [spoken, setSpoken] = useState('');
  const field = page.fields.find(({ id }) => id === selected);

  // Shown by the list or by Enter: it must be in sight.
  useEffect(() => {
    if (field) move.reveal(boxOf(field));
  }, [field?.id]);

  const zoom = (factor: number): void => move.zoom(factor, field && boxOf(field));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) move.by(-arrow[0] * SHIFT_STEP, -arrow[1] * SHIFT_STEP);
    else if (arrow) {
      const next = neighbor(page.fields, field, arrow);
      if (next) {
        onChoose(next.id);
        setSpoken(spokenField(t, page, next));
      }
    } else if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP);
    else if (event.key === '-') zoom(1 / ZOOM_STEP);
    else if (event.key === '0') move.fit();
    else if (event.key === 'Enter' && field) onEdit(field.id);
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent): void => {
    const { isDrag, isTouch } = lastPress();
    const id = (event.target as Element).closest<SVGElement>('[data-field]')?.dataset.field;
    if (!id || isDrag) return;
    onChoose(id);
    // After a finger the phone's keyboard would come up.
    if (!isTouch) onEdit(id);
  };

  // Zooming draws the picture often; the boxes stay what they are.
  const overlay = useMemo(() => <Overlay page={page} selected={selected} />, [page, selected]);

  const scale = fitScale(frame, page) * view.zoom;
  return (
    <div class="viewer">
      <div
        ref={frameRef}
        class={view.zoom > 1 ? 'frame frame-zoomed' : 'frame'}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application region takes the keys itself
        tabIndex={0}
        aria-label={t('read.picture', { name: page.name, page: page.number })}
        aria-describedby={keysId}
        data-testid="frame"
        data-zoom={view.zoom.toFixed(2)}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPointerDown={onPointerDown}
      >
        <div
          class="picture"
          style={{
            width: `${page.width * scale}px`,
            height: `${page.height * scale}px`,
            transform: `translate(${view.x}px, ${view.y}px)`,
            '--unit': String(1 / scale),
          }}
        >
          <PictureCanvas picture={page.picture} />
          {overlay}
        </div>
      </div>
      <div class="zoom-tools">
        <button
          type="button"
          class="switch"
          aria-label={t('read.zoomOut')}
          disabled={view.zoom <= 1}
          onClick={() => zoom(1 / ZOOM_STEP)}
        >
          −
        </button>
        <button
          type="button"
          class="switch"
          aria-label={t('read.zoomIn')}
          data-testid="zoom-in"
          onClick={() => zoom(ZOOM_STEP)}
        >
          +
        </button>
        <button type="button" class="switch" disabled={view.zoom <= 1} onClick={() => move.fit()}>
          {t('read.fit')}
        </button>
      </div>
      <p id={keysId} class="visually-hidden">
        {t('read.keys.picture')}
      </p>
      <p class="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}

/** Decodes the page's JPEG for as long as the page is looked at. */
function PictureCanvas({ picture }: { picture: Blob }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    createImageBitmap(picture).then(
      (bitmap) => {
        const canvas = ref.current;
        if (canvas && !isGone) {
          canvas.width = bitmap.width;
          canvas.height = bitmap.height;
          canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
          canvas.dataset.shown = 'true';
        }
        bitmap.close();
      },
      // Without memory for it the boxes stand on blank paper: they can still be read and corrected.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [picture]);
  return <canvas ref={ref} class="picture-canvas" />;
}
