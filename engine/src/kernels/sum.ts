/** The sum of two pictures, with relu behind it if asked. */
import { type FunctionRef, f32x4, type ModuleBuilder, v128 } from '../assembler/index.js';
import { type Geometry, geometryKey } from './geometry.js';
import { walk } from './walk.js';

/** (p, q, sum) */
export function defineSum(
  m: ModuleBuilder,
  p: Geometry,
  q: Geometry,
  sum: Geometry,
  relu: boolean,
): FunctionRef {
  return m.define(
    `sum ${relu} ${[p, q, sum].map(geometryKey).join(' ')}`,
    { p: 'i32', q: 'i32', s: 'i32' },
    (f, at) => {
      const fields = [
        { geometry: sum, address: at.s },
        { geometry: p, address: at.p },
        { geometry: q, address: at.q },
      ];
      walk(f, { fields }, ([s, a, b]) => {
        const value = f32x4.add(v128.load(a!), v128.load(b!));
        f.storeVector(s!, relu ? f32x4.pmax(value, v128.zero()) : value);
      });
    },
  );
}
