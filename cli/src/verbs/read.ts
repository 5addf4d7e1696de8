/** `digitry read FILE…` */
import { basename } from 'node:path';
import { createReader } from '@digitry/reader';
import { parse, UsageError } from '../args.js';
import { percent, table } from '../format.js';
import type { Verb } from '../verb.js';

const options = {
  model: { type: 'text', value: 'MODEL', help: 'A released name or a .safetensors file; digit by default' },
  json: { type: 'flag', help: 'One JSON object a file, a line each' },
} as const;

export const read: Verb = {
  usage: 'read FILE… [--json]',
  summary: 'Reads one handwritten digit from each image',
  options,
  async run(args, terminal) {
    const { options: given, words: files } = parse(args, options);
    if (files.length === 0) throw new UsageError('Expected at least one image file but received none');
    const reader = await createReader(given.model === undefined ? {} : { model: given.model });
    const rows: string[][] = [];
    let failed = 0;
    try {
      for (const file of files) {
        try {
          const reading = await reader.digit(file);
          const { text, confidence, status, alternatives, reasons, box, model, preparation } = reading;
          if (given.json)
            terminal.out(
              JSON.stringify({
                file,
                text,
                confidence,
                status,
                alternatives,
                reasons,
                box,
                model,
                preparation,
              }),
            );
          else
            rows.push([
              file,
              text || '–',
              percent(confidence),
              status,
              reasons.map((reason) => reason.message).join('; '),
            ]);
        } catch (error) {
          failed++;
          const message = error instanceof Error ? error.message : String(error);
          terminal.err(message.includes(basename(file)) ? message : `${file}: ${message}`);
        }
      }
    } finally {
      await reader.close();
    }
    if (rows.length > 0)
      for (const line of table(['file', 'digit', 'sure', 'status', 'why'], rows)) terminal.out(line);
    return failed > 0 ? 1 : 0;
  },
};
