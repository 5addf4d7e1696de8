/** The worker that reads pages, with a stand-in for its networks: everything else is the page's own. Bundled by the tests. */
import { servePages } from '../src/read/serve-pages.js';
import { PAGE, pageShown, readingOf } from './number-page.js';

/** Long enough to be seen, and stopped. */
const SLOW_MS = 1500;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

servePages(self, async ({ line }) => {
  if (line.length === 0) throw new Error('Expected a model but the file is empty.');
  return {
    model: 'stand-in',
    async page({ width, height }) {
      // Landscape pages take their time, and square ones break.
      if (width > height) await wait(SLOW_MS);
      if (width === height) throw new Error('Expected a page but this one is broken.');
      if (Math.abs(width / height - PAGE.width / PAGE.height) < 0.01) return pageShown();
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
