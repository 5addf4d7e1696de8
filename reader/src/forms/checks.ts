/** Checks of JSON by hand: each wrong entry becomes a sentence that names its path. Knows nothing of templates. */

/** What is wrong with an entry. */
export interface Problem {
  /** As `fields[2].box.width`; '' for the whole. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
}

/** An entry and where it is. */
export interface Entry {
  readonly path: string;
  readonly value: unknown;
}

export interface Checker {
  readonly problems: readonly Problem[];
  /** Notes what is wrong in a sentence of one's own. */
  note(path: string, message: string): void;
  /** Notes what an entry should be. */
  refuse(entry: Entry, expected: string, advice?: string): void;
  /** The entry's own entries; null where it is no object or, with a note, has others than `known`. */
  object(entry: Entry, known: readonly string[]): Readonly<Record<string, unknown>> | null;
  list(entry: Entry, least: number, most: number): readonly Entry[] | null;
  number(entry: Entry, least: number, most: number, whole?: boolean): number | null;
  text(entry: Entry, pattern: RegExp, expected: string): string | null;
}

/** As much of a value as a sentence can hold. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = Array.isArray(value)
    ? `a list of ${value.length}`
    : typeof value === 'object' && value !== null
      ? 'an object'
      : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export const inside = ({ path }: Entry, name: string | number): string =>
  typeof name === 'number' ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;

export function createChecker(what: string): Checker {
  const problems: Problem[] = [];
  const note = (path: string, message: string): void => {
    problems.push({ path, message });
  };
  const refuse: Checker['refuse'] = ({ path, value }, expected, advice) => {
    const message = `Expected ${expected} for ${path || what} but received ${shown(value)}`;
    note(path, advice === undefined ? message : `${message}; ${advice}`);
  };
  return {
    problems,
    note,
    refuse,
    object(entry, known) {
      const { value } = entry;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        refuse(entry, 'an object');
        return null;
      }
      const strangers = Object.keys(value).filter((name) => !known.includes(name));
      for (const name of strangers) {
        const place = entry.path || what;
        note(
          inside(entry, shortened(name)),
          `Expected ${known.join(', ')} in ${place} but received ${shown(name)}; correct or remove it`,
        );
      }
      return Object.fromEntries(
        known
          .filter((name) => Object.hasOwn(value, name))
          .map((name) => [name, (value as Record<string, unknown>)[name]]),
      );
    },
    list(entry, least, most) {
      const { value } = entry;
      if (!Array.isArray(value) || value.length < least || value.length > most) {
        refuse(entry, `a list of ${least} to ${most}`);
        return null;
      }
      return value.map((each, i) => ({ path: inside(entry, i), value: each as unknown }));
    },
    number(entry, least, most, whole = false) {
      const { value } = entry;
      const fits = typeof value === 'number' && value >= least && value <= most;
      if (fits && (!whole || Number.isInteger(value))) return value;
      refuse(entry, `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);
      return null;
    },
    text(entry, pattern, expected) {
      if (typeof entry.value === 'string' && pattern.test(entry.value)) return entry.value;
      refuse(entry, expected);
      return null;
    },
  };
}

const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 37)}…` : name);
