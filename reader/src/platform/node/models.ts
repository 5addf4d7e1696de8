/** Models in Node: released ones by name, others by path or URL. */
import { readFile } from 'node:fs/promises';
import { ReaderError } from '../../reader-error.js';

/** A released name has neither a dot nor a slash; anything else is a path. */
const NAME = /^[a-z0-9-]+$/i;

/**
 * @param source a released name (`digit`, `tiny`), a path, or a `file:` or `http(s):` URL.
 * @throws ReaderError `model-missing`.
 */
export async function loadModel(source: string | URL): Promise<Uint8Array> {
  const places = typeof source === 'string' && NAME.test(source) ? released(source) : [source];
  let cause: unknown;
  for (const place of places) {
    try {
      return place instanceof URL && place.protocol !== 'file:'
        ? await download(place)
        : await readFile(place);
    } catch (error) {
      cause = error;
    }
  }
  throw new ReaderError(
    'model-missing',
    `Expected a released name or a model file for model but received ${source}; looked in ${places.join(' and ')}`,
    cause,
  );
}

/** In the published package beside `dist/`, in the repository at its top. */
function released(name: string): URL[] {
  return ['../../../', '../../../../'].map(
    (up) => new URL(`${up}models/${name}/${name}.safetensors`, import.meta.url),
  );
}

async function download(url: URL): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
