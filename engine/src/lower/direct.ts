/** Lowers convolutions that Winograd does not fit, and depthwise ones, to direct kernels. */
import { defineChannelConvolution } from '../kernels/channel-convolution.js';
import {
  type ConvolutionShape,
  defineConvolution,
  defineConvolutionInputGradient,
  defineConvolutionWeightGradient,
} from '../kernels/convolution.js';
import {
  defineDepthwise,
  defineDepthwiseInputGradient,
  defineDepthwiseWeightGradient,
} from '../kernels/depthwise.js';
import { defineChannelSum } from '../kernels/elementwise.js';
import { type LayerInfo, windows } from '../network.js';
import type { Field } from '../plan/program.js';
import type { Builder, Tensor } from './builder.js';
import type { Linear, Sink, Source } from './linear.js';

export function lowerDirect(b: Builder, info: LayerInfo, x: Tensor): Linear {
  const { layer, input, output, path } = info;
  if (layer.type !== 'conv' && layer.type !== 'depthwise') throw new Error('Expected a convolution.');
  const { kernel, stride = 1, padding = 'valid', bias = true } = layer;
  const samplesInLanes = b.options.lanes === 'samples';
  const depthwise = layer.type === 'depthwise';
  const [, height, width] = input;
  const before = [height, width].map((n) => windows(n, kernel, stride, padding).before) as [number, number];
  const after = [height, width].map((n, i) => (output[i + 1]! - 1) * stride + kernel - before[i]! - n);
  x.field.requireHalo(Math.max(...before), Math.max(0, ...after));

  const weight = b.parameter(`${path}.weight`);
  const biasRef = bias ? b.parameter(`${path}.bias`) : null;
  const shape = (y: Field, relu: boolean): ConvolutionShape => ({
    kernel,
    stride,
    before,
    input: x.field.geometry,
    output: y.geometry,
    bias,
    relu,
  });

  const forward = (sink: Sink): void => {
    const relu = sink.type === 'store' && sink.relu;
    b.task([x.field.buffer], [sink.y.buffer], (e) => {
      const define = depthwise
        ? defineDepthwise
        : samplesInLanes
          ? defineConvolution
          : defineChannelConvolution;
      const kernelRef = define(e.m, shape(sink.y, relu));
      const biasAt = biasRef ? b.valueAt(e, biasRef) : 0;
      e.f.call(kernelRef, e.at(x.field.buffer), b.valueAt(e, weight), e.at(sink.y.buffer), biasAt);
    });
  };

  const backward = (source: Source): void => {
    if (source.type !== 'plain') throw new Error(`Expected a plain gradient but received ${source.type}.`);
    const { dy } = source;
    const dw = b.slicedGradient(weight);
    b.task([x.field.buffer, dy.buffer], [dw], (e) => {
      const define = depthwise ? defineDepthwiseWeightGradient : defineConvolutionWeightGradient;
      e.f.call(define(e.m, shape(dy, false), dy.geometry), e.at(x.field.buffer), e.at(dy.buffer), e.at(dw));
    });
    if (biasRef) {
      const dbias = b.slicedGradient(biasRef);
      b.task([dy.buffer], [dbias], (e) =>
        e.f.call(defineChannelSum(e.m, dy.geometry), e.at(dy.buffer), e.at(dbias)),
      );
    }
    if (!x.wantsGradient) return;
    const dx = x.field.twin();
    b.zero(dx);
    b.task([dy.buffer, dx.buffer], [dx.buffer], (e) => {
      const define = depthwise ? defineDepthwiseInputGradient : defineConvolutionInputGradient;
      e.f.call(
        define(e.m, shape(dy, false), dy.geometry),
        e.at(dy.buffer),
        b.valueAt(e, weight),
        e.at(dx.buffer),
      );
    });
    x.gradient = dx;
  };

  return { sinks: new Set(['store']), sources: new Set(['plain']), forward, backward };
}
