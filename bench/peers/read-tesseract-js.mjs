/** Peer: tesseract.js, with the language data of its own package for npm: nothing is downloaded. */
import { dirname, join } from 'node:path';
import data from '@tesseract.js-data/eng';
import { createWorker, OEM } from 'tesseract.js';
import { worker } from '../lib/process.mjs';
import { readSet } from '../lib/read-set.mjs';
import { tesseractParameters, wordsOf } from '../lib/tesseract.mjs';

worker(async ({ task, files, seconds }) => {
  // What it would download by itself.
  const langPath = join(dirname(data.langPath), '4.0.0_best_int');
  const reader = await createWorker('eng', OEM.LSTM_ONLY, { langPath, cacheMethod: 'none' });
  await reader.setParameters(tesseractParameters(task));
  const readLine = async (file) => (await reader.recognize(file)).data.text;
  const readPage = async (file) => wordsOf((await reader.recognize(file, {}, { tsv: true })).data.tsv, 1)[0];
  return readSet(files, task === 'pages' ? readPage : readLine, seconds);
});
