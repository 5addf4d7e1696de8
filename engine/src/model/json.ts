/** JSON from files that nobody vouches for: no duplicate keys, no deep nesting, objects told from arrays. */
import { refuse } from './expect.js';

export type JsonObject = { readonly [key: string]: unknown };

const MAX_DEPTH = 32;

/** @throws TypeError with one sentence that names what was parsed. */
export function parseJson(text: string, name: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TypeError(
      `Expected valid JSON for ${name} but received ${text.length} characters that are not. Download the file again.`,
      { cause },
    );
  }
  checkStructure(text, name);
  return value;
}

export function parseObject(text: string, name: string): JsonObject {
  const value = parseJson(text, name);
  return isObject(value) ? value : refuse('an object', name, value);
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON.parse keeps the last of two equal keys, and another reader may keep the first: neither is trusted. */
function checkStructure(text: string, name: string): void {
  const open: (Set<string> | null)[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const token = match[0];
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      if (open.length > MAX_DEPTH) refuse(`at most ${MAX_DEPTH} levels`, name, open.length);
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (match[1] !== undefined) {
      const key = JSON.parse(token.slice(0, token.length - match[1].length)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) refuse('each key once', name, `${key} twice`);
      keys?.add(key);
    }
  }
}
