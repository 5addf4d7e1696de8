/** Opens whatever a dataset is given as: `mnist`, a folder, a zip, IDX, CSV, stroke JSON. */
import { basename, dirname, join } from 'node:path';
import { decodeImage } from '@digitry/reader';
import { type BitmapOptions, datasetOfBitmaps } from '../../bitmaps.js';
import { type FileTree, subTree, withoutTopFolder, zipTree } from '../../files.js';
import { parseIdx } from '../../idx.js';
import { isKaggle, parseKaggle } from '../../kaggle.js';
import type { Part } from '../../mnist.js';
import { hasPictures, openPictures, type PictureOptions } from '../../pictures.js';
import { parseStrokes, type StrokeOptions } from '../../strokes.js';
import { type Dataset, DatasetError } from '../../types.js';
import { withWriters } from '../../writers.js';
import { kindOf, listFiles, readBytes } from './files.js';
import { openMnist } from './mnist.js';

export interface OpenOptions extends PictureOptions, StrokeOptions, BitmapOptions {
  /** Part of sets that have two: `mnist`, folders with IDX pairs, folders `train` and `test`. Default `train`. */
  readonly part?: Part;
  /** File with the writer of each sample, one a line. */
  readonly writers?: string;
  /** File of labels of an IDX file of images, where its name does not follow from it. */
  readonly labels?: string;
}

/**
 * @param spec `mnist`, `mnist-test`, or the path of a folder (with `labels.csv`, folders by class, or IDX pairs), a zip of such a folder, an IDX file of
 * images (.gz or not), a `labels.csv`, a Kaggle CSV, a stroke JSON
 * @throws DatasetError with a code, the file and the row
 */
export async function openDataset(spec: string, options: OpenOptions = {}): Promise<Dataset> {
  const dataset = await open(spec, options);
  if (options.writers === undefined) return dataset;
  const text = new TextDecoder().decode(await readBytes(options.writers));
  return withWriters(dataset, text, options.writers);
}

async function open(spec: string, options: OpenOptions): Promise<Dataset> {
  if (spec === 'mnist') return openMnist(options.part ?? 'train');
  if (spec === 'mnist-test') return openMnist('test');
  const kind = await kindOf(spec);
  if (kind === 'missing') {
    const message = 'Expected mnist, mnist-test or the path of a folder or file but there is no such file';
    throw new DatasetError('missing-file', spec, message);
  }
  if (kind === 'folder') return openFolder(spec, options);
  const bytes = await readBytes(spec);
  if (bytes.length === 0) throw new DatasetError('empty', spec, 'Expected a dataset but the file is empty');
  if (/\.json$/i.test(spec)) return parseStrokes(new TextDecoder().decode(bytes), spec, options);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return openTree(withoutTopFolder(await zipTree(bytes, spec)), options);
  }
  if (/\.zip$/i.test(spec)) {
    throw new DatasetError(
      'wrong-magic',
      spec,
      'Expected a zip file (beginning with PK) but received another; copy it again',
    );
  }
  if (/\.csv$/i.test(spec)) {
    if (basename(spec) === 'labels.csv' && !isKaggle(bytes)) return openFolder(dirname(spec), options);
    return parseKaggle(bytes, spec, options);
  }
  if (IDX.test(spec) || isIdx(bytes)) return openIdx(spec, bytes, options);
  const message =
    'Expected a zip, an IDX file (…-images-idx3-ubyte[.gz]), a CSV (label,pixel0,…), a labels.csv or a stroke JSON but received another file';
  throw new DatasetError('unknown-format', spec, message);
}

const IDX = /idx[13]?-?(ubyte)?(\.gz)?$/i;
const IMAGES = /images[-.]idx3|idx3/i;

/** The first two bytes are 0 in every IDX file; a gzipped one is known when it is unpacked. */
const isIdx = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8) || (bytes[0] === 0x1f && bytes[1] === 0x8b);

async function openFolder(folder: string, options: OpenOptions): Promise<Dataset> {
  const tree: FileTree = {
    name: folder,
    files: await listFiles(folder),
    read: (file) => readBytes(join(folder, file)),
  };
  const part = options.part ?? 'train';
  const pairs = tree.files.filter((file) => IDX.test(file) && IMAGES.test(basename(file)));
  if (pairs.length > 0 && !hasPictures(tree)) {
    const isTest = (file: string): boolean => /t10k|test/i.test(basename(file));
    const fitting = pairs.length === 1 ? pairs : pairs.filter((file) => isTest(file) === (part === 'test'));
    const images = fitting[0];
    if (images === undefined || fitting.length > 1) {
      const message = `Expected one file of IDX images of the ${part} part but received ${(images === undefined ? pairs : fitting).join(', ')}; give the path of one`;
      throw new DatasetError(images === undefined ? 'missing-file' : 'ambiguous', folder, message);
    }
    return openIdx(join(folder, images), await readBytes(join(folder, images)), options);
  }
  return openTree(tree, options);
}

/** Pictures in the tree, or in its folder `train` or `test`. */
function openTree(tree: FileTree, options: OpenOptions): Promise<Dataset> {
  const prefix = `${options.part ?? 'train'}/`;
  if (!hasPictures(tree) && tree.files.some((file) => file.startsWith(prefix))) {
    return openPictures(subTree(tree, prefix), decodeImage, options);
  }
  return openPictures(tree, decodeImage, options);
}

async function openIdx(file: string, bytes: Uint8Array, options: OpenOptions): Promise<Dataset> {
  const images = parseIdx(bytes, 3, file);
  const labelsFile =
    options.labels ?? join(dirname(file), basename(file).replace('images', 'labels').replace('idx3', 'idx1'));
  if (labelsFile === file || (await kindOf(labelsFile)) !== 'file') {
    throw new DatasetError(
      'unlabeled',
      file,
      `Expected its labels in ${labelsFile} but there is no such file; give it as labels`,
    );
  }
  const labels = parseIdx(await readBytes(labelsFile), 1, labelsFile);
  const [, height, width] = images.sizes as [number, number, number];
  return datasetOfBitmaps(
    { name: file, file, labelsFile, images: images.data, labels: labels.data, width, height },
    options,
  );
}
