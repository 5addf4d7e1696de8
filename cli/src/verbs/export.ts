/** `digitry export MODEL --to onnx|wasm` */
import { predictorModules } from '@digitry/engine';
import { loadModel, toOnnx, writeAtomically } from '@digitry/trainer';
import { parse, UsageError } from '../args.js';
import { count } from '../format.js';
import type { Verb } from '../verb.js';

const options = {
  to: { type: 'text', value: 'FORMAT', help: 'onnx, or wasm: the compiled forward pass' },
  out: {
    type: 'text',
    value: 'FILE',
    help: 'Where to; NAME.onnx, or NAME.batch.wasm and NAME.single.wasm, in this folder by default',
  },
} as const;

export const exportModel: Verb = {
  usage: 'export MODEL --to onnx|wasm',
  summary: 'Writes a model for other runtimes',
  options,
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    if (words.length !== 1)
      throw new UsageError(`Expected one model but received ${words.join(' ') || 'none'}`);
    if (given.to !== 'onnx' && given.to !== 'wasm')
      throw new UsageError(`Expected onnx or wasm for --to but received ${given.to ?? 'nothing'}`);
    const model = await loadModel(words[0]!);
    const { name } = model.metadata;
    if (given.to === 'wasm') {
      for (const [part, bytes] of Object.entries(predictorModules(model.network))) {
        const file = `${given.out ?? name}.${part}.wasm`;
        await writeAtomically(file, bytes);
        terminal.out(`${file}: ${count(bytes.length)} bytes; pass it to createPredictor as modules.${part}`);
      }
      return 0;
    }
    const [channels, height, width] = model.network.input;
    const shape = [channels, height, model.metadata.kind === 'line' ? 'width' : width].join(', ');
    const file = given.out ?? `${name}.onnx`;
    const bytes = toOnnx(model);
    await writeAtomically(file, bytes);
    terminal.out(
      `${file}: ${count(bytes.length)} bytes; input image [n, ${shape}] of 0 (paper) to 1 (ink), output logits`,
    );
    return 0;
  },
};
