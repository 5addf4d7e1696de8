/** Many images through the reader's preparation, on all workers, a bounded number of them in memory at a time. */
import type { Pixels } from '@digitry/reader';
import { packImages } from './pack.js';
import type { WorkerPool } from './pool.js';
import type { Prepared } from './tasks.js';

const PIXELS_A_TASK = 1 << 22;
const IMAGES_A_TASK = 128;

/** @returns what the network sees of image 0 … count − 1, in order. */
export async function prepareImages(
  pool: WorkerPool,
  count: number,
  image: (index: number) => Pixels,
  onProgress: (done: number) => void = () => {},
): Promise<Prepared> {
  const seen = new Uint8Array(count * 784);
  const states = new Uint8Array(count);
  await inBatches(pool, count, image, onProgress, async (images, first) => {
    const prepared = await pool.run({ type: 'prepare', images: packImages(images) });
    seen.set(prepared.seen, first * 784);
    states.set(prepared.states, first);
  });
  return { seen, states };
}

/** Gives images 0 … count − 1 to `work` in tasks of bounded size, two for each worker at a time. */
export async function inBatches(
  pool: WorkerPool,
  count: number,
  image: (index: number) => Pixels,
  onProgress: (done: number) => void,
  work: (images: readonly Pixels[], first: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const first = next;
      const images: Pixels[] = [];
      for (let pixels = 0; next < count && images.length < IMAGES_A_TASK && pixels < PIXELS_A_TASK; next++) {
        const pixelsOfNext = image(next);
        images.push(pixelsOfNext);
        pixels += pixelsOfNext.width * pixelsOfNext.height;
      }
      await work(images, first);
      done += images.length;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: pool.size * 2 }, lane));
}
