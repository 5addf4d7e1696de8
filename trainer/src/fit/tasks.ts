/** What a worker of the trainer does: prepare images, make training images and lines. The same code in a worker and without one. */
import type { RandomState } from '@digitry/engine';
import { prepareDigit } from '@digitry/reader';
import { createLineTaskHandler, isLineTask, type LineTasks } from './line-tasks.js';
import { createImageMaker, type ImageMaker, type MakerSetup } from './make-images.js';
import { imageAt, type PackedImages } from './pack.js';

interface Tasks extends LineTasks {
  /** Says what training images are made of; comes before `make`. */
  readonly setup: { readonly input: { readonly setup: MakerSetup }; readonly result: null };
  /** The images of slots `first` … of one epoch. */
  readonly make: {
    readonly input: { readonly entries: Int32Array; readonly first: number; readonly random: RandomState };
    readonly result: Uint8Array;
  };
  /** What the network sees of each image, and whether it can be read at all. */
  readonly prepare: { readonly input: { readonly images: PackedImages }; readonly result: Prepared };
}

export interface Prepared {
  /** images × 784. */
  readonly seen: Uint8Array;
  /** {@link NO_INK}, {@link DOUBTFUL} or {@link READABLE}, one an image. */
  readonly states: Uint8Array;
}

/** Nothing to read: `seen` is empty. */
export const NO_INK = 0;
/** There is ink, but the preparation calls the image unusable: cut off, too small, too blurred. */
export const DOUBTFUL = 1;
export const READABLE = 2;

export type TaskType = keyof Tasks;
export type Task<T extends TaskType = TaskType> = T extends TaskType
  ? { readonly type: T } & Tasks[T]['input']
  : never;
export type TaskResult<T extends TaskType> = Tasks[T]['result'];

export interface Done<T extends TaskType> {
  readonly result: TaskResult<T>;
  /** Buffers that can be handed to another thread. */
  readonly transfer: readonly ArrayBuffer[];
}

/** One worker's state and answers. */
export function createTaskHandler(): <T extends TaskType>(task: Task<T>) => Done<T> {
  let maker: ImageMaker | null = null;
  const handleLines = createLineTaskHandler();
  const handle = (task: Task): Done<TaskType> => {
    if (isLineTask(task)) return handleLines(task);
    if (task.type === 'setup') {
      maker = createImageMaker(task.setup);
      return { result: null, transfer: [] };
    }
    if (task.type === 'make') {
      if (!maker) throw new Error('Expected a setup task before make but received none.');
      const images = maker(task.entries, task.first, task.random);
      return { result: images, transfer: [images.buffer as ArrayBuffer] };
    }
    const prepared = prepareAll(task.images);
    return {
      result: prepared,
      transfer: [prepared.seen.buffer as ArrayBuffer, prepared.states.buffer as ArrayBuffer],
    };
  };
  return handle as <T extends TaskType>(task: Task<T>) => Done<T>;
}

function prepareAll(images: PackedImages): Prepared {
  const count = images.widths.length;
  const seen = new Uint8Array(count * 784);
  const states = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const prepared = prepareDigit(imageAt(images, i));
    seen.set(prepared.seen, i * 784);
    states[i] = prepared.box === null ? NO_INK : prepared.status === 'ok' ? READABLE : DOUBTFUL;
  }
  return { seen, states };
}
