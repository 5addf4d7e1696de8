/** Fetches the packed MNIST files, unpacks and checks them. Runs in the training worker. */
import { type Dataset, MNIST_FILES, parseMnist } from '@digitry/trainer';

type Part = keyof typeof MNIST_FILES;
type KnownFile = (typeof MNIST_FILES)[Part]['images'];

/** Packed bytes of all four files, for the progress bar alone. */
const PACKED_BYTES = 11_463_000;

/** @throws Error that says which file failed, and how. */
export async function fetchMnist(
  dataUrl: string,
  onProgress: (loaded: number, total: number) => void,
): Promise<Readonly<Record<Part, Dataset>>> {
  let loaded = 0;
  const stop = new AbortController();
  const count = (bytes: number): void => {
    if (stop.signal.aborted) return;
    loaded += bytes;
    onProgress(Math.min(loaded, PACKED_BYTES), PACKED_BYTES);
  };
  const get = (file: KnownFile): Promise<Uint8Array> => fetchKnown(dataUrl, file, stop.signal, count);
  const part = async (name: Part): Promise<Dataset> => {
    const { images, labels } = MNIST_FILES[name];
    const [pixels, classes] = await Promise.all([get(images), get(labels)]);
    return parseMnist(name, pixels, classes);
  };
  try {
    const [train, test] = await Promise.all([part('train'), part('test')]);
    return { train, test };
  } catch (error) {
    stop.abort();
    throw error;
  }
}

async function fetchKnown(
  dataUrl: string,
  known: KnownFile,
  signal: AbortSignal,
  count: (bytes: number) => void,
): Promise<Uint8Array> {
  const name = `${known.file}.gz`;
  const response = await fetch(new URL(name, dataUrl), { signal }).catch((cause: unknown) => {
    throw new Error(`${name}: no answer`, { cause });
  });
  if (!response.ok || !response.body) throw new Error(`${name}: the server answered ${response.status}`);
  const bytes = await unpack(name, await readAll(response.body, count));
  if (bytes.length !== known.bytes)
    throw new Error(`${name}: Expected ${known.bytes} bytes but received ${bytes.length}`);
  // Without a secure context there is no SHA-256; gzip's own checksum has been verified by then.
  if (globalThis.crypto?.subtle && (await sha256Of(bytes)) !== known.sha256)
    throw new Error(`${name}: Expected SHA-256 ${known.sha256} but received another`);
  return bytes;
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  count: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    count(next.value.length);
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Servers may unpack .gz on their own (Content-Encoding): then there is nothing left to do. */
async function unpack(name: string, packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new Error(`${name}: the file is damaged`, { cause });
  }
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
