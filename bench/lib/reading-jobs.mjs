/** Who reads the lines and pages, each on one core. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const peer = (name) => [process.execPath, fileURLToPath(new URL(`../peers/${name}.mjs`, import.meta.url))];

const TASKSET = '/usr/bin/taskset';

/** A process kept on the last core, with all its threads; a quick run takes any. */
const pinned = (command, quick) =>
  quick || !existsSync(TASKSET) ? command : [TASKSET, '-c', String(os.cpus().length - 1), ...command];

/** Readers that take seconds a page are measured in one round. */
const ONCE = { rounds: 1, timeoutMs: 1_800_000 };

/** @param task `lines` or `pages`. @param files pictures, PNG. */
export function readingJobs(task, files, { seconds, quick }) {
  const job = { task, files, seconds };
  const slow = task === 'pages' ? ONCE : {};
  return [
    { name: 'digitry', command: peer('read-digitry'), job },
    ...(task === 'lines'
      ? [{ name: 'digitry, pixels at hand', command: peer('read-digitry'), job: { ...job, from: 'pixels' } }]
      : []),
    { name: 'tesseract-ocr', command: peer('read-tesseract'), job },
    { name: 'tesseract.js', command: peer('read-tesseract-js'), job, ...slow },
    { name: 'PaddleOCR (@gutenye/ocr-node)', command: peer('read-paddle'), job, ...slow },
  ].map((each) => ({ ...each, threads: 1, command: pinned(each.command, quick) }));
}

/** Rows of `rowsOf` with what the readings of their first round are worth; `score` takes them. */
export const withScores = (rows, states, score) =>
  rows.map((row, i) => {
    const [first] = states[i].results;
    return first ? { ...row, ...score(first.readings), ...(first.model ? { model: first.model } : {}) } : row;
  });
