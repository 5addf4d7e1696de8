/** Model files: one .safetensors file with the network, its weights and where they come from. */
export type { Quantization } from './arrays.js';
export * from './model.js';
export {
  type Container,
  type Dtype,
  decodeTensors,
  encodeTensors,
  littleEndian,
  type StoredTensor,
} from './safetensors.js';
