/** Many pictures through the reader's preparation of lines, on all workers, a bounded number of them in memory at a time. */
import type { GrayImage, Pixels } from '@digitry/reader';
import { imageAt, packImages } from './pack.js';
import type { WorkerPool } from './pool.js';
import { inBatches } from './prepare.js';

export interface PreparedPicture {
  /** 32 pixels high, 255 is full ink; empty where no ink was found. */
  readonly seen: GrayImage;
  readonly isUsable: boolean;
}

/** @returns what a line network would see of image 0 … count − 1, in order. */
export async function prepareLines(
  pool: WorkerPool,
  count: number,
  image: (index: number) => Pixels,
  onProgress: (done: number) => void = () => {},
): Promise<PreparedPicture[]> {
  const pictures = new Array<PreparedPicture>(count);
  await inBatches(pool, count, image, onProgress, async (images, first) => {
    const prepared = await pool.run({ type: 'prepareLines', images: packImages(images) });
    prepared.usable.forEach((usable, i) => {
      pictures[first + i] = { seen: imageAt(prepared.images, i), isUsable: usable === 1 };
    });
  });
  return pictures;
}
