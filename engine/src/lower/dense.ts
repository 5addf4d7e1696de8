/**
 * Lowers a dense layer. Its weight gradient is one product over the whole batch after all blocks are done, its columns
 * shared out among the threads: no sums by slice are needed.
 */
import { type I32, i32 } from '../assembler/index.js';
import { defineRowSums, defineTailGradient } from '../kernels/dense-gradient.js';
import { defineGemm } from '../kernels/gemm.js';
import { BLOCK, ceilTo, positionBytes } from '../kernels/geometry.js';
import { defineColumns, defineRows } from '../kernels/transfer.js';
import { type LayerInfo, volume } from '../network.js';
import type { Emitter } from '../plan/program.js';
import { type Builder, inFirstThread, share, type Tensor } from './builder.js';
import { type Linear, only, type Sink, type Source } from './linear.js';

/** A weight gradient is cut in about this many parts, to be shared out among threads. */
const PARTS = 16;

export function lowerDense(b: Builder, info: LayerInfo, x: Tensor): Linear {
  const { layer, input, path } = info;
  const features = volume(input);
  const { units, bias = true } = only(layer, 'dense');
  const weight = b.parameter(`${path}.weight`);
  const biasRef = bias ? b.parameter(`${path}.bias`) : null;
  const { batch, training, lanes } = b.options;
  const pitch = ceilTo(features, 4) * 4;
  const rows = b.shared(training ? batch * pitch : 0);

  const forward = (sink: Sink): void => {
    const relu = sink.type === 'store' && sink.relu;
    b.task([x.field], [sink.y], (e) => {
      const biasAt = biasRef ? b.valueAt(e, biasRef) : i32.const(0);
      const weightAt = b.valueAt(e, weight);
      if (lanes === 'samples') {
        const start = bias ? 'rowBias' : 'zero';
        const kernel = defineGemm(e.m, {
          rows: units,
          columns: BLOCK,
          depth: features,
          aRow: features * 4,
          aDepth: 4,
          bDepth: 32,
          cRow: 32,
          start,
          relu,
        });
        e.call(kernel, weightAt, x.field, sink.y, biasAt);
      } else {
        // The weights come as [features][units rounded up]; one row of outputs is made from one row of features.
        const columns = ceilTo(units, 4);
        const start = bias ? 'columnBias' : 'zero';
        const kernel = defineGemm(e.m, {
          rows: 1,
          columns,
          depth: features,
          aRow: 0,
          aDepth: 4,
          bDepth: columns * 4,
          cRow: 0,
          start,
          relu,
        });
        e.call(kernel, x.field, weightAt, sink.y, biasAt);
      }
    });
    if (!training) return;
    b.task([x.field], [rows], (e) => {
      const to = i32.add(e.at(rows), i32.mul(e.block, BLOCK * pitch));
      e.call(defineRows(e.m, x.field.geometry, pitch), x.field, to);
    });
  };

  const backward = (source: Source): void => {
    const { dy } = only(source, 'plain');
    const columns = b.shared(units * batch * 4);
    b.task([dy], [columns], (e) => {
      const to = i32.add(e.at(columns), i32.mul(e.block, positionBytes(dy.geometry)));
      e.call(defineColumns(e.m, units, batch * 4), dy, to);
    });
    if (x.wantsGradient) {
      const dx = x.field.twin();
      b.task([dy], [dx], (e) => {
        const kernel = defineGemm(e.m, {
          rows: features,
          columns: BLOCK,
          depth: units,
          aRow: 4,
          aDepth: features * 4,
          bDepth: 32,
          cRow: 32,
        });
        e.call(kernel, b.valueAt(e, weight), dy, dx, 0);
      });
      x.gradient = dx;
    }
    b.atFinish((e) => {
      weightGradient(b, e, {
        units,
        features,
        pitch,
        rows: e.at(rows),
        columns: e.at(columns),
        dw: b.gradientAt(e, weight),
      });
      if (!biasRef) return;
      inFirstThread(e, (f) =>
        f.call(defineRowSums(e.m, units, batch), e.at(columns), b.gradientAt(e, biasRef)),
      );
    });
  };

  return { sinks: new Set(['store']), sources: new Set(['plain']), forward, backward };
}

interface GradientShape {
  readonly units: number;
  readonly features: number;
  readonly pitch: number;
  readonly rows: ReturnType<Emitter['at']>;
  readonly columns: ReturnType<Emitter['at']>;
  readonly dw: ReturnType<Emitter['at']>;
}

/**
 * dw[units][features] = dy[units][batch] · x[batch][features], in parts of rows where there are many units, else of
 * columns. Parts of rows go to the threads as the optimizer's shares do, so a gradient stays in its core's cache.
 */
function weightGradient(b: Builder, e: Emitter, s: GradientShape): void {
  const byRows = s.units >= 4 * PARTS;
  const n = byRows ? s.units : Math.floor(s.features / 4) * 4;
  const part = ceilTo(Math.ceil(n / PARTS), byRows ? 4 : 8);
  const product = (size: number) => {
    const [rows, columns] = byRows ? [size, Math.floor(s.features / 4) * 4] : [s.units, size];
    const strides = { aRow: b.options.batch * 4, aDepth: 4, bDepth: s.pitch, cRow: s.features * 4 };
    return defineGemm(e.m, { rows, columns, depth: b.options.batch, ...strides });
  };
  const run = (size: number, from: I32) => {
    const to = i32.add(s.dw, i32.mul(from, byRows ? s.features * 4 : 4));
    const a = byRows ? i32.add(s.columns, i32.mul(from, b.options.batch * 4)) : s.columns;
    const x = byRows ? s.rows : i32.add(s.rows, i32.mul(from, 4));
    e.f.call(product(size), a, x, to, 0);
  };
  const whole = Math.floor(n / part);
  const { first, end } = share(e, b.options.threads, whole);
  e.f.forRange(first, end, 1, (i) => run(part, e.f.let(i32.mul(i, part))));
  if (n % part) inLastThread(e, b, () => run(n % part, i32.const(whole * part)));
  const tail = s.features % 4;
  if (tail === 0) return;
  inLastThread(e, b, () => {
    const shift = (s.features - tail) * 4;
    const sizes = {
      units: s.units,
      columns: tail,
      batch: b.options.batch,
      rowBytes: s.pitch,
      outBytes: s.features * 4,
    };
    e.f.call(defineTailGradient(e.m, sizes), s.columns, i32.add(s.rows, shift), i32.add(s.dw, shift));
  });
}

const inLastThread = (e: Emitter, b: Builder, body: () => void): void =>
  e.f.when(i32.eq(e.thread, b.options.threads - 1), body);
