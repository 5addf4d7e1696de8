/** Reads lines or pages with digitry, as npm installs it. */
import { createReader, decodeImage } from '@digitry/reader';
import { worker } from '../lib/process.mjs';
import { readSet } from '../lib/read-set.mjs';

/** Another model than the released one: a path. */
const { DIGITRY_LINE_MODEL: lineModel } = process.env;

worker(async ({ task, files, from, seconds }) => {
  const reader = await createReader(lineModel === undefined ? {} : { lineModel });
  let model = '';
  const readLine = async (image) => {
    const reading = await reader.line(image);
    model = reading.model;
    return reading.text;
  };
  const readPage = async (image) => {
    const { lines, grids } = await reader.page(image);
    model = lines[0]?.model ?? model;
    return [...lines, ...grids.flatMap(({ cells }) => cells)]
      .filter(({ text, box }) => text !== '' && box)
      .map(({ text, box }) => ({ text, box }));
  };
  if (task === 'pages' && typeof reader.page !== 'function') throw new Error('this digitry reads no pages');
  const read = task === 'pages' ? readPage : readLine;
  if (from !== 'pixels') return { ...(await readSet(files, read, seconds)), model };
  const pixels = new Map();
  for (const file of files) pixels.set(file, await decodeImage(file));
  return { ...(await readSet(files, (file) => read(pixels.get(file)), seconds)), model };
});
