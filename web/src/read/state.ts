/** What the Read view knows: documents, their pages, their readings, and what a person made of those. Pure. */
import type { CellShown, Corners, FieldShown, PageReply, PageShown, ReadingShown, Said } from './protocol.js';

export interface FieldState extends FieldShown {
  /** Unique in the view. */
  readonly id: string;
  /** Where it stands in a grid; null for a line. */
  readonly cell: Pick<CellShown, 'row' | 'column' | 'isEmpty'> | null;
  /** What a person typed; null where nobody has. Equal to `text` where the reading was confirmed. */
  readonly correction: string | null;
}

export interface GridState {
  readonly rows: number;
  readonly columns: number;
  readonly corners: Corners;
  /** Identifiers of the cells, by rows. */
  readonly cells: readonly string[];
}

export interface PageState {
  readonly id: string;
  readonly document: number;
  /** The document's name. */
  readonly name: string;
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly picture: Blob;
  readonly thumb: ImageBitmap;
  readonly status: 'reading' | 'done' | 'failed' | 'stopped';
  /** Lines from top to bottom, then the cells of each grid. */
  readonly fields: readonly FieldState[];
  readonly grids: readonly GridState[];
  readonly reasons: readonly Said[];
  readonly model: string;
  readonly preparation: string;
  readonly ms: number;
}

export interface DocumentState {
  readonly id: number;
  readonly name: string;
  readonly status: 'waiting' | 'reading' | 'done' | 'cut' | 'failed' | 'stopped';
  readonly error: Said | null;
  /** Pages it has, where that is known. */
  readonly of: number | null;
}

export interface ReadState {
  readonly network: 'missing' | 'loading' | 'ready' | 'failed';
  /** Its name once it is ready. */
  readonly model: string;
  readonly networkError: Said | null;
  readonly documents: readonly DocumentState[];
  /** The first document of those that are, or were last, read in one go. */
  readonly since: number;
  readonly pages: readonly PageState[];
  /** The page in view. */
  readonly page: string | null;
  /** The reading that is looked at. */
  readonly field: string | null;
  /** Why the last rule was not applied. */
  readonly ruleError: Said | null;
  /** Corrections that have not been exported yet. */
  readonly hasUnsaved: boolean;
}

export const NOTHING: ReadState = {
  network: 'missing',
  model: '',
  networkError: null,
  documents: [],
  since: 0,
  pages: [],
  page: null,
  field: null,
  ruleError: null,
  hasUnsaved: false,
};

/** What is to be thought of a reading: the network's own verdict until a person has spoken. */
export type Standing = 'accepted' | 'review' | 'rejected' | 'corrected' | 'confirmed' | 'empty';

export function standingOf({ correction, text, cell, status }: FieldState): Standing {
  if (correction !== null) return correction === text ? 'confirmed' : 'corrected';
  return cell?.isEmpty ? 'empty' : status;
}

/** What counts: the person's word, else what was read. */
export const currentText = ({ correction, text }: FieldState): string => correction ?? text;

/** The network doubted it and nobody has looked yet. */
export const isOpen = (field: FieldState): boolean => standingOf(field) === 'review';

/** What the state is after the worker said something. */
export function afterReply(state: ReadState, reply: PageReply): ReadState {
  switch (reply.type) {
    case 'ready':
      return { ...state, network: 'ready', model: reply.model, networkError: null };
    case 'unready':
      return { ...state, network: 'failed', networkError: reply };
    case 'page': {
      const { name } = state.documents.find(({ id }) => id === reply.document) ?? { name: '' };
      const page = newPage(reply, name);
      const documents = changed(state.documents, reply.document, { status: 'reading', of: reply.of });
      // It is known already where a change of networks came between.
      const pages = state.pages.some(({ id }) => id === page.id)
        ? changed(state.pages, page.id, page)
        : [...state.pages, page];
      return { ...state, documents, pages, page: state.page ?? page.id };
    }
    case 'reading': {
      const id = pageId(reply.document, reply.page);
      const part = { ...fieldsOf(id, reply.reading), status: 'done' as const, ms: reply.ms };
      return { ...state, pages: changed(state.pages, id, part) };
    }
    case 'page-failed': {
      const part = { status: 'failed' as const, reasons: [said(reply)] };
      return { ...state, pages: changed(state.pages, pageId(reply.document, reply.page), part) };
    }
    case 'done':
      return {
        ...state,
        documents: changed(state.documents, reply.document, { status: reply.isWhole ? 'done' : 'cut' }),
      };
    case 'failed':
      return failed(state, reply.document, said(reply));
    case 'reread':
      return { ...withReadings(state, reply.readings), ruleError: null };
    case 'rule-refused':
      return { ...state, ruleError: said(reply) };
  }
}

