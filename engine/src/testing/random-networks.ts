/** Random networks: what the planner may fuse, share and overlap in ways that no test of a single layer shows. */
import type { Random } from '../random.js';
import { outputShape } from '../reference/shapes.js';
import type { Layer, Network, Padding, Shape } from '../types.js';

/** A network of so many layers on a plane of 5 to 16 pixels a side, ending in a dense layer. Small: the reference runs it. */
export function randomNetwork(random: Random, depth: number): Network {
  const side = 5 + random.int(12);
  const input: Shape = [1 + random.int(4), side, random.chance(0.7) ? side : 5 + random.int(12)];
  const layers: Layer[] = [];
  let shape = input;
  for (let i = 0; i < depth; i++) {
    const layer = randomLayer(random, shape, 2);
    layers.push(layer);
    shape = outputShape(layer, shape);
  }
  if (random.chance(0.3)) layers.push({ type: random.chance(0.5) ? 'globalAveragePool' : 'globalMaxPool' });
  if (random.chance(0.5)) layers.push({ type: 'flatten' });
  if (random.chance(0.3)) layers.push({ type: 'dense', units: 3 + random.int(20) }, activation(random));
  return { input, layers: [...layers, { type: 'dense', units: 2 + random.int(12) }] };
}

const pick = <T>(random: Random, items: readonly T[]): T => items[random.int(items.length)]!;

const activation = (random: Random): Layer => ({
  type: pick(random, ['relu', 'relu', 'tanh', 'sigmoid'] as const),
});

function randomLayer(random: Random, shape: Shape, nesting: number): Layer {
  const least = Math.min(shape[1], shape[2]);
  const kernel = 1 + random.int(Math.min(5, least));
  const stride = random.chance(0.7) ? 1 : 1 + random.int(2);
  const padding: Padding = random.chance(0.6) ? 'same' : 'valid';
  const bias = random.chance(0.7);
  const kinds: (() => Layer)[] = [
    () => ({ type: 'conv', filters: 1 + random.int(13), kernel, stride, padding, bias }),
    () => ({
      type: 'conv',
      filters: 4 * (1 + random.int(4)),
      kernel: Math.min(3, least),
      padding: 'same',
      bias,
    }),
    () => ({ type: 'depthwise', kernel, stride, padding, bias }),
    () => ({ type: 'batchNorm' }),
    () => activation(random),
    () => activation(random),
  ];
  if (least >= 2) {
    const size = 2 + random.int(Math.min(2, least - 1));
    const poolStride = random.chance(0.6) ? size : 1 + random.int(size);
    kinds.push(() => ({ type: pick(random, ['maxPool', 'averagePool'] as const), size, stride: poolStride }));
    const oblong = random.chance(0.5) ? ([size, 1] as const) : ([1, size] as const);
    kinds.push(() => ({ type: pick(random, ['maxPool', 'averagePool'] as const), size: oblong }));
  }
  if (nesting > 0) kinds.push(() => residual(random, shape, nesting - 1));
  return pick(random, kinds)();
}

/** Sides that end in the same shape: a shortcut of x itself, or a 1×1 convolution of the same stride. */
function residual(random: Random, shape: Shape, nesting: number): Layer {
  const inner: Layer[] = [];
  let current = shape;
  for (let i = 1 + random.int(4); i > 0; i--) {
    const layer = randomLayer(random, current, nesting);
    const [, height, width] = outputShape(layer, current);
    if (height !== shape[1] || width !== shape[2]) continue;
    inner.push(layer);
    current = outputShape(layer, current);
  }
  if (current[0] === shape[0] && random.chance(0.7)) return { type: 'residual', layers: inner };
  const stride = random.chance(0.5) ? 1 : 2;
  const filters = 1 + random.int(9);
  const project: Layer = { type: 'conv', filters, kernel: 1, stride, padding: 'same' };
  const shortcut: Layer[] = random.chance(0.5) ? [project, { type: 'batchNorm' }] : [project];
  return { type: 'residual', layers: [...inner, { ...project, kernel: pick(random, [1, 3]) }], shortcut };
}
