/** Lowers the first layer of a gray picture: 3×3 convolution, relu and pooling in one kernel. */
import { defineFirstConvolution, defineFirstConvolutionGradient } from '../kernels/first-convolution.js';
import { type LayerInfo, windows } from '../network.js';
import type { Builder, Tensor } from './builder.js';
import type { Linear, Sink, Source } from './linear.js';

export function isFirst(b: Builder, info: LayerInfo, x: Tensor): boolean {
  const { layer, input } = info;
  const fits =
    layer.type === 'conv' && layer.kernel === 3 && (layer.stride ?? 1) === 1 && (layer.bias ?? true);
  return fits && input[0] === 1 && !x.wantsGradient && b.options.lanes === 'samples';
}

export function lowerFirst(b: Builder, info: LayerInfo, x: Tensor): Linear {
  const { layer, input, path } = info;
  if (layer.type !== 'conv') throw new Error('Expected a convolution.');
  const before = windows(input[1], 3, 1, layer.padding ?? 'valid').before;
  x.field.requireHalo(before, before);
  const weight = b.parameter(`${path}.weight`);
  const bias = b.parameter(`${path}.bias`);
  return {
    sinks: new Set<Sink['type']>(['pool']),
    sources: new Set<Source['type']>(['pool']),
    forward(sink) {
      if (sink.type !== 'pool') throw new Error(`Expected a pooled sink but received ${sink.type}.`);
      const { y, codes } = sink;
      const { training } = b.options;
      b.task([x.field.buffer], training ? [y.buffer, codes.buffer] : [y.buffer], (e) => {
        const kernel = defineFirstConvolution(
          e.m,
          { input: x.field.geometry, before, output: y.geometry },
          training,
        );
        const codesAt = training ? e.at(codes.buffer) : e.at(y.buffer);
        e.f.call(
          kernel,
          e.at(x.field.buffer),
          b.valueAt(e, weight),
          e.at(y.buffer),
          codesAt,
          b.valueAt(e, bias),
        );
      });
    },
    backward(source) {
      if (source.type !== 'pool') throw new Error(`Expected a pooled gradient but received ${source.type}.`);
      const { dy, codes } = source;
      const dw = b.slicedGradient(weight);
      const dbias = b.slicedGradient(bias);
      b.task([x.field.buffer, dy.buffer, codes.buffer], [dw, dbias], (e) => {
        const kernel = defineFirstConvolutionGradient(e.m, {
          input: x.field.geometry,
          before,
          output: dy.geometry,
        });
        e.f.call(kernel, e.at(x.field.buffer), e.at(dy.buffer), e.at(codes.buffer), e.at(dw), e.at(dbias));
      });
    },
  };
}
