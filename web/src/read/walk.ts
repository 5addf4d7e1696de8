/** The keyboard's way from doubt to doubt: over pages, and to readings that are only now being made. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReadClient } from './client.js';
import { adjacent, nextOpen } from './order.js';
import { fieldOf } from './state.js';

/** What a person may do meanwhile: after any of it the focus stays where it is. */
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'wheel'] as const;

export interface Walk {
  /** Goes to the input of a reading, on whatever page it is. */
  edit(field: string): void;
  /** Enter in a reading: on to the next doubtful one, or back in the list. */
  leave(field: string, isBackward: boolean): void;
  /** No doubtful reading is left so far, and the focus will go to the next one that comes. */
  readonly isWaiting: boolean;
}

/** @param isBusy pages are still being read */
export function useWalk(client: ReadClient, isBusy: boolean): Walk {
  const wanted = useRef<string | null>(null);
  const [waitsAt, setWaitsAt] = useState<string | null>(null);

  const edit = (id: string): void => {
    wanted.current = focusInput(id) ? null : id;
    if (wanted.current) client.look(id);
  };

  // Layout effects run before the next key is taken: what is typed goes to the page that is shown.
  useLayoutEffect(() => {
    const id = wanted.current;
    if (id && (focusInput(id) || client.state.get().field !== id)) wanted.current = null;
  });

  useLayoutEffect(() => {
    if (waitsAt === null) return;
    const next = nextOpen(client.state.get().pages, waitsAt);
    if (next || !isBusy) setWaitsAt(null);
    if (next) edit(next);
  });

  useLayoutEffect(() => {
    if (waitsAt === null) return;
    const stop = new AbortController();
    for (const type of SIGNS_OF_LIFE)
      addEventListener(type, () => setWaitsAt(null), { capture: true, passive: true, signal: stop.signal });
    return () => stop.abort();
  }, [waitsAt]);

  return {
    edit,
    leave(id, isBackward) {
      const state = client.state.get();
      const open = isBackward ? null : nextOpen(state.pages, id);
      // Who goes through doubts wants the next doubt, even if it is not there yet.
      const isOver = !isBackward && isBusy && fieldOf(state, id)?.status === 'review';
      const next = open ?? (isOver ? null : adjacent(state.pages, id, isBackward));
      if (next) edit(next);
      else if (isBusy && !isBackward) setWaitsAt(id);
    },
    isWaiting: waitsAt !== null,
  };
}

/** The row of a reading, or its place in the table of its grid. */
function focusInput(id: string): boolean {
  const input = document.getElementById(`field-${id}`) ?? document.getElementById(`cell-${id}`);
  input?.focus();
  return input !== null;
}
