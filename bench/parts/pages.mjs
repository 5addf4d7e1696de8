/** A4 pages of numbers: how many numbers are read right and how many pages a minute, by digitry, Tesseract and PaddleOCR. */
import { inFolder } from '../lib/line-sets.mjs';
import { pageCases, writePages } from '../lib/page-sets.mjs';
import { readingJobs, withScores } from '../lib/reading-jobs.mjs';
import { interleave } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';
import { scorePages } from '../lib/score.mjs';

const PAGES = 5;
/** A reader in JavaScript gets faster over its first ten pages: longer rounds than elsewhere. */
const LONGER = 5;

export async function run({ rounds, seconds, quick }) {
  const rows = [];
  for (const set of pageCases) {
    console.error(`pages: ${set.name}`);
    await inFolder(async (folder) => {
      const pages = await writePages(folder, set, quick ? 1 : PAGES);
      const jobs = readingJobs(
        'pages',
        pages.map(({ file }) => file),
        { seconds: seconds * LONGER, quick },
      );
      const states = await interleave(jobs, rounds);
      const scored = withScores(rowsOf(states, { set: set.name }), states, (readings) =>
        scorePages(pages, readings),
      );
      rows.push(...scored.map((row) => (row.ms ? { ...row, perMinute: 60_000 / row.ms.median } : row)));
    });
  }
  return { rows };
}
