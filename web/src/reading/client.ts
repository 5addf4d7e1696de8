/** The page's end of the reading worker: always reads the newest drawing and drops what has gone stale. */
import type { Stroke } from '../draw/drawing.js';
import { createStore, type Store } from '../store.js';
import type {
  ImageShown,
  NetworkChoice,
  ReadingCommand,
  ReadingReply,
  ReadingShown,
  ReadingTask,
} from './protocol.js';

export interface ReadingState {
  readonly network: NetworkChoice | null;
  readonly networkStatus: 'none' | 'loading' | 'ready' | 'failed';
  readonly networkError: string;
  readonly reading: ReadingShown | null;
  readonly image: ImageShown | null;
  /** Why the last drawing or image has no reading. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** A reading is under way. */
  readonly isBusy: boolean;
}

export interface ReadingClient {
  readonly state: Store<ReadingState>;
  /** Switches to another network and reads again what is there. */
  use(network: NetworkChoice): void;
  readStrokes(strokes: readonly Stroke[]): void;
  readImage(blob: Blob, name: string): void;
  /** Forgets drawing and image; late answers are ignored. */
  forget(): void;
}

/** The mark that measurements of the start wait for. */
const FIRST_READING = 'digitry:first-reading';

export function createReadingClient(worker: Worker): ReadingClient {
  const state = createStore<ReadingState>({
    network: null,
    networkStatus: 'none',
    networkError: '',
    reading: null,
    image: null,
    error: null,
    isBusy: false,
  });
  let lastId = 0;
  let useId = 0;
  let busyId = 0;
  let waiting: ReadingTask | null = null;
  let current: ReadingTask | null = null;

  const send = (): void => {
    if (!waiting || busyId || state.get().networkStatus !== 'ready') return;
    busyId = ++lastId;
    worker.postMessage({ type: 'read', id: busyId, task: waiting } satisfies ReadingCommand);
    waiting = null;
    if (!state.get().isBusy) state.patch({ isBusy: true });
  };

  const read = (task: ReadingTask): void => {
    current = task;
    waiting = task;
    send();
  };

  worker.addEventListener('message', ({ data: reply }: MessageEvent<ReadingReply>) => {
    const isUse = reply.type === 'ready' || (reply.type === 'failed' && reply.of === 'use');
    if (isUse) {
      if (reply.id !== useId) return;
      if (reply.type === 'failed') state.patch({ networkStatus: 'failed', networkError: reply.message });
      else state.patch({ networkStatus: 'ready', networkError: '' });
      send();
      return;
    }
    if (reply.id !== busyId) return;
    busyId = 0;
    if (current) {
      if (performance.getEntriesByName(FIRST_READING).length === 0) performance.mark(FIRST_READING);
      if (reply.type === 'reading') state.patch({ reading: reply.reading, image: reply.image, error: null });
      else if (reply.type === 'failed') state.patch({ reading: null, error: reply });
    }
    if (waiting) send();
    else state.patch({ isBusy: false });
  });
  worker.addEventListener('error', (event) => {
    state.patch({ networkStatus: 'failed', networkError: event.message || 'the worker stopped' });
  });

  return {
    state,
    use(network) {
      useId = ++lastId;
      busyId = 0;
      waiting = current;
      state.patch({ network, networkStatus: 'loading', networkError: '' });
      worker.postMessage({ type: 'use', id: useId, network } satisfies ReadingCommand);
    },
    readStrokes(strokes) {
      if (state.get().image) state.patch({ image: null });
      read({ type: 'strokes', strokes });
    },
    readImage: (blob, name) => read({ type: 'image', blob, name }),
    forget() {
      current = null;
      waiting = null;
      busyId = 0;
      state.patch({ reading: null, image: null, error: null, isBusy: false });
    },
  };
}
