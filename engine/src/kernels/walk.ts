/** Loops over the vectors of pictures that may have different halos and strides, with one value a channel at hand. */
import { type FunctionBuilder, type I32, i32, type Local, type V128, v128 } from '../assembler/index.js';
import {
  type Geometry,
  isDense,
  planeBytes,
  planesOf,
  positionBytes,
  positionOffset,
  rowBytes,
  vectorsOf,
} from './geometry.js';

export interface WalkedField {
  readonly geometry: Geometry;
  readonly address: I32;
  /** Rows and columns it moves on for each one of the first field. */
  readonly stride?: readonly [rows: number, columns: number];
}

export interface Walk {
  /** The first one's height and width are walked. */
  readonly fields: readonly WalkedField[];
  /** Addresses of arrays of one float a channel. */
  readonly channelArrays?: readonly I32[];
  readonly begin?: (channel: Local<'i32'>) => void;
  readonly end?: (channel: Local<'i32'>) => void;
}

const ONE = [1, 1] as const;

/** @param body gets the addresses of the current vector in each field, and the channel's value from each array. */
export function walk(
  f: FunctionBuilder,
  job: Walk,
  body: (at: readonly Local<'i32'>[], values: readonly V128[]) => void,
): void {
  const { fields, channelArrays = [] } = job;
  const base = fields[0]!.geometry;
  const strided = fields.some(({ stride }) => stride && stride[0] * stride[1] > 1);
  const contiguous = fields.every(({ geometry }) => isDense(geometry) && geometry.width === base.width);
  const perChannel = base.lanes === 'samples';
  const vectors = vectorsOf(base);
  const channel = f.let(i32.const(0));
  const plane = fields.map(({ geometry, address }) =>
    f.let(i32.add(address, positionOffset(geometry, 0, 0))),
  );
  f.repeat(planesOf(base), () => {
    job.begin?.(channel);
    const splats = perChannel
      ? channelArrays.map((array) => f.let(v128.loadSplat(i32.add(array, i32.mul(channel, 4)))))
      : [];
    const row = plane.map((p) => f.let(p));
    const step = (at: readonly Local<'i32'>[], values: readonly V128[]) => {
      body(at, values);
      for (const pointer of at) f.advance(pointer, 16);
    };
    if (perChannel && !strided && contiguous) {
      f.repeat(base.height * base.width * vectors, () => step(row, splats));
    } else {
      f.repeat(base.height, () => {
        const at = row.map((p) => f.let(p));
        if (perChannel && !strided) {
          f.repeat(base.width * vectors, () => step(at, splats));
        } else {
          f.repeat(base.width, () => {
            const lanes = perChannel ? [] : channelArrays.map((array) => f.let(array));
            f.repeat(vectors, () => {
              step(at, perChannel ? splats : lanes.map((lane) => v128.load(lane)));
              for (const lane of lanes) f.advance(lane, 16);
            });
            fields.forEach(({ geometry, stride = ONE }, i) =>
              f.advance(at[i]!, (stride[1] - 1) * positionBytes(geometry)),
            );
          });
        }
        fields.forEach(({ geometry, stride = ONE }, i) => f.advance(row[i]!, stride[0] * rowBytes(geometry)));
      });
    }
    job.end?.(channel);
    fields.forEach(({ geometry }, i) => f.advance(plane[i]!, planeBytes(geometry)));
    f.advance(channel, 1);
  });
}

/** Address of a channel's float in an array. */
export const channelAt = (array: I32, channel: I32): I32 => i32.add(array, i32.mul(channel, 4));
