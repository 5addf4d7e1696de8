/** Models in the browser: by address. */
import { ReaderError } from '../../reader-error.js';

/**
 * @param source an address; a string is taken relative to the page or worker.
 * @throws ReaderError `model-missing`.
 */
export async function loadModel(source: string | URL): Promise<Uint8Array> {
  try {
    const response = await fetch(source);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const { message } = error as Error;
    throw new ReaderError(
      'model-missing',
      `Expected the address of a model file for model but received ${source} (${message}); pass a URL or the bytes`,
      error,
    );
  }
}
