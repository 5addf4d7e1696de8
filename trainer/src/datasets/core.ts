/** Datasets on every platform: all but the disk. */
export { type BitmapOptions, type Bitmaps, datasetOfBitmaps } from './bitmaps.js';
export { type FileTree, zipTree } from './files.js';
export { encodeIdx, type Idx, parseIdx } from './idx.js';
export { parseKaggle } from './kaggle.js';
export { type LabeledFile, type LabelsTable, parseLabels } from './labels-table.js';
export {
  classIndices,
  concatenate,
  createDataset,
  type DatasetParts,
  datasetOfBytes,
  datasetOfSamples,
  subset,
} from './memory.js';
export { MNIST_FILES, type Part, parseMnist } from './mnist.js';
export { type Decode, openPictures, type PictureOptions } from './pictures.js';
export { holdOutWriters, type Split, type SplitOptions, samplesByWriter, splitDataset } from './split.js';
export { parseStrokes, type StrokeOptions } from './strokes.js';
export {
  type Dataset,
  DatasetError,
  type DatasetErrorCode,
  type DatasetWarning,
  type DatasetWarningCode,
  DIGITS,
  type Sample,
  warningLine,
} from './types.js';
export { withWriters } from './writers.js';
