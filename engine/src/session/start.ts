/** Compiles a module and starts its threads over one memory. */
import { type Flavor, f32x4, ModuleBuilder, v128 } from '../assembler/index.js';
import { expectCount, refuse } from '../refuse.js';
import { CONTROL_BYTES, type ThreadHandle, type ThreadJob, ThreadTeam } from './thread.js';

/** What the engine asks of Node or of the browser. */
export interface Platform {
  readonly canWait: boolean;
  cores(): number;
  canShareMemory(): boolean;
  spawnThread(job: ThreadJob): Promise<ThreadHandle>;
}

/** The best instruction set that this runtime validates. */
export function detectFlavor(): Flavor {
  const m = new ModuleBuilder('relaxed');
  m.define('probe', null, (f) => {
    const zero = f.let(v128.zero());
    f.set(zero, f32x4.relaxedMadd(zero, zero, zero));
  });
  return WebAssembly.validate(m.build(1, false)) ? 'relaxed' : 'simd';
}

/** @throws RangeError for a number of threads that is none. */
export function threadsFor(platform: Platform, asked: number | undefined): number {
  const threads = asked ?? platform.cores();
  expectCount(threads, 'threads');
  return platform.canShareMemory() ? threads : 1;
}

export interface Started {
  readonly memory: WebAssembly.Memory;
  readonly team: ThreadTeam;
}

export async function startTeam(
  platform: Platform,
  bytes: BufferSource,
  memory: WebAssembly.Memory,
  threads: number,
): Promise<Started> {
  const module = await WebAssembly.compile(bytes);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const control = threads > 1 ? new SharedArrayBuffer(CONTROL_BYTES) : new ArrayBuffer(CONTROL_BYTES);
  const handles =
    control instanceof ArrayBuffer
      ? []
      : await Promise.all(
          Array.from({ length: threads - 1 }, (_, i) =>
            platform.spawnThread({ module, memory, thread: i + 1, control }),
          ),
        );
  return { memory, team: new ThreadTeam(instance, control, handles) };
}

/** The same on one thread, at once. */
export function startTeamNow(module: WebAssembly.Module, memory: WebAssembly.Memory): ThreadTeam {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return new ThreadTeam(instance, new ArrayBuffer(CONTROL_BYTES), []);
}

export function createMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / 65536);
  if (pages > 65536) {
    const received = `${(bytes / 2 ** 30).toFixed(1)} GiB; use fewer samples or a smaller batch`;
    refuse('at most 4 GiB', 'the memory of a plan', received);
  }
  return new WebAssembly.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages });
}
