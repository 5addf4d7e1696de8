/** The worker that reads pages. */
import { openPageReader } from './page-reader.js';
import { servePages } from './serve-pages.js';

servePages(self, openPageReader);
