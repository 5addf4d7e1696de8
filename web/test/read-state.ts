/** States of the Read view to test with: documents whose pages were read as the test page. */
import type { PageReply } from '../src/read/protocol.js';
import { afterReply, type FieldState, NOTHING, type PageState, type ReadState } from '../src/read/state.js';
import { PAGE, pageShown } from './number-page.js';

/** What the stand-in finds on the test page. */
export const reading = pageShown();

export const pageReply = (page: number, document = 1): PageReply => ({
  type: 'page',
  document,
  page,
  of: 2,
  ...PAGE,
  picture: new Blob(),
  thumb: { close() {} } as ImageBitmap,
});

/** A document of so many pages, each read as the test page. */
export function readState(pages = 1): ReadState {
  let state: ReadState = {
    ...NOTHING,
    documents: [{ id: 1, name: 'form, "A".pdf', status: 'reading', error: null, of: null }],
  };
  for (let page = 1; page <= pages; page++) {
    state = afterReply(state, pageReply(page));
    state = afterReply(state, { type: 'reading', document: 1, page, reading, ms: 5 });
  }
  return afterReply(state, { type: 'done', document: 1, isWhole: true });
}

export const onlyPage = (state: ReadState): PageState => state.pages[0] as PageState;
export const field = (state: ReadState, id: string): FieldState =>
  state.pages.flatMap(({ fields }) => fields).find((each) => each.id === id) as FieldState;
