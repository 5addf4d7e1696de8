/** Who wrote each sample: a text file with one writer a line, in the order of the dataset. Knows no disk. */
import { createDataset } from './memory.js';
import { type Dataset, DatasetError } from './types.js';

/**
 * @param text one writer a line; an empty line is an unknown writer; a last line break is no line
 * @throws DatasetError `count-mismatch` unless there are as many lines as samples
 */
export function withWriters(dataset: Dataset, text: string, file: string): Dataset {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length !== dataset.length) {
    const message = `Expected ${dataset.length} lines, one a sample of ${dataset.name}, but received ${lines.length}; is it the file of another part?`;
    throw new DatasetError('count-mismatch', file, message);
  }
  return createDataset({
    name: dataset.name,
    ink: dataset.ink,
    labels: Array.from({ length: dataset.length }, (_, index) => dataset.label(index)),
    writers: lines.map((line) => line.trim() || undefined),
    image: (index) => dataset.image(index),
    source: (index) => dataset.source(index),
    warnings: dataset.warnings,
  });
}
