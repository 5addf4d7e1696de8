/** Models that were never trained, for tests: what they read is nonsense, and always the same. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeModel, initialize, type Network } from '@digitry/engine';
import { LINE_LABELS, LINE_PREPARATION_VERSION, PREPARATION_VERSION } from '@digitry/reader';

const DIGITS: Network = { input: [1, 28, 28], layers: [{ type: 'dense', units: 11 }] };
const LINES: Network = {
  input: [1, 32, 64],
  layers: [
    { type: 'maxPool', size: [32, 8] },
    { type: 'conv', filters: LINE_LABELS.length, kernel: 1 },
  ],
};
const DIGIT_LABELS = [...'0123456789', ''];

/** Options of `digitry read` that name them. */
export async function writeUntrained(folder: string): Promise<string[]> {
  const write = async (name: string, network: Network, labels: readonly string[], preparation: string) => {
    const path = join(folder, `${name}.safetensors`);
    const kind = labels === LINE_LABELS ? 'line' : 'digit';
    const metadata = { name, kind, labels: [...labels], preparation };
    await writeFile(path, encodeModel({ network, weights: initialize(network, 3), metadata }));
    return path;
  };
  return [
    '--model',
    await write('untrained-digit', DIGITS, DIGIT_LABELS, PREPARATION_VERSION),
    '--line-model',
    await write('untrained-line', LINES, LINE_LABELS, LINE_PREPARATION_VERSION),
  ];
}
