/** Tells a network definition from any other JSON: known layers, known fields, each of its type. */
import type { Layer, LayerType, Network } from '../types.js';
import { refuse } from './expect.js';
import { isObject } from './json.js';

type FieldType = 'number' | 'boolean' | 'string' | 'layers' | 'sides';

const window = { kernel: 'number', stride: 'number', padding: 'string', bias: 'boolean' } as const;
const pool = { size: 'sides', stride: 'sides' } as const;

const FIELDS: { readonly [T in LayerType]: Readonly<Record<string, FieldType>> } = {
  conv: { filters: 'number', ...window },
  depthwise: window,
  dense: { units: 'number', bias: 'boolean' },
  maxPool: pool,
  averagePool: pool,
  globalAveragePool: {},
  globalMaxPool: {},
  batchNorm: { momentum: 'number', epsilon: 'number' },
  relu: {},
  sigmoid: {},
  tanh: {},
  softmax: {},
  flatten: {},
  dropout: { rate: 'number' },
  residual: { layers: 'layers', shortcut: 'layers' },
};

const REQUIRED: { readonly [T in LayerType]?: readonly string[] } = { residual: ['layers'] };

/** Structure alone; whether the sizes fit each other is for `describe` to say. */
export function asNetwork(value: unknown): Network {
  if (!isObject(value)) return refuse('an object', 'the network', value);
  const { input } = value;
  if (!Array.isArray(input) || input.length !== 3 || !input.every(Number.isSafeInteger)) {
    refuse('[channels, height, width]', 'the input of the network', input);
  }
  checkLayers(value.layers, 'the layers of the network', '');
  return value as unknown as Network;
}

function checkLayers(value: unknown, name: string, prefix: string): void {
  if (!Array.isArray(value)) refuse('an array', name, value);
  value.forEach((layer, index) => {
    checkLayer(layer, `${prefix}${index}`);
  });
}

function checkLayer(value: unknown, path: string): void {
  if (!isObject(value)) refuse('an object', `layer ${path}`, value);
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) {
    refuse('a known layer type', `layer ${path}`, type, 'A newer version of digitry may read this file.');
  }
  const fields = FIELDS[type as Layer['type']];
  for (const name of REQUIRED[type as Layer['type']] ?? []) {
    if (!(name in value)) refuse(`a field ${name}`, `layer ${path} (${type})`, undefined);
  }
  for (const [name, field] of Object.entries(value)) {
    if (name === 'type') continue;
    const where = `${name} of layer ${path} (${type})`;
    const expected = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!expected) refuse('a known field', `layer ${path} (${type})`, name);
    if (expected === 'layers') checkLayers(field, where, `${path}.${name}.`);
    else if (expected === 'sides') checkSides(field, where);
    else if (typeof field !== expected) refuse(`a ${expected}`, where, field);
  }
}

function checkSides(value: unknown, name: string): void {
  const isPair = Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === 'number');
  if (typeof value !== 'number' && !isPair) refuse('a number or [height, width]', name, value);
}