/** A document and its unfinished page came to nothing. */
export function failed(state: ReadState, document: number, error: Said): ReadState {
  const pages = state.pages.map((page) =>
    page.document === document && page.status === 'reading'
      ? { ...page, status: 'failed' as const, reasons: [error] }
      : page,
  );
  return { ...state, pages, documents: changed(state.documents, document, { status: 'failed', error }) };
}

/** What is being read and what waits will not be. */
export function stopped(state: ReadState): ReadState {
  const stop = <T extends { readonly status: string }>(items: readonly T[]): T[] =>
    items.map((item) =>
      item.status === 'reading' || item.status === 'waiting' ? { ...item, status: 'stopped' } : item,
    );
  return { ...state, documents: stop(state.documents), pages: stop(state.pages) };
}

/** The document that is being read waits again, for another network: it goes on where it was. */
export function waitingAgain(state: ReadState): ReadState {
  const documents = state.documents.map((document) => {
    if (document.status !== 'reading') return document;
    const isRead = document.of !== null && nextPage(state, document.id) > document.of;
    return { ...document, status: isRead ? ('done' as const) : ('waiting' as const) };
  });
  return { ...state, documents };
}

/** The first page of a document that has not been read yet. */
export function nextPage({ pages }: ReadState, document: number): number {
  return 1 + pages.filter((page) => page.document === document && page.status !== 'reading').length;
}

/** A person's word on a reading; null takes it back. */
export function corrected(state: ReadState, id: string, correction: string | null): ReadState {
  return { ...mapFields(state, new Map([[id, { correction }]])), hasUnsaved: true };
}

/** Looks at a reading, and at the page that it is on. */
export function looking(state: ReadState, field: string | null): ReadState {
  if (field === null) return { ...state, field };
  const page = pageOf(state, field);
  return page ? { ...state, field, page: page.id } : state;
}

/** Something is being read, or waits to be. */
export const isBusy = ({ documents }: ReadState): boolean =>
  documents.some(({ status }) => status === 'waiting' || status === 'reading');

export function pageOf(state: ReadState, field: string): PageState | undefined {
  return state.pages.find(({ fields }) => fields.some(({ id }) => id === field));
}

export function fieldOf(state: ReadState, id: string): FieldState | undefined {
  return pageOf(state, id)?.fields.find((field) => field.id === id);
}

const pageId = (document: number, page: number): string => `${document}.${page}`;

const said = ({ code, message }: Said): Said => ({ code, message });

function newPage(reply: Extract<PageReply, { type: 'page' }>, name: string): PageState {
  const { document, page, width, height, picture, thumb } = reply;
  return {
    id: pageId(document, page),
    document,
    name,
    number: page,
    width,
    height,
    picture,
    thumb,
    status: 'reading',
    fields: [],
    grids: [],
    reasons: [],
    model: '',
    preparation: '',
    ms: 0,
  };
}

function fieldsOf(
  page: string,
  { lines, grids, reasons, model, preparation }: PageShown,
): Pick<PageState, 'fields' | 'grids' | 'reasons' | 'model' | 'preparation'> {
  const fields: FieldState[] = lines.map((line, i) => ({
    ...line,
    id: `${page}.${i}`,
    cell: null,
    correction: null,
  }));
  const shown = grids.map(({ rows, columns, corners, cells }, g) => {
    const ids = cells.map(({ row, column, isEmpty, ...cell }) => {
      const id = `${page}.g${g}.${row}.${column}`;
      fields.push({ ...cell, id, cell: { row, column, isEmpty }, correction: null });
      return id;
    });
    return { rows, columns, corners, cells: ids };
  });
  return { fields, grids: shown, reasons, model, preparation };
}

function withReadings(
  state: ReadState,
  readings: readonly { readonly id: string; readonly reading: ReadingShown }[],
): ReadState {
  return mapFields(state, new Map(readings.map(({ id, reading }) => [id, reading])));
}

function mapFields(state: ReadState, parts: ReadonlyMap<string, Partial<FieldState>>): ReadState {
  const pages = state.pages.map((page) =>
    page.fields.some(({ id }) => parts.has(id))
      ? { ...page, fields: page.fields.map((field) => ({ ...field, ...parts.get(field.id) })) }
      : page,
  );
  return { ...state, pages };
}

function changed<T extends { readonly id: number | string }>(
  items: readonly T[],
  id: T['id'],
  part: Partial<T>,
): readonly T[] {
  return items.map((item) => (item.id === id ? { ...item, ...part } : item));
}
