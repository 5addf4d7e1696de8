/** Model files come back as they were, whole or quantized; what cannot be written is a sentence. */
import { describe, expect, it } from 'vitest';
import { identical, relativeError, testFile, testModel, testNetwork } from '../testing/index.js';
import { checksum } from './checksum.js';
import { decodeModel, decodeTensors, encodeModel } from './index.js';

describe('a model file', () => {
  it('comes back with the same bits', () => {
    const decoded = decodeModel(testFile);
    expect(decoded.network).toEqual(testNetwork);
    expect(decoded.metadata).toEqual(testModel.metadata);
    expect(identical(decoded.weights, testModel.weights)).toBe(true);
  });

  it('is read wherever it stands in a larger buffer', () => {
    const shifted = new Uint8Array(testFile.length + 3);
    shifted.set(testFile, 3);
    expect(identical(decodeModel(shifted.subarray(3)).weights, testModel.weights)).toBe(true);
  });

  it('is plain safetensors: aligned data, strings as metadata', () => {
    const { tensors, strings } = decodeTensors(testFile);
    expect(tensors.get('0.weight')!.shape).toEqual([6, 1, 3, 3]);
    expect([...strings.keys()]).toEqual(['digitry', 'checksum']);
    expect(Number(new DataView(testFile.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  for (const [quantize, tolerance] of [
    ['f16', 5e-4],
    [{ bits: 8 }, 0.01],
    [{ bits: 6 }, 0.04],
    [{ bits: 4 }, 0.15],
  ] as const) {
    it(`quantized to ${JSON.stringify(quantize)}: weights near, everything else exact`, () => {
      const small = encodeModel(testModel, { quantize });
      expect(small.length).toBeLessThan(testFile.length);
      for (const [name, values] of decodeModel(small).weights) {
        const error = relativeError(values, testModel.weights.get(name)!);
        expect(error).toBeLessThanOrEqual(name.endsWith('weight') ? tolerance : 0);
      }
    });
  }

  it('keeps a channel of zeros, and quantizes what was quantized to the same', () => {
    const weights = new Map(testModel.weights).set(
      '0.weight',
      testModel.weights.get('0.weight')!.map((w, i) => (i < 9 ? 0 : w)),
    );
    const once = decodeModel(encodeModel({ ...testModel, weights }, { quantize: { bits: 5 } }));
    const twice = decodeModel(encodeModel(once, { quantize: { bits: 5 } }));
    expect([...once.weights.get('0.weight')!.subarray(0, 9)]).toEqual(new Array(9).fill(0));
    for (const [name, values] of twice.weights) {
      expect(relativeError(values, once.weights.get(name)!)).toBeLessThan(1e-6);
    }
  });

  it('has the checksum of zlib', () => {
    expect(checksum(new TextEncoder().encode('1234'), new TextEncoder().encode('56789'))).toBe('cbf43926');
  });
});

describe('a model that cannot be written', () => {
  it.each<[string, () => unknown, string]>([
    [
      'missing weights',
      () => encodeModel({ ...testModel, weights: new Map() }),
      'Expected 54 values for 0.weight but received none. Give the weights of this very network.',
    ],
    [
      'not finite',
      () =>
        encodeModel({
          ...testModel,
          weights: new Map(testModel.weights).set('6.bias', Float32Array.of(1, Number.NaN, 0)),
        }),
      'Expected finite values for 6.bias but received NaN. Training diverged: lower the learning rate.',
    ],
    [
      'too large for f16',
      () =>
        encodeModel(
          {
            ...testModel,
            weights: new Map(testModel.weights).set('0.weight', new Float32Array(54).fill(1e6)),
          },
          { quantize: 'f16' },
        ),
      'Expected values of at most 65504 for 0.weight but received 1000000. Store the model without f16.',
    ],
    [
      'three bits',
      () => encodeModel(testModel, { quantize: { bits: 3 as 4 } }),
      "Expected 4 to 8 for the bits of quantize but received 3. Or give 'f16'.",
    ],
  ])('%s', (_, encode, message) => {
    expect(encode).toThrow(message);
  });
});
