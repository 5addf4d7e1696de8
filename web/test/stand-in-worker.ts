/** The worker that reads pages, with a stand-in for its networks: everything else is the page's own. Bundled by the tests. */
import { servePages } from '../src/read/serve-pages.js';
import { PAGE, pageShown, readingOf } from './number-page.js';

/** Landscape pages are read when the test says so, or never. */
const goOn = new Promise<void>((resolve) => Object.assign(self, { goOn: resolve }));

servePages(self, async ({ line }) => {
  if (line.length === 0) throw new Error('Expected a model but the file is empty.');
  return {
    model: typeof line === 'string' ? 'stand-in' : 'stand-in of a file',
    async page({ width, height }) {
      if (width > height) await goOn;
      if (width === height) throw new Error('Expected a page but this one is broken.');
      if (width > height || width / height === PAGE.width / PAGE.height) return pageShown();
      return { lines: [], grids: [], reasons: [], model: 'stand-in', preparation: '1' };
    },
    async lines(lines, rule) {
      const digits = /^digits\((\d+)\)$/.exec(rule)?.[1];
      if (!digits) throw new Error(`Expected a rule but received ${rule}`);
      const text = '9'.repeat(Number(digits));
      return lines.map(({ seen }) => ({
        ...readingOf({ text, status: 'accepted', confidence: 0.97 }),
        rule: { rule, isValid: true, free: { text: String(seen.width), confidence: 0.8 }, price: 1.25 },
      }));
    },
  };
});
