/** Checkpoints as bytes: a header in JSON, then the arrays as they lie in memory. Knows no file and no checksum. */
import type { Checkpoint } from './events.js';

const MAGIC = 'digitry checkpoint 1\n';

/**
 * Magic, length of the header (uint32, little endian), header, padding to 4 bytes, arrays in the header's order.
 * The header is the checkpoint without its arrays, and their names and lengths.
 */
export function encodeCheckpoint({ session, ...rest }: Checkpoint): Uint8Array {
  const arrays = [...session.arrays].map(([name, values]) => ({ name, length: values.length }));
  const header = new TextEncoder().encode(JSON.stringify({ ...rest, sessionStep: session.step, arrays }));
  const start = align(MAGIC.length + 4 + header.length);
  const floats = arrays.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(start + floats * 4);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, header.length, true);
  bytes.set(header, MAGIC.length + 4);
  let at = start;
  for (const values of session.arrays.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/** @throws Error where the bytes are not a whole checkpoint. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new Error(`Expected a checkpoint but received a file that begins otherwise.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < MAGIC.length + 4 ? bytes.length : view.getUint32(MAGIC.length, true);
  const start = align(MAGIC.length + 4 + length);
  if (start > bytes.length)
    throw new Error(`Expected a whole checkpoint but received ${bytes.length} bytes.`);
  const json = new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, MAGIC.length + 4 + length));
  const { sessionStep, arrays, ...rest } = JSON.parse(json) as Omit<Checkpoint, 'session'> & {
    readonly sessionStep: number;
    readonly arrays: readonly { readonly name: string; readonly length: number }[];
  };
  const total = arrays.reduce((sum, array) => sum + array.length * 4, start);
  if (total !== bytes.length)
    throw new Error(`Expected a checkpoint of ${total} bytes but received ${bytes.length}.`);
  const restored = new Map<string, Float32Array>();
  let at = start;
  for (const { name, length: floats } of arrays) {
    // A copy: the file's bytes need not lie on a multiple of four.
    const values = new Float32Array(floats);
    new Uint8Array(values.buffer).set(bytes.subarray(at, at + floats * 4));
    restored.set(name, values);
    at += floats * 4;
  }
  return { ...rest, session: { step: sessionStep, arrays: restored } };
}

const align = (n: number): number => Math.ceil(n / 4) * 4;
