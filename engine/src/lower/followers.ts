/** Sees which layers behind another one can be done in the same pass. */
import { type LayerInfo, sidesOf } from '../network.js';

/** What stands behind a linear layer that can be done in the same pass. */
export interface Followers {
  readonly norm: LayerInfo | null;
  readonly relu: boolean;
  /** 2×2 with stride 2 behind (or before) a relu. */
  readonly pool: boolean;
  readonly count: number;
}

export function followers(layers: readonly LayerInfo[], from: number): Followers {
  let at = from;
  const norm = layers[at]?.layer.type === 'batchNorm' ? layers[at++]! : null;
  const isRelu = (i: number) => layers[i]?.layer.type === 'relu';
  const isPool = (i: number) => {
    const layer = layers[i]?.layer;
    return (
      layer?.type === 'maxPool' && String([sidesOf(layer.size), sidesOf(layer.stride ?? 2)]) === '2,2,2,2'
    );
  };
  // Relu and max commute.
  const both = (isRelu(at) && isPool(at + 1)) || (isPool(at) && isRelu(at + 1));
  const relu = both || isRelu(at);
  return { norm, relu, pool: both, count: at - from + (both ? 2 : relu ? 1 : 0) };
}
