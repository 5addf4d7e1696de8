/** Zoom and shift of the picture by wheel, pinch and drag. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageState } from './state.js';
import { revealing, type Size, settled, type Viewport, whole, zoomed } from './viewport.js';

/** A press that moves less, in pixels, is a click. */
const CLICK_PIXELS = 5;
/** Zoom of one notch of the wheel. */
const WHEEL = 0.0022;

type Box = Size & { readonly x: number; readonly y: number };

export interface Moves {
  /** By a factor, around the middle, or bringing a box of the picture in sight. */
  zoom(factor: number, box?: Box): void;
  fit(): void;
  /** In shares of the frame. */
  by(x: number, y: number): void;
  /** Brings a box of the picture in sight. */
  reveal(box: Box): void;
}

export function usePanAndZoom(
  ref: RefObject<HTMLDivElement | null>,
  page: PageState,
): {
  readonly view: Viewport;
  readonly frame: Size;
  readonly move: Moves;
  readonly onPointerDown: (event: PointerEvent) => void;
  /** The press that just ended: the click of a drag means nothing. */
  readonly lastPress: () => { readonly isDrag: boolean; readonly isTouch: boolean };
} {
  const [frame, setFrame] = useState<Size>({ width: 1, height: 1 });
  const [wanted, setWanted] = useState<Viewport>({ zoom: 1, x: 0, y: 0 });
  const press = useRef({ isDrag: false, isTouch: false });
  const pointers = useRef(new Map<number, readonly [number, number]>());
  const latest = useRef({ frame, page });
  latest.current = { frame, page };

  const change = (next: (view: Viewport, frame: Size, picture: Size) => Viewport): void => {
    const { frame: room, page: picture } = latest.current;
    setWanted((view) => next(settled(view, room, picture), room, picture));
  };

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth, clientHeight } = element;
      // Hidden views have no size.
      if (clientWidth > 0) setFrame({ width: clientWidth, height: clientHeight });
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [ref]);

  useLayoutEffect(() => change((_, room, picture) => whole(room, picture)), [page.id]);

  // Preact listens passively on wheels, where the page would scroll too.
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      const { left, top } = element.getBoundingClientRect();
      const at = [event.clientX - left, event.clientY - top] as const;
      // A trackpad's pinch comes as a wheel with Ctrl; a plain wheel scrolls the page unless there is more to see here.
      if (event.ctrlKey || event.metaKey)
        change((view, room, picture) => zoomed(view, Math.exp(-event.deltaY * WHEEL * 3), at, room, picture));
      else if (element.classList.contains('frame-zoomed'))
        change((view, room, picture) =>
          settled({ ...view, x: view.x - event.deltaX, y: view.y - event.deltaY }, room, picture),
        );
      else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);

  const onPointerDown = (event: PointerEvent): void => {
    const element = ref.current;
    if (!element || event.button !== 0) return;
    const held = pointers.current;
    if (held.size === 0) press.current = { isDrag: false, isTouch: event.pointerType === 'touch' };
    held.set(event.pointerId, [event.clientX, event.clientY]);
    if (held.size > 1) return;
    const start = [event.clientX, event.clientY] as const;
    const onMove = (moved: PointerEvent): void => {
      const before = held.get(moved.pointerId);
      if (!before) return;
      const now = [moved.clientX, moved.clientY] as const;
      if (Math.hypot(now[0] - start[0], now[1] - start[1]) > CLICK_PIXELS || held.size > 1)
        press.current.isDrag = true;
      if (!press.current.isDrag) return;
      const { left, top } = element.getBoundingClientRect();
      const other = [...held].find(([id]) => id !== moved.pointerId)?.[1];
      held.set(moved.pointerId, now);
      change((view, room, picture) => {
        if (!other)
          return settled(
            { ...view, x: view.x + now[0] - before[0], y: view.y + now[1] - before[1] },
            room,
            picture,
          );
        const factor = apart(now, other) / Math.max(1, apart(before, other));
        const at = [(now[0] + other[0]) / 2 - left, (now[1] + other[1]) / 2 - top] as const;
        return zoomed(view, factor, at, room, picture);
      });
    };
    const onEnd = (ended: PointerEvent): void => {
      held.delete(ended.pointerId);
      if (held.size === 0) stop.abort();
    };
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('pointermove', onMove, { signal });
    addEventListener('pointerup', onEnd, { signal });
    addEventListener('pointercancel', onEnd, { signal });
  };

  const center = (room: Size) => [room.width / 2, room.height / 2] as const;
  return {
    view: settled(wanted, frame, page),
    frame,
    onPointerDown,
    lastPress: () => press.current,
    move: {
      zoom: (factor, box) =>
        change((view, room, picture) => {
          const next = zoomed(view, factor, center(room), room, picture);
          return box ? revealing(next, box, room, picture) : next;
        }),
      fit: () => change((_, room, picture) => whole(room, picture)),
      by: (x, y) =>
        change((view, room, picture) =>
          settled({ ...view, x: view.x + x * room.width, y: view.y + y * room.height }, room, picture),
        ),
      reveal: (box) => change((view, room, picture) => revealing(view, box, room, picture)),
    },
  };
}

const apart = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1]);
