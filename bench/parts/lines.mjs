/** Lines of numbers: how many are read right and in how many milliseconds, by digitry, Tesseract and PaddleOCR. */
import { inFolder, lineCases, writeLines } from '../lib/line-sets.mjs';
import { readingJobs, withScores } from '../lib/reading-jobs.mjs';
import { interleave } from '../lib/rounds.mjs';
import { rowsOf } from '../lib/rows.mjs';
import { scoreTexts } from '../lib/score.mjs';

const LINES = 100;

export async function run({ rounds, seconds, quick }) {
  const rows = [];
  for (const set of lineCases) {
    console.error(`lines: ${set.name}`);
    await inFolder(async (folder) => {
      const lines = await writeLines(folder, set, quick ? LINES / 10 : LINES);
      const jobs = readingJobs(
        'lines',
        lines.map(({ file }) => file),
        { seconds, quick },
      );
      const states = await interleave(jobs, rounds);
      const written = lines.map(({ text }) => text);
      const measured = rowsOf(states, { set: set.name });
      rows.push(...withScores(measured, states, (readings) => scoreTexts(written, readings)));
    });
  }
  return { rows };
}
