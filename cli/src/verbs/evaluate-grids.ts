/** `digitry evaluate MODEL --data SET --kind grid`: pages with a grid on each, read as `digitry read` reads them. */
import { createReader } from '@digitry/reader';
import { type Dataset, evaluateGridSet, gridOfPage } from '@digitry/trainer';
import { gridEvaluationLines, gridEvaluationSummary } from '../line-evaluation-view.js';
import type { Terminal } from '../verb.js';

/** The network to measure: single digits in cells are read by a `digit` network, what is several characters by a `line` network. */
export interface GridModel {
  readonly path: string;
  readonly name: string;
  readonly kind: 'digit' | 'line';
}

/** The network that is not given is the released one. */
export async function evaluateGridPages(
  { path, name, kind }: GridModel,
  dataset: Dataset,
  isJson: boolean,
  terminal: Terminal,
): Promise<void> {
  const reader = await createReader(kind === 'digit' ? { model: path } : { lineModel: path });
  try {
    const result = await evaluateGridSet(
      async (image) => gridOfPage(await reader.page(image)),
      dataset,
      (done, of) => terminal.status?.(`${done} of ${of} grids read`),
    );
    const cells = kind === 'digit' ? name : `digit with ${name}`;
    for (const line of gridEvaluationLines(cells, result)) terminal.out(line);
    if (isJson) terminal.out(JSON.stringify(gridEvaluationSummary(name, result)));
  } finally {
    await reader.close();
  }
}
