/** Depthwise convolution: one window a channel. Forward for both kinds of lanes, gradients for samples in the lanes. */
import {
  type FunctionRef,
  f32x4,
  i32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import type { ConvolutionShape } from './convolution.js';
import { type Geometry, positionBytes, positionOffset, rowBytes } from './geometry.js';
import { addSums } from './sums.js';
import { walk } from './walk.js';

/** Shift of the walk's input so that it stands at the first tap of the window. */
const windowShift = (s: ConvolutionShape): number =>
  positionOffset(s.input, -s.before[0], -s.before[1]) - positionOffset(s.input, 0, 0);

/** Weights are [channels][taps] for samples in the lanes, [taps][channels] for channels. (x, w, y, bias) */
export function defineDepthwise(m: ModuleBuilder, s: ConvolutionShape): FunctionRef {
  const perChannel = s.input.lanes === 'samples';
  const count = s.kernel * s.kernel;
  return m.define('depthwise', s, (f, x, w, y, bias) => {
    const fields = [
      { geometry: s.output, address: y },
      { geometry: s.input, address: i32.add(x, windowShift(s)), stride: [s.stride, s.stride] as const },
    ];
    const tapArrays = Array.from({ length: count }, (_, k) => i32.add(w, k * positionBytes(s.input)));
    const weights = f.locals('v128', perChannel ? count : 0);
    const begin = (channel: Local<'i32'>) => {
      weights.forEach((weight, k) =>
        f.set(weight, v128.loadSplat(i32.add(w, i32.mul(channel, count * 4)), k * 4)),
      );
    };
    const channelArrays = [...(s.bias ? [bias] : []), ...(perChannel ? [] : tapArrays)];
    walk(f, { fields, channelArrays, begin }, ([yAt, xAt], values) => {
      const tapValues = perChannel ? weights : values.slice(s.bias ? 1 : 0);
      const sum = offsets(s).reduce<V128>(
        (total, offset, k) => f.madd(tapValues[k]!, v128.load(xAt!, offset), total),
        s.bias ? values[0]! : v128.zero(),
      );
      f.storeVector(yAt!, s.relu ? f32x4.pmax(sum, v128.zero()) : sum);
    });
  });
}

/** dx += w·dy at every tap; dx must be zeroed before. (dy, w, dx) */
export function defineDepthwiseInputGradient(
  m: ModuleBuilder,
  s: ConvolutionShape,
  dyGeometry: Geometry,
): FunctionRef {
  return m.define('depthwise input gradient', [s, dyGeometry], (f, dy, w, dx) => {
    const fields = [
      { geometry: dyGeometry, address: dy },
      { geometry: s.input, address: i32.add(dx, windowShift(s)), stride: [s.stride, s.stride] as const },
    ];
    const weight = f.local('i32');
    const begin = (channel: Local<'i32'>) =>
      f.set(weight, i32.add(w, i32.mul(channel, s.kernel * s.kernel * 4)));
    walk(f, { fields, begin }, ([dyAt, dxAt]) => {
      const g = f.let(v128.load(dyAt!));
      offsets(s).forEach((offset, k) => {
        f.storeVector(dxAt!, f.madd(v128.loadSplat(weight, k * 4), g, v128.load(dxAt!, offset)), offset);
      });
    });
  });
}

/** dw += Σ dy·x at every tap. (x, dy, dw) */
export function defineDepthwiseWeightGradient(
  m: ModuleBuilder,
  s: ConvolutionShape,
  dyGeometry: Geometry,
): FunctionRef {
  return m.define('depthwise weight gradient', [s, dyGeometry], (f, x, dy, dw) => {
    const count = s.kernel * s.kernel;
    const fields = [
      { geometry: dyGeometry, address: dy },
      { geometry: s.input, address: i32.add(x, windowShift(s)), stride: [s.stride, s.stride] as const },
    ];
    const sums = f.locals('v128', count);
    const begin = () => sums.forEach((sum) => f.set(sum, v128.zero()));
    const end = (channel: Local<'i32'>) => addSums(f, i32.add(dw, i32.mul(channel, count * 4)), sums, 4);
    walk(f, { fields, begin, end }, ([dyAt, xAt]) => {
      const g = f.let(v128.load(dyAt!));
      offsets(s).forEach((offset, k) => f.set(sums[k]!, f.madd(g, v128.load(xAt!, offset), sums[k]!)));
    });
  });
}

/** Bytes of the taps from the window's first. */
function offsets(s: ConvolutionShape): number[] {
  const out: number[] = [];
  for (let r = 0; r < s.kernel; r++) {
    for (let c = 0; c < s.kernel; c++) out.push(r * rowBytes(s.input) + c * positionBytes(s.input));
  }
  return out;
}
