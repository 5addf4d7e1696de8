/** Float32 arrays in and out of stored tensors: as they are, as halves, or as integers with scales. */
import { refuse } from './expect.js';
import { fromHalf, LARGEST_HALF, toHalf } from './half.js';
import { dequantize, quantize } from './quantize.js';
import { DTYPE_BYTES, littleEndian, type StoredTensor, swapped } from './safetensors.js';

/** Integers of so many bits with one scale for each output channel, or 16-bit floating point. */
export type Quantization = { readonly bits: 4 | 5 | 6 | 7 | 8 } | 'f16';

/** The name of the scales that belong to the I8 array `name`. */
export const scalesOf = (name: string): string => `${name}.scale`;

const store = (shape: readonly number[], values: Float32Array): StoredTensor => ({
  dtype: 'F32',
  shape,
  bytes: littleEndian(values),
});

/** Puts one parameter into `tensors`. Only arrays of two dimensions or more are ever quantized. */
export function writeArray(
  tensors: Map<string, StoredTensor>,
  name: string,
  shape: readonly number[],
  values: Float32Array,
  quantization?: Quantization,
): void {
  finite(values, name, 'Training diverged: lower the learning rate.');
  if (!quantization || shape.length < 2) {
    tensors.set(name, store(shape, values));
  } else if (quantization === 'f16') {
    const large = values.find((value) => Math.abs(value) > LARGEST_HALF);
    if (large !== undefined) {
      refuse(`values of at most ${LARGEST_HALF}`, name, large, 'Store the model without f16.');
    }
    tensors.set(name, { dtype: 'F16', shape, bytes: littleEndian(Uint16Array.from(values, toHalf)) });
  } else {
    const { values: integers, scales } = quantize(values, shape[0]!, quantization.bits);
    tensors.set(name, { dtype: 'I8', shape, bytes: littleEndian(integers) });
    tensors.set(scalesOf(name), store([shape[0]!], scales));
  }
}

/** A fresh array of finite values, checked against the shape that the network has. */
export function readArray(
  tensors: ReadonlyMap<string, StoredTensor>,
  name: string,
  shape: readonly number[],
): Float32Array {
  const stored = find(tensors, name, shape);
  if (stored.dtype !== 'I8') return readFloats(stored, name);
  const scales = find(tensors, scalesOf(name), shape.slice(0, 1));
  if (scales.dtype !== 'F32') refuse('F32', `the dtype of tensor ${scalesOf(name)}`, scales.dtype);
  const { bytes } = stored;
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return finite(dequantize({ values, scales: readFloats(scales, scalesOf(name)) }), `tensor ${name}`);
}

function find(
  tensors: ReadonlyMap<string, StoredTensor>,
  name: string,
  shape: readonly number[],
): StoredTensor {
  const stored = tensors.get(name);
  if (!stored) return refuse(`an array of shape [${shape}]`, `tensor ${name}`, undefined);
  if (String(stored.shape) !== String(shape)) {
    refuse(`the shape [${shape}] of the network`, `tensor ${name}`, `[${stored.shape}]`);
  }
  return stored;
}

function readFloats({ dtype, bytes }: StoredTensor, name: string): Float32Array {
  const { buffer } = swapped(bytes, DTYPE_BYTES[dtype]);
  const values =
    dtype === 'F32' ? new Float32Array(buffer) : Float32Array.from(new Uint16Array(buffer), fromHalf);
  return finite(values, `tensor ${name}`);
}

function finite(values: Float32Array, name: string, advice?: string): Float32Array {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) refuse('finite values', name, values[i], advice);
  }
  return values;
}
