/** Lowers a list of layers, taking together what one kernel does at once: linear + batch norm + relu + pooling. */
import type { LayerInfo } from '../network.js';
import type { Builder, Tensor } from './builder.js';
import { followers } from './followers.js';
import { lowerScaleShift, type RunningStatistics } from './norm.js';
import { addFields, lowerSimple, throughActivation } from './simple.js';
import { lowerLinear, lowerStandaloneNorm } from './stage.js';

export function lowerLayers(
  b: Builder,
  layers: readonly LayerInfo[],
  input: Tensor,
  running: RunningStatistics,
): Tensor {
  let x = input;
  for (let i = 0; i < layers.length; ) {
    const info = layers[i]!;
    const following = followers(layers, i + 1);
    switch (info.layer.type) {
      case 'conv':
      case 'depthwise':
      case 'dense':
        x = lowerLinear(b, info, x, following, running);
        i += 1 + following.count;
        continue;
      case 'batchNorm': {
        const own = followers(layers, i);
        x = b.options.training
          ? lowerStandaloneNorm(b, x, own, running)
          : lowerScaleShift(b, info, x, own.relu && !own.pool);
        i += b.options.training ? own.count : own.relu && !own.pool ? 2 : 1;
        continue;
      }
      case 'residual': {
        const relu = layers[i + 1]?.layer.type === 'relu';
        x = lowerResidual(b, info, x, relu, running);
        i += relu ? 2 : 1;
        continue;
      }
      default:
        x = lowerSimple(b, info, x, i);
        i++;
    }
  }
  return x;
}

/** y = layers(x) + shortcut(x), relu behind it if asked (He et al. 2016). */
function lowerResidual(
  b: Builder,
  info: LayerInfo,
  x: Tensor,
  relu: boolean,
  running: RunningStatistics,
): Tensor {
  const [inner, other] = [b.tensor(x.field, x.wantsGradient), b.tensor(x.field, x.wantsGradient)];
  b.onGradient(x, () => {
    const sum = x.field.twin();
    addFields(b, inner.gradient!, other.gradient!, sum, false);
    return sum;
  });
  const main = lowerLayers(b, info.inner!, inner, running);
  const shortcut = lowerLayers(b, info.shortcut!, other, running);
  const y = b.tensor(b.field(info.output));
  addFields(b, main.field, shortcut.field, y.field, relu);
  b.onBackward(() => {
    const d = relu ? throughActivation(b, 'relu', y.gradient!, y.field) : y.gradient!;
    main.gradient = d;
    shortcut.gradient = d;
  });
  return y;
}
