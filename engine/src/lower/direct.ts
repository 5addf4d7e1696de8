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
import { type Linear, only, type Sink, type Source } from './linear.js';

export function lowerDirect(b: Builder, info: LayerInfo, x: Tensor): Linear {
  const { layer, input, output, path } = info;
  const { kernel, stride = 1, padding = 'valid', bias = true } = only(layer, 'conv', 'depthwise');
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
    b.task([x.field], [sink.y], (e) => {
      const define = depthwise
        ? defineDepthwise
        : samplesInLanes
          ? defineConvolution
          : defineChannelConvolution;
      const biasAt = biasRef ? b.valueAt(e, biasRef) : 0;
      e.call(define(e.m, shape(sink.y, relu)), x.field, b.valueAt(e, weight), sink.y, biasAt);
    });
  };

  const backward = (source: Source): void => {
    const { dy } = only(source, 'plain');
    const dw = b.slicedGradient(weight);
    b.run([x.field, dy], [dw], (m) => {
      const define = depthwise ? defineDepthwiseWeightGradient : defineConvolutionWeightGradient;
      return define(m, shape(dy, false), dy.geometry);
    });
    if (biasRef) b.run([dy], [b.slicedGradient(biasRef)], (m) => defineChannelSum(m, dy.geometry));
    if (!x.wantsGradient) return;
    const dx = x.field.twin();
    b.zero(dx);
    b.task([dy, dx], [dx], (e) => {
      const define = depthwise ? defineDepthwiseInputGradient : defineConvolutionInputGradient;
      e.call(define(e.m, shape(dy, false), dy.geometry), dy, b.valueAt(e, weight), dx);
    });
    x.gradient = dx;
  };

  return { sinks: new Set(['store']), sources: new Set(['plain']), forward, backward };
}
