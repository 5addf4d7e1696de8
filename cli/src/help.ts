/** The texts of `digitry help`. */
import type { Options } from './args.js';
import type { Verb } from './verb.js';

export async function helpOfAll(verbs: Readonly<Record<string, () => Promise<Verb>>>): Promise<string> {
  const loaded = await Promise.all(Object.values(verbs).map((load) => load()));
  const width = Math.max(...loaded.map(({ usage }) => usage.length)) + 2;
  const lines = loaded.map(({ usage, summary }) => `  digitry ${usage.padEnd(width)}${summary}`);
  return [
    'digitry reads handwritten numbers on your own machine, and trains the networks it reads with.',
    '',
    ...lines,
    `  digitry ${'help VERB'.padEnd(width)}What a verb takes`,
    `  digitry ${'--version'.padEnd(width)}The version`,
  ].join('\n');
}

export function helpOf({ usage, summary, options, details = [] }: Verb): string {
  return [
    `digitry ${usage}`,
    '',
    `${summary}.`,
    ...(Object.keys(options).length > 0 ? ['', ...optionLines(options)] : []),
    ...(details.length > 0 ? ['', ...details] : []),
  ].join('\n');
}

function optionLines(options: Options): string[] {
  const names = Object.entries(options).map(([name, { value }]) => `--${name}${value ? ` ${value}` : ''}`);
  const width = Math.max(...names.map((name) => name.length)) + 2;
  return Object.values(options).map(({ help, type }, i) => {
    const more = type === 'list' ? ' (more than once)' : '';
    return `  ${names[i]!.padEnd(width)}${help}${more}`;
  });
}
