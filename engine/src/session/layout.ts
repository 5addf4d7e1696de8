/** Rearranges weights for one sample with its channels in the lanes. */
import { ceilTo } from '../kernels/geometry.js';
import { isWinograd } from '../lower/winograd.js';
import { type LayerInfo, volume } from '../network.js';
import type { Shape, Weights } from '../types.js';

/** New arrays by parameter name: outputs innermost and rounded up to 4, features of dense layers as rows, columns, channels. */
export function channelLayout(layers: readonly LayerInfo[], weights: Weights): Weights {
  const out: Weights = new Map();
  arrange(layers, weights, out, layers[0]?.input ?? [1, 1, 1]);
  return out;
}

function arrange(layers: readonly LayerInfo[], weights: Weights, out: Weights, input: Shape): void {
  // The picture that a vector of features was made of.
  let picture = input;
  layers.forEach((info) => {
    const { layer, path, inner, shortcut } = info;
    // A network that begins with dense layers gets its input as a vector, in the order of the sample.
    const isVector = path === '0' && (layer.type === 'flatten' || layer.type === 'dense');
    if (info.input[1] * info.input[2] > 1) picture = isVector ? [volume(info.input), 1, 1] : info.input;
    else if (layer.type === 'dense' && volume(picture) !== volume(info.input)) picture = info.input;
    for (const name of ['bias', 'scale', 'shift']) {
      const values = weights.get(`${path}.${name}`);
      if (values) out.set(`${path}.${name}`, padded(values));
    }
    const weight = weights.get(`${path}.weight`);
    if (weight) {
      const [outputs, depth] = info.parameters[0]!.shape as [number, number];
      // A place of the picture is to a dense layer what a tap is to a convolution.
      const channels = layer.type === 'dense' ? picture[0] : depth;
      const arranged = isWinograd(info) ? channelsFirst : tapsFirst;
      out.set(`${path}.weight`, arranged(weight, outputs, channels, weight.length / outputs / channels));
      if (layer.type === 'dense') picture = info.output;
    }
    arrange(inner ?? [], weights, out, info.input);
    arrange(shortcut ?? [], weights, out, info.input);
  });
}

function padded(values: Float32Array): Float32Array {
  const out = new Float32Array(ceilTo(values.length, 4));
  out.set(values);
  return out;
}

/** [filters][channels][taps] → [channels][filters][taps] */
function channelsFirst(w: Float32Array, filters: number, channels: number, taps: number): Float32Array {
  const out = new Float32Array(w.length);
  for (let o = 0; o < filters; o++) {
    for (let c = 0; c < channels; c++) {
      out.set(w.subarray((o * channels + c) * taps, (o * channels + c + 1) * taps), (c * filters + o) * taps);
    }
  }
  return out;
}

/** [filters][channels][taps] → [taps][channels][filters rounded up] */
function tapsFirst(w: Float32Array, filters: number, channels: number, taps: number): Float32Array {
  const columns = ceilTo(filters, 4);
  const out = new Float32Array(taps * channels * columns);
  let from = 0;
  for (let o = 0; o < filters; o++) {
    for (let c = 0; c < channels; c++) {
      for (let k = 0; k < taps; k++) out[(k * channels + c) * columns + o] = w[from++]!;
    }
  }
  return out;
}
