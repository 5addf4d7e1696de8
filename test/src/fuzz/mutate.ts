/** Damages bytes and texts in the ways that break parsers: flipped bits, extreme numbers, pieces missing, doubled, swapped and from another file. Seeded. */
import type { Random } from '@digitry/engine';

/** Numbers at which sizes, counts and offsets turn over. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** @param others valid files of the same kind, for pieces */
export function mutateBytes(valid: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = valid.slice();
  // Mostly little: what is broken everywhere is refused at the door.
  for (let n = 1 + random.int(random.chance(0.3) ? 16 : 3); n > 0 && bytes.length > 0; n--)
    bytes = mutateOnce(bytes, others, random);
  return bytes;
}

function mutateOnce(
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  random: Random,
): Uint8Array<ArrayBuffer> {
  // Headers are at the beginning, and are what is believed.
  const place = (): number => random.int(random.chance(0.5) ? Math.min(128, bytes.length) : bytes.length);
  const [from, length] = [place(), 1 + random.int(random.chance(0.5) ? 8 : Math.ceil(bytes.length / 4))];
  const out = bytes.slice();
  switch (random.int(7)) {
    case 0:
      out[from]! ^= 1 << random.int(8);
      return out;
    case 1:
      out[from] = random.int(256);
      return out;
    case 2: {
      const size = 1 << random.int(3);
      const value = EXTREMES[random.int(EXTREMES.length)]!;
      const isBigEndian = random.chance(0.5);
      for (let i = 0; i < size && from + i < out.length; i++)
        out[from + i] = value >>> (8 * (isBigEndian ? size - 1 - i : i));
      return out;
    }
    case 3:
      return out.slice(0, from);
    case 4:
      return joined(bytes.subarray(0, from), bytes.subarray(from + length));
    case 5:
      return joined(bytes.subarray(0, from + length), bytes.subarray(from));
    default: {
      const other = others[random.int(others.length)]!;
      const start = random.int(other.length);
      return joined(
        bytes.subarray(0, from),
        other.subarray(start, start + length),
        bytes.subarray(from + length),
      );
    }
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const SIGNS = [...'()[]{}|*+?.,:;=\\/^$-_"\'<>&#@!%~`0123456789azAZ \n\t\0€壹𝟘'];

/** A text with signs put in, taken out, changed and repeated. */
export function mutateText(valid: string, others: readonly string[], random: Random): string {
  let signs = [...valid];
  for (let n = 1 + random.int(4); n > 0; n--) {
    const at = random.int(signs.length + 1);
    const sign = SIGNS[random.int(SIGNS.length)]!;
    const choice = random.int(5);
    if (choice === 0) signs.splice(at, 0, sign);
    else if (choice === 1) signs.splice(at, 1 + random.int(3));
    else if (choice === 2) signs.splice(at, 1, sign);
    else if (choice === 3)
      signs.splice(
        at,
        0,
        ...signs
          .slice(at, at + 1 + random.int(6))
          .join('')
          .repeat(1 + random.int(8)),
      );
    else signs = [...signs.slice(0, at), ...[...others[random.int(others.length)]!].slice(at)];
  }
  return signs.join('').slice(0, 400);
}

/** What nobody expects where something else belongs. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  '',
  'x',
  '__proto__',
  'a'.repeat(1000),
  [],
  [[[]]],
  {},
  { type: 'digits' },
  '(((((((((((a+)+)+)+)+)+$',
];

/** JSON with values replaced, left out, repeated and added. */
export function mutateJson(valid: unknown, random: Random): unknown {
  const out = structuredClone(valid);
  for (let n = 1 + random.int(3); n > 0; n--) {
    let parent = out as Record<string, unknown>;
    for (;;) {
      const keys = Object.keys(parent);
      const key = keys[random.int(keys.length)];
      if (key === undefined) break;
      const child = parent[key];
      if (typeof child === 'object' && child !== null && random.chance(0.7)) {
        parent = child as Record<string, unknown>;
        continue;
      }
      const strange = structuredClone(STRANGE[random.int(STRANGE.length)]);
      const choice = random.int(4);
      if (choice === 0) delete parent[key];
      else if (choice === 1) parent[`${key}${Array.isArray(parent) ? '0' : 's'}`] = strange;
      else if (choice === 2 && Array.isArray(parent)) parent.push(...parent);
      else parent[key] = strange;
      break;
    }
  }
  return out;
}
