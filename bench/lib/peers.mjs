/** How each peer is started. A peer is a program that takes a job as JSON and reports a result. */
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

export const python = process.env.DIGITRY_PYTHON ?? '/usr/bin/python3';

/** V8 of Node 20 has relaxed SIMD behind a flag; digitry is measured without it, as users run it. */
export const digitry = [process.execPath, file('../peers/digitry.mjs')];
export const tfjs = [process.execPath, file('../peers/tfjs.mjs')];
export const jax = [process.execPath, file('../peers/jax.mjs')];
export const onnx = [process.execPath, file('../peers/onnx.mjs')];
export const torch = [python, file('../peers/torch_peer.py')];

const FOUR_GIB = String(4 * 2 ** 30);

/** PyTorch as Debian installs it, held to the same number of threads. */
export const torchAsInstalled = (threads) => ({
  OMP_NUM_THREADS: String(threads),
  OPENBLAS_NUM_THREADS: String(threads),
});

/** The same with OpenBLAS told which kernels this processor runs, and malloc kept from giving pages back each step. */
export const torchTuned = (threads) => ({
  ...torchAsInstalled(threads),
  OPENBLAS_CORETYPE: 'SkylakeX',
  MALLOC_MMAP_THRESHOLD_: FOUR_GIB,
  MALLOC_TRIM_THRESHOLD_: FOUR_GIB,
});
