/** The drawing pad: pointer and keyboard in, strokes out. Knows no network. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../i18n/index.js';
import type { ImageShown } from '../reading/protocol.js';
import { colorToken, onColorsChange } from '../shell/theme.js';
import { type Drawing, pressureWidth } from './drawing.js';
import { GRID_STEPS, type GridCursor, keyAction, START_CURSOR } from './grid-cursor.js';
import { fitCanvas, paintCursor, paintImage, paintStrokes } from './paint.js';

interface PadProps {
  readonly drawing: Drawing;
  /** Pen width as a share of the pad. */
  readonly penWidth: number;
  readonly image: ImageShown | null;
  /** Called before the first stroke is drawn over an image. */
  readonly onStart: () => void;
  readonly onClear: () => void;
  readonly describedBy: string;
}

export function Pad({ drawing, penWidth, image, onStart, onClear, describedBy }: PadProps) {
  const t = useTranslate();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<{ id: number; type: string } | null>(null);
  const [cursor, setCursor] = useState<GridCursor>(START_CURSOR);
  const [isCursorShown, setCursorShown] = useState(false);
  const [spoken, setSpoken] = useState('');
  const repaint = useRef<() => void>(() => {});

  repaint.current = () => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const side = fitCanvas(canvas);
    context.clearRect(0, 0, side, side);
    if (image) paintImage(context, image.preview, image.box, image, colorToken('accent'));
    else paintStrokes(context, drawing.strokes, colorToken('pad-ink'));
    if (isCursorShown) paintCursor(context, cursor, penWidth, colorToken('accent'));
  };

  useEffect(() => repaint.current());

  useEffect(() => {
    let frame = 0;
    const schedule = (): void => {
      if (!frame)
        frame = requestAnimationFrame(() => {
          frame = 0;
          repaint.current();
        });
    };
    const resized = new ResizeObserver(schedule);
    if (canvasRef.current) resized.observe(canvasRef.current);
    // A stroke that ends elsewhere (undo, clear) lifts the keyboard's pen too.
    const liftIfEnded = (): void => {
      if (!drawing.isOpen) setCursor((now) => (now.isDown ? { ...now, isDown: false } : now));
    };
    const stops = [
      drawing.subscribe(schedule),
      drawing.subscribe(liftIfEnded),
      onColorsChange(schedule),
      () => resized.disconnect(),
    ];
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [drawing]);

  const place = (event: PointerEvent): [number, number, number] => {
    const frame = (canvasRef.current as HTMLCanvasElement).getBoundingClientRect();
    const x = (event.clientX - frame.left) / frame.width;
    const y = (event.clientY - frame.top) / frame.height;
    return [x, y, pressureWidth(penWidth, event.pointerType, event.pressure)];
  };

  const onPointerDown = (event: PointerEvent): void => {
    const held = pointer.current;
    // A pen wins over the palm that came first; any other second pointer is ignored.
    if (held && !(event.pointerType === 'pen' && held.type === 'touch')) return;
    if (event.button !== 0) return;
    if (held) drawing.undo();
    pointer.current = { id: event.pointerId, type: event.pointerType };
    canvasRef.current?.setPointerCapture(event.pointerId);
    lift();
    setCursorShown(false);
    onStart();
    drawing.begin(...place(event));
  };

  const onPointerMove = (event: PointerEvent): void => {
    if (pointer.current?.id !== event.pointerId) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) drawing.extend(...place(each));
  };

  const onPointerEnd = (event: PointerEvent): void => {
    if (pointer.current?.id !== event.pointerId) return;
    pointer.current = null;
    drawing.end();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    if (!isUndo && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const action = isUndo ? ({ type: 'undo' } as const) : keyAction(cursor, event.key, event.shiftKey);
    if (!action) return;
    event.preventDefault();
    setCursorShown(true);
    if (action.type === 'undo') {
      lift();
      if (drawing.undo()) setSpoken(t('draw.announce.undone'));
      return;
    }
    if (action.type === 'clear') {
      lift();
      onClear();
      setSpoken(t('draw.announce.cleared'));
      return;
    }
    follow(action.type === 'toggle', action.cursor);
  };

  const lift = (): void => {
    drawing.end();
    setCursor((current) => ({ ...current, isDown: false }));
  };

  const follow = (isToggle: boolean, next: GridCursor): void => {
    const x = next.column / GRID_STEPS;
    const y = next.row / GRID_STEPS;
    if (isToggle && next.isDown) {
      onStart();
      drawing.begin(x, y, penWidth);
    } else if (isToggle) drawing.end();
    else if (next.isDown) drawing.extend(x, y, penWidth);
    setCursor(next);
    const key = isToggle ? (next.isDown ? 'draw.announce.down' : 'draw.announce.up') : 'draw.announce.at';
    setSpoken(t(key, { x: next.column, y: next.row }));
  };

  return (
    <div class="pad">
      <div
        class="pad-surface"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application region takes the keys itself
        tabIndex={0}
        aria-label={t('draw.pad')}
        aria-describedby={describedBy}
        data-testid="pad"
        onKeyDown={onKeyDown}
        onFocus={(event) => setCursorShown((event.currentTarget as Element).matches(':focus-visible'))}
        onBlur={() => {
          setCursorShown(false);
          lift();
        }}
      >
        <canvas
          ref={canvasRef}
          class="pad-canvas"
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerEnd}
          onPointerCancel={onPointerEnd}
        />
      </div>
      <p class="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}
