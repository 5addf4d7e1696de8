/** What reads pages, loaded when the first page comes: nothing here is a face's export, so that who reads digits alone loads none of it. */
export { readPage } from './page.js';
export { analyzePage } from './segment/analyze-page.js';
