/** A model file for tests, and ways to break it that keep the rest of it right. */
import { checksum } from '../model/checksum.js';
import { decodeTensors, encodeModel, encodeTensors } from '../model/index.js';
import type { Model, Network } from '../types.js';
import { testWeights } from './cases.js';

export const testNetwork: Network = {
  input: [1, 8, 8],
  layers: [
    { type: 'conv', filters: 6, kernel: 3, padding: 'same', bias: false },
    { type: 'batchNorm', momentum: 0.2 },
    { type: 'relu' },
    {
      type: 'residual',
      layers: [{ type: 'depthwise', kernel: 3, stride: 2, padding: 'same' }],
      shortcut: [{ type: 'averagePool', size: [2, 2], stride: 2 }],
    },
    { type: 'dropout', rate: 0.25 },
    { type: 'flatten' },
    { type: 'dense', units: 3 },
  ],
};

export const testModel: Model = {
  network: testNetwork,
  weights: testWeights(testNetwork),
  metadata: { name: 'test', labels: ['0', '1', ''], temperature: 1.5, preparation: '1', accuracy: 0.997 },
};

export const testFile = encodeModel(testModel);

export const sentence = /^Expected .+ but received .+\.$/s;

/** The file with its header rewritten; lengths of the data stay. */
export function withHeader(change: (header: Record<string, Record<string, unknown>>) => unknown): Uint8Array {
  const length = Number(new DataView(testFile.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(testFile.subarray(8, 8 + length)));
  const changed = change(header) ?? header;
  const json = new TextEncoder().encode(typeof changed === 'string' ? changed : JSON.stringify(changed));
  const out = new Uint8Array(8 + json.length + testFile.length - 8 - length);
  new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
  out.set(json, 8);
  out.set(testFile.subarray(8 + length), 8 + json.length);
  return out;
}

/** The file with its own JSON rewritten, under a checksum that fits. */
export const withMetadata = (change: (digitry: Record<string, unknown>) => unknown): Uint8Array =>
  resealed(
    withHeader((header) => {
      const { digitry } = header.__metadata__ as { digitry: string };
      const parsed = JSON.parse(digitry);
      header.__metadata__ = { digitry: JSON.stringify(change(parsed) ?? parsed) };
    }),
  );

/** A container with the checksum that belongs to it, whatever is in it. */
export const resealed = (bytes: Uint8Array): Uint8Array => {
  const { tensors, strings } = decodeTensors(bytes);
  const json = strings.get('digitry')!;
  const arrays = [...tensors.keys()].sort().map((name) => tensors.get(name)!.bytes);
  const seal = checksum(new TextEncoder().encode(json), ...arrays);
  return encodeTensors({
    tensors,
    strings: new Map([
      ['digitry', json],
      ['checksum', seal],
    ]),
  });
};
