/** A reader on a set of pictures, one after the other: what it reads, and how long it takes for each. */
import { measure } from './measure.mjs';

/**
 * @param read takes a file's path, may return a promise.
 * @returns the mean milliseconds a picture and the readings, in the order of the files.
 */
export const readSet = (files, read, seconds) =>
  readAll(
    files.length,
    async () => {
      const readings = [];
      for (const file of files) readings.push(await read(file));
      return readings;
    },
    seconds,
  );

/** As {@link readSet}, for a reader that takes the whole set at once. */
export async function readAll(count, read, seconds) {
  let readings = [];
  const { ms } = await measure(async (times) => {
    for (let i = 0; i < times; i++) readings = await read();
  }, seconds);
  return { ms: ms / count, readings };
}
