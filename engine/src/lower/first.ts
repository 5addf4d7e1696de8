/** Lowers the first layer of a gray picture: 3×3 convolution, relu and pooling in one kernel. */
import { defineFirstConvolution, defineFirstConvolutionGradient } from '../kernels/first-convolution.js';
import { type LayerInfo, windows } from '../network.js';
import type { Builder, Tensor } from './builder.js';
import { type Linear, only, type Sink, type Source } from './linear.js';

export function isFirst(b: Builder, info: LayerInfo, x: Tensor): boolean {
  const { layer, input } = info;
  const fits =
    layer.type === 'conv' && layer.kernel === 3 && (layer.stride ?? 1) === 1 && (layer.bias ?? true);
  return fits && input[0] === 1 && !x.wantsGradient && b.options.lanes === 'samples';
}

export function lowerFirst(b: Builder, info: LayerInfo, x: Tensor): Linear {
  const { layer, input, path } = info;
  const before = windows(input[1], 3, 1, only(layer, 'conv').padding ?? 'valid').before;
  x.field.requireHalo(before, before);
  const weight = b.parameter(`${path}.weight`);
  const bias = b.parameter(`${path}.bias`);
  return {
    sinks: new Set<Sink['type']>(['pool']),
    sources: new Set<Source['type']>(['pool']),
    forward(sink) {
      const { y, codes } = only(sink, 'pool');
      const { training } = b.options;
      b.task([x.field], training ? [y, codes] : [y], (e) => {
        const kernel = defineFirstConvolution(
          e.m,
          { input: x.field.geometry, before, output: y.geometry },
          training,
        );
        e.call(kernel, x.field, b.valueAt(e, weight), y, training ? codes : y, b.valueAt(e, bias));
      });
    },
    backward(source) {
      const { dy, codes } = only(source, 'pool');
      const dw = b.slicedGradient(weight);
      const dbias = b.slicedGradient(bias);
      b.run([x.field, dy, codes], [dw, dbias], (m) =>
        defineFirstConvolutionGradient(m, { input: x.field.geometry, before, output: dy.geometry }),
      );
    },
  };
}
