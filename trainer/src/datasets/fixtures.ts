/** Small datasets for tests, made when they are asked for. Not part of the public face. */
import { createRandom } from '@digitry/engine';
import { fitDigit } from '@digitry/reader';
import { drawDigit } from '../glyphs/index.js';
import { DatasetError, type DatasetErrorCode } from './types.js';

/** Drawn digits, 28×28, labels 0 to 9 in turn. */
export function drawnBitmaps(count: number, seed = 1): { images: Uint8Array; labels: Uint8Array } {
  const images = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    labels[i] = i % 10;
    images.set(fitDigit(drawDigit(i % 10, createRandom(seed).fork(i))), i * 784);
  }
  return { images, labels };
}

/** The DatasetError that an action ends in. @throws Error where it ends otherwise */
export async function datasetErrorOf(action: () => unknown): Promise<DatasetError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DatasetError) return error;
    throw error;
  }
  throw new Error('Expected a DatasetError but none was thrown');
}

/** Code and row of that error. */
export async function codeOf(action: () => unknown): Promise<[DatasetErrorCode, number | undefined]> {
  const { code, row } = await datasetErrorOf(action);
  return [code, row];
}
