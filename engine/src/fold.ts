/** Folds batch norm into the layer before it, or into one scale and shift, for inference. */
import { describe, type LayerInfo } from './network.js';
import type { Layer, Network, Weights } from './types.js';

export interface Folded {
  readonly network: Network;
  readonly weights: Weights;
}

/**
 * w′ = w·s, b′ = (b − mean)·s + shift with s = scale/√(variance + ε). A batch norm that follows no linear layer stays,
 * with its scale and shift made so that y = scale·x + shift. Dropout is left out.
 */
export function foldBatchNorm(network: Network, weights: Weights): Folded {
  const folded: Weights = new Map();
  const layers = foldLayers(describe(network).layers, weights, folded, '');
  return { network: { input: network.input, layers }, weights: folded };
}

function foldLayers(layers: readonly LayerInfo[], weights: Weights, out: Weights, prefix: string): Layer[] {
  const folded: Layer[] = [];
  for (let i = 0; i < layers.length; i++) {
    const info = layers[i]!;
    const { layer, path } = info;
    const target = `${prefix}${folded.length}`;
    const value = (name: string) => weights.get(`${path}.${name}`);
    if (layer.type === 'dropout') continue;
    if (layer.type === 'conv' || layer.type === 'depthwise' || layer.type === 'dense') {
      let weight = value('weight')!;
      let bias = value('bias');
      for (; layers[i + 1]?.layer.type === 'batchNorm'; i++) {
        const { scale, shift } = scaleAndShift(layers[i + 1]!, weights);
        const size = weight.length / scale.length;
        const before = bias ?? new Float32Array(scale.length);
        weight = scaledRows(weight, scale, size);
        bias = before.map((v, o) => v * scale[o]! + shift[o]!);
      }
      out.set(`${target}.weight`, weight);
      if (bias) out.set(`${target}.bias`, bias);
      folded.push({ ...layer, bias: bias !== undefined });
      continue;
    }
    if (layer.type === 'batchNorm') {
      const { scale, shift } = scaleAndShift(info, weights);
      out.set(`${target}.scale`, scale);
      out.set(`${target}.shift`, shift);
      out.set(`${target}.mean`, new Float32Array(scale.length));
      out.set(`${target}.variance`, new Float32Array(scale.length).fill(1));
    }
    if (layer.type === 'residual') {
      folded.push({
        type: 'residual',
        layers: foldLayers(info.inner!, weights, out, `${target}.layers.`),
        shortcut: foldLayers(info.shortcut!, weights, out, `${target}.shortcut.`),
      });
    } else folded.push(layer);
  }
  return folded;
}

function scaleAndShift(info: LayerInfo, weights: Weights): { scale: Float32Array; shift: Float32Array } {
  const [scale, shift, mean, variance] = ['scale', 'shift', 'mean', 'variance'].map(
    (n) => weights.get(`${info.path}.${n}`)!,
  );
  const epsilon = info.layer.type === 'batchNorm' ? (info.layer.epsilon ?? 1e-5) : 0;
  const factor = scale!.map((s, c) => s / Math.sqrt(variance![c]! + epsilon));
  return { scale: factor, shift: shift!.map((v, c) => v - mean![c]! * factor[c]!) };
}

/** Row o of `size` values times scale[o]. */
function scaledRows(values: Float32Array, scale: Float32Array, size: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let o = 0, i = 0; o < scale.length; o++) {
    for (const end = i + size; i < end; i++) out[i] = values[i]! * scale[o]!;
  }
  return out;
}
