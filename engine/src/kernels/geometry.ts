/** How a tensor lies in memory: [outer][row][column][inner], with a halo of zeros around each plane. */
import { type I32, i32 } from '../assembler/index.js';

/**
 * `samples`: a block of 8 samples innermost, channels outermost: every operation is full vectors (training, batches).
 * `channels`: one sample, channels innermost (low latency).
 */
export type Lanes = 'samples' | 'channels';

/** Samples of a block. */
export const BLOCK = 8;

export interface Geometry {
  readonly lanes: Lanes;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Zeros before and after the rows and columns. */
  readonly halo: Halo;
}

export interface Halo {
  readonly before: number;
  readonly after: number;
}

/** Planes that are walked one by one: channels, or 1 where the channels are in the lanes. */
export const planesOf = (g: Geometry): number => (g.lanes === 'samples' ? g.channels : 1);

/** Bytes of one position: 8 samples, or all channels. */
export const positionBytes = (g: Geometry): number =>
  g.lanes === 'samples' ? BLOCK * 4 : ceilTo(g.channels, 4) * 4;

/** Vectors of one position. */
export const vectorsOf = (g: Geometry): number => positionBytes(g) / 16;

export const rowBytes = (g: Geometry): number => (g.width + g.halo.before + g.halo.after) * positionBytes(g);

export const planeBytes = (g: Geometry): number => (g.height + g.halo.before + g.halo.after) * rowBytes(g);

export const fieldBytes = (g: Geometry): number => planesOf(g) * planeBytes(g);

/** Bytes from the start of a plane to position (row, column) of the picture; the halo has negative ones. */
export const positionOffset = (g: Geometry, row: number, column: number): number =>
  (row + g.halo.before) * rowBytes(g) + (column + g.halo.before) * positionBytes(g);

export const isDense = (g: Geometry): boolean => g.halo.before === 0 && g.halo.after === 0;

export const ceilTo = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;

export const offsetBy = (address: I32, bytes: number): I32 => i32.add(address, bytes);
