/** Images that are made anew for every epoch: into one half of the session's memory while the other is trained on. */
import type { TrainingSession } from '@digitry/engine';

export interface Feed {
  /** Slots that the session has to have. */
  readonly samples: number;
  readonly imagesPerEpoch: number;
  /** Waits until the images of an epoch are there, lets those of the next one be made, and gives the order of the steps. */
  open(session: TrainingSession, epoch: number): Promise<Int32Array>;
}

export interface Making {
  /** Slots of an epoch. */
  readonly images: number;
  /** How often each is trained on in its epoch. Default 1. */
  readonly passes?: number;
  readonly epochs: number;
  /** Once, before the first image. */
  prepare(): Promise<void>;
  /** Makes the images of an epoch into the slots from `base` on. */
  fill(session: TrainingSession, epoch: number, base: number): Promise<void>;
  /** Slots of an epoch, from 0, in the order they are trained on. */
  order(epoch: number): Int32Array;
}

export function createDoubleBuffer({ images, passes = 1, epochs, prepare, fill, order }: Making): Feed {
  const baseOf = (epoch: number): number => (epoch % 2) * images;
  const start = (session: TrainingSession, epoch: number): Promise<void> => {
    const filling = fill(session, epoch, baseOf(epoch));
    filling.catch(() => {}); // reported when it is waited for
    return filling;
  };
  let ready: Promise<void> | null = null;
  return {
    samples: 2 * images,
    imagesPerEpoch: images * passes,
    async open(session, epoch) {
      ready ??= prepare().then(() => start(session, epoch));
      await ready;
      ready = epoch === epochs - 1 ? Promise.resolve() : start(session, epoch + 1);
      const base = baseOf(epoch);
      return order(epoch).map((slot) => base + slot);
    },
  };
}
