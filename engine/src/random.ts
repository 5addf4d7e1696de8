/** The one seeded random generator (xoshiro128**, Blackman and Vigna 2018, seeded by splitmix32). */

export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** Uniform in [0, 1), 24 bits. */
  next(): number;
  /** Uniform over 0 … 2³²−1. */
  uint32(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Fisher-Yates, in place. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T;
  /** An independent generator for a numbered part of the work (sample, epoch, worker). */
  fork(stream: number): Random;
  readonly state: RandomState;
}

function splitmix32(seed: number): () => number {
  let s = seed | 0;
  return () => {
    s = (s + 0x9e3779b9) | 0;
    let z = s ^ (s >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** @param seed any integer (its low 32 bits count), or a state read before to go on from there. */
export function createRandom(seed: number | RandomState): Random {
  let [a, b, c, d] = typeof seed === 'number' ? seeded(seed) : seed;
  const uint32 = (): number => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return result;
  };
  const next = (): number => (uint32() >>> 8) / 0x1000000;
  const int = (n: number): number => Math.floor(next() * n);
  return {
    next,
    uint32,
    int,
    between: (low, high) => low + (high - low) * next(),
    chance: (p) => next() < p,
    normal() {
      for (;;) {
        const u = 2 * next() - 1;
        const v = 2 * next() - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
      }
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1);
        const kept = items[i];
        (items as { [index: number]: unknown })[i] = items[j];
        (items as { [index: number]: unknown })[j] = kept;
      }
      return items;
    },
    fork: (stream) => createRandom((a ^ Math.imul(stream + 1, 0x9e3779b1) ^ rotl(c, 16)) | 0),
    get state(): RandomState {
      return [a, b, c, d];
    },
  };
}

function seeded(seed: number): [number, number, number, number] {
  const next = splitmix32(seed);
  return [next(), next(), next(), next()];
}
