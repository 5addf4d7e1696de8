/** Every way to break a model file is one sentence: no crash, no hang, no memory by a size that a file claims. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  resealed,
  sentence,
  testFile,
  testModel,
  testNetwork,
  withHeader,
  withMetadata,
} from '../testing/index.js';
import type { Model } from '../types.js';
import { decodeModel } from './index.js';

describe('a broken file', () => {
  const entry = (name: string, change: object) => () =>
    withHeader((header) => {
      header[name] = { ...header[name], ...change };
    });
  it.each<[string, () => Uint8Array, string]>([
    ['empty', () => new Uint8Array(0), 'at least 10 bytes for a safetensors file but received 0'],
    ['a picture', () => new Uint8Array(100).fill(0x89), 'at most 92 bytes for the header of the file'],
    ['cut short', () => testFile.subarray(0, -4), 'bytes for the data of the file but received'],
    [
      'something appended',
      () => Uint8Array.of(...testFile, 1),
      'bytes for the data of the file but received',
    ],
    ['no JSON', () => withHeader(() => '{"a":'), 'valid JSON for the header of the file'],
    [
      'an array as header',
      () => withHeader(() => '[1,2,3]'),
      'an object for the header of the file but received an array of 3',
    ],
    [
      'a key twice',
      () => withHeader(() => '{"a":1,"\\u0061":2}'),
      'each key once for the header of the file but received "a twice"',
    ],
    [
      'deep nesting',
      () => withHeader(() => `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`),
      'at most 32 levels',
    ],
    [
      'a string as tensor',
      () => withHeader((h) => ({ ...h, a: 'b' })),
      'an object for tensor a but received "b"',
    ],
    [
      'another dtype',
      entry('0.weight', { dtype: 'F64' }),
      'F32, F16 or I8 for the dtype of tensor 0.weight but received "F64"',
    ],
    [
      'a negative shape',
      entry('0.weight', { shape: [-6, 1, 3, 3] }),
      'non-negative integers for the shape of tensor 0.weight',
    ],
    [
      'a fractional offset',
      entry('0.weight', { data_offsets: [0, 1.5] }),
      'two integers for the offsets of tensor 0.weight',
    ],
    [
      'a huge shape',
      entry('0.weight', { shape: [2 ** 40, 2 ** 40] }),
      'bytes for its shape for tensor 0.weight',
    ],
    ['an overlap', entry('6.bias', { data_offsets: [0, 12] }), 'Expected offset 12 for tensor'],
    [
      'metadata of numbers',
      () => withHeader((h) => ({ ...h, __metadata__: { digitry: 1 } })),
      'a string for the metadata digitry but received 1',
    ],
    [
      'no metadata',
      () => withHeader((h) => ({ ...h, __metadata__: {} })),
      'a digitry entry for the metadata of the file but received none',
    ],
    [
      'another version',
      () => withMetadata((d) => ({ ...d, version: 2 })),
      'version 1 for the file format but received 2. A newer version',
    ],
    [
      'no network',
      () => withMetadata((d) => ({ ...d, network: 5 })),
      'an object for the network but received 5',
    ],
    [
      'an input of two',
      () => withMetadata((d) => ({ ...d, network: { ...testNetwork, input: [8, 8] } })),
      '[channels, height, width] for the input of the network',
    ],
    [
      'layers missing',
      () => withMetadata((d) => ({ ...d, network: { input: [1, 8, 8] } })),
      'an array for the layers of the network but received none',
    ],
    [
      'an unknown layer',
      () => withMetadata((d) => ({ ...d, network: { ...testNetwork, layers: [{ type: 'lstm' }] } })),
      'a known layer type for layer 0 but received "lstm"',
    ],
    [
      'an unknown field',
      () => withMetadata((d) => ({ ...d, network: { ...testNetwork, layers: [{ type: 'relu', x: 1 }] } })),
      'a known field for layer 0 (relu) but received "x"',
    ],
    [
      'a field of another type',
      () =>
        withMetadata((d) => ({ ...d, network: { ...testNetwork, layers: [{ type: 'dense', units: '9' }] } })),
      'a number for units of layer 0 (dense) but received "9"',
    ],
    [
      'a window of three sides',
      () =>
        withMetadata((d) => ({
          ...d,
          network: { ...testNetwork, layers: [{ type: 'maxPool', size: [2, 2, 2] }] },
        })),
      'a number or [height, width] for size of layer 0 (maxPool) but received an array of 3',
    ],
    [
      'a window of words',
      () =>
        withMetadata((d) => ({
          ...d,
          network: { ...testNetwork, layers: [{ type: 'averagePool', size: 2, stride: ['2', 1] }] },
        })),
      'a number or [height, width] for stride of layer 0 (averagePool) but received an array of 2',
    ],
    [
      'a residual of nothing',
      () => withMetadata((d) => ({ ...d, network: { ...testNetwork, layers: [{ type: 'residual' }] } })),
      'a field layers for layer 0 (residual)',
    ],
    [
      'a window too large',
      () =>
        withMetadata((d) => ({ ...d, network: { ...testNetwork, layers: [{ type: 'maxPool', size: 9 }] } })),
      'for layer 0 (maxPool) but received 9×9',
    ],
    [
      'another network',
      () =>
        withMetadata((d) => ({ ...d, network: { ...testNetwork, layers: [{ type: 'dense', units: 3 }] } })),
      'the shape [3,64] of the network for tensor 0.weight but received "[6,1,3,3]"',
    ],
    [
      'an array too many',
      () =>
        withMetadata((d) => ({
          ...d,
          network: { ...testNetwork, layers: testNetwork.layers.slice(0, 3) },
          metadata: { name: '', labels: [] },
        })),
      'only arrays that the network has for the tensors of the file',
    ],
    [
      'labels too many',
      () => withMetadata((d) => ({ ...d, metadata: { name: '', labels: ['0'] } })),
      '3 labels, one a class, for the model but received 1',
    ],
    [
      'no labels',
      () => withMetadata((d) => ({ ...d, metadata: { name: '' } })),
      'an array of strings for the labels of the model',
    ],
    [
      'a temperature of zero',
      () => withMetadata((d) => ({ ...d, metadata: { ...testModel.metadata, temperature: 0 } })),
      'a positive number for the temperature of the model but received 0',
    ],
    [
      'a flipped bit',
      () => testFile.map((byte, i) => (i === testFile.length - 2 ? byte ^ 1 : byte)),
      'checksum',
    ],
    [
      'not a number',
      () => resealed(testFile.map((byte, i) => (i >= testFile.length - 4 ? 0xff : byte))),
      'finite values for tensor 6.bias but received NaN',
    ],
  ])('%s', (_, make, message) => {
    const broken = make();
    expect(() => decodeModel(broken)).toThrow(message);
    expect(() => decodeModel(broken)).toThrow(sentence);
  });
});

describe('any damage', () => {
  const survives = (bytes: Uint8Array): void => {
    let decoded: Model;
    try {
      decoded = decodeModel(bytes);
    } catch (error) {
      expect((error as Error).message).toMatch(sentence);
      return;
    }
    expect(decoded).toEqual(testModel);
  };

  it('by cutting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: testFile.length - 1 }), (n) => survives(testFile.slice(0, n))),
    );
  });

  it('by flipping bytes', () => {
    const flips = fc.array(fc.tuple(fc.nat(testFile.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(flips, (changes) => {
        const damaged = testFile.slice();
        for (const [at, bits] of changes) damaged[at]! ^= bits;
        survives(damaged);
      }),
      { numRuns: 3000 },
    );
  });

  it('by any other bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), survives));
  });

  it('by any header', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), (json) => survives(withHeader(() => json))));
  });
});
