/** The page's end of the worker that reads pages: files wait in a queue, one document is read at a time, stopping ends the worker. */
import { createStore, type Store } from '../store.js';
import type { NetworkSources, PageCommand, PageReply, Said } from './protocol.js';
import {
  afterReply,
  corrected,
  failed,
  isBusy,
  looking,
  NOTHING,
  nextPage,
  type ReadState,
  stopped,
  waitingAgain,
} from './state.js';

/** Pages in the view at most: each keeps a JPEG and a thumbnail. */
export const MAX_PAGES = 300;

export interface ReadClient {
  readonly state: Store<ReadState>;
  /** Loads networks to read with; null if there are none. What has not been read yet will be read with them. */
  use(networks: NetworkSources | null): void;
  open(files: readonly File[]): void;
  /** Ends what is being read and forgets what waits; finished pages stay. */
  stop(): void;
  /** Forgets everything. */
  clear(): void;
  showPage(id: string): void;
  look(field: string | null): void;
  correct(field: string, value: string | null): void;
  /** Reads lines again under a rule; '' takes it away. */
  reread(rule: string, fields: readonly string[]): void;
  /** Corrections have been exported. */
  saved(): void;
}

export function createReadClient(startWorker: () => Worker): ReadClient {
  const state = createStore<ReadState>(NOTHING);
  const files = new Map<number, File>();
  let networks: NetworkSources | null = null;
  let worker: Worker | null = null;
  let waiting: Extract<PageCommand, { type: 'reread' }> | null = null;
  let lastDocument = 0;
  let busy: number | null = null;

  const end = (): void => {
    worker?.terminate();
    worker = null;
    busy = null;
  };

  const start = (): void => {
    if (worker || !networks) return;
    const started = startWorker();
    worker = started;
    started.addEventListener('message', ({ data }: MessageEvent<PageReply>) => {
      if (worker === started) take(data);
      else if (data.type === 'page') data.thumb.close();
    });
    started.addEventListener('error', (event) => {
      if (worker !== started) return;
      broken({ code: '', message: event.message || 'the worker could not be started' });
    });
    state.patch({ network: 'loading', networkError: null });
    send({ type: 'use', networks });
  };

  const send = (command: PageCommand): void => worker?.postMessage(command);

  /** The worker died: of the document it was reading, or before it was ready. */
  const broken = (error: Said): void => {
    const document = busy;
    end();
    if (document === null) {
      state.patch({ network: 'failed', networkError: error });
      return;
    }
    files.delete(document);
    state.set(failed(state.get(), document, error));
    start();
  };

  const take = (reply: PageReply): void => {
    if (reply.type === 'page') closeThumb(reply.document, reply.page);
    state.set(afterReply(state.get(), reply));
    if (reply.type === 'done' || reply.type === 'failed') {
      files.delete(reply.document);
      busy = null;
    }
    pump();
  };

  /** Of a page that was begun before, with another network. */
  const closeThumb = (document: number, page: number): void => {
    const known = state.get().pages.find((each) => each.document === document && each.number === page);
    known?.thumb.close();
  };

  const pump = (): void => {
    const { network, documents, pages } = state.get();
    if (network !== 'ready') return;
    if (waiting) send(waiting);
    waiting = null;
    if (busy !== null) return;
    const next = documents.find(({ status }) => status === 'waiting');
    const file = next && files.get(next.id);
    if (!next || !file) return;
    const fromPage = nextPage(state.get(), next.id);
    const maxPages = MAX_PAGES - pages.filter(({ status }) => status !== 'reading').length;
    if (maxPages <= 0) {
      files.delete(next.id);
      state.set(failed(state.get(), next.id, { code: 'too-many-pages', message: '' }));
      pump();
      return;
    }
    busy = next.id;
    state.patch({
      documents: documents.map((each) => (each === next ? { ...each, status: 'reading' } : each)),
    });
    send({ type: 'read', document: next.id, file, fromPage, maxPages });
  };

  return {
    state,
    use(next) {
      end();
      networks = next;
      state.set({ ...waitingAgain(state.get()), network: 'missing', networkError: null });
      start();
    },
    open(added) {
      const documents = added.map((file) => {
        files.set(++lastDocument, file);
        return { id: lastDocument, name: file.name, status: 'waiting', error: null, of: null } as const;
      });
      const known = state.get();
      // What went wrong with files of which nothing came is over when others are tried.
      const kept = isBusy(known) || known.pages.length > 0 ? known.documents : [];
      const since = isBusy(known) ? known.since : (documents[0]?.id ?? known.since);
      state.patch({ documents: [...kept, ...documents], since });
      start();
      pump();
    },
    stop() {
      end();
      files.clear();
      state.set(stopped(state.get()));
      start();
    },
    clear() {
      const { pages, documents, network, model, networkError } = state.get();
      if (documents.some(({ status }) => status === 'reading')) end();
      files.clear();
      for (const { thumb } of pages) thumb.close();
      state.set({ ...NOTHING, network, model, networkError });
      start();
    },
    showPage: (page) => state.patch({ page, field: null, ruleError: null }),
    look(field) {
      if (field !== state.get().field) state.set({ ...looking(state.get(), field), ruleError: null });
    },
    correct: (field, value) => state.set(corrected(state.get(), field, value)),
    reread(rule, wanted) {
      const isWanted = new Set(wanted);
      const lines = state
        .get()
        .pages.flatMap(({ fields }) => fields)
        .flatMap(({ id, seen, cell, reasons }) =>
          isWanted.has(id) && seen && !cell ? [{ id, seen, reasons }] : [],
        );
      waiting = { type: 'reread', rule, lines };
      start();
      pump();
    },
    saved: () => state.patch({ hasUnsaved: false }),
  };
}
