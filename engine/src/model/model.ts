/** A model as one .safetensors file: its arrays as tensors, everything else as JSON in the metadata. */
import { describe, sizeOf } from '../network.js';
import type { Model, ModelMetadata, Network, Weights } from '../types.js';
import { type Quantization, readArray, scalesOf, writeArray } from './arrays.js';
import { checksum } from './checksum.js';
import { refuse } from './expect.js';
import { isObject, parseObject } from './json.js';
import { asNetwork } from './network-json.js';
import { type Container, decodeTensors, encodeTensors, type StoredTensor } from './safetensors.js';

export interface EncodeOptions {
  /** Makes the file 2 to 4 times smaller (8 with compression) at a little accuracy. */
  readonly quantize?: Quantization;
}

const FORMAT_VERSION = 1;

/** @throws TypeError where weights and network do not fit, or a value is not finite. */
export function encodeModel(model: Model, { quantize }: EncodeOptions = {}): Uint8Array {
  const { network, weights, metadata } = model;
  checkQuantization(quantize);
  const tensors = new Map<string, StoredTensor>();
  for (const spec of describe(network).parameters) {
    const values = weights.get(spec.name);
    if (values?.length !== sizeOf(spec)) {
      return refuse(
        `${sizeOf(spec)} values`,
        spec.name,
        values?.length,
        'Give the weights of this very network.',
      );
    }
    writeArray(tensors, spec.name, spec.shape, values, quantize);
  }
  const json = JSON.stringify({ version: FORMAT_VERSION, network, metadata });
  const strings = new Map([['digitry', json]]);
  return encodeTensors({ tensors, strings: strings.set('checksum', checksumOf(json, tensors)) });
}

/** @throws TypeError with one sentence that says what is wrong with the file. */
export function decodeModel(file: Uint8Array): Model {
  const { tensors, strings } = decodeTensors(file);
  const json = strings.get('digitry');
  if (json === undefined) return refuse('a digitry entry', 'the metadata of the file', undefined);
  const { version, network: definition, metadata } = parseObject(json, 'the digitry metadata');
  if (version !== FORMAT_VERSION) {
    refuse(
      `version ${FORMAT_VERSION}`,
      'the file format',
      version,
      'A newer version of digitry may read this file.',
    );
  }
  const network = asNetwork(definition);
  const weights = readWeights(network, tensors);
  const expected = strings.get('checksum');
  const found = checksumOf(json, tensors);
  if (expected !== found) refuse(`checksum ${found}`, 'the file', expected);
  return { network, weights, metadata: asMetadata(metadata, network) };
}

function readWeights(network: Network, tensors: Container['tensors']): Weights {
  const weights: Weights = new Map();
  const known = new Set<string>();
  for (const { name, shape } of describe(network).parameters) {
    weights.set(name, readArray(tensors, name, shape));
    known.add(name);
    if (tensors.get(name)?.dtype === 'I8') known.add(scalesOf(name));
  }
  for (const name of tensors.keys()) {
    if (!known.has(name)) refuse('only arrays that the network has', 'the tensors of the file', name);
  }
  return weights;
}

function asMetadata(value: unknown, network: Network): ModelMetadata {
  if (!isObject(value)) return refuse('an object', 'the model metadata', value);
  const { name, labels, preparation, temperature } = value;
  if (typeof name !== 'string') refuse('a string', 'the name of the model', name);
  if (!Array.isArray(labels) || !labels.every((label) => typeof label === 'string')) {
    return refuse('an array of strings', 'the labels of the model', labels);
  }
  const [classes] = describe(network).output;
  if (labels.length !== 0 && labels.length !== classes) {
    refuse(`${classes} labels, one a class,`, 'the model', labels.length);
  }
  if (preparation !== undefined && typeof preparation !== 'string') {
    refuse('a string', 'the preparation version of the model', preparation);
  }
  if (temperature !== undefined && !(typeof temperature === 'number' && temperature > 0)) {
    refuse('a positive number', 'the temperature of the model', temperature);
  }
  return value as unknown as ModelMetadata;
}

function checkQuantization(quantize: Quantization | undefined): void {
  if (quantize === undefined || quantize === 'f16') return;
  if (!Number.isInteger(quantize.bits) || quantize.bits < 4 || quantize.bits > 8) {
    refuse('4 to 8', 'the bits of quantize', quantize.bits, "Or give 'f16'.");
  }
}

/** Over the JSON and the arrays in the order of their names, so that it does not depend on where they stand. */
function checksumOf(json: string, tensors: Container['tensors']): string {
  const names = [...tensors.keys()].sort();
  return checksum(new TextEncoder().encode(json), ...names.map((name) => tensors.get(name)!.bytes));
}
