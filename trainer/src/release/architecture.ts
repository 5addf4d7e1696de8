/** A network layer by layer, as rows of a table. */
import { describe, type Layer, type LayerInfo, type Network, sidesOf } from '@digitry/engine';
import { count, markdownTable } from './markdown.js';

export function architectureTable(network: Network): string {
  const rows = rowsOf(describe(network).layers, '');
  return markdownTable(['layer', 'output', 'parameters'], rows);
}

function rowsOf(layers: readonly LayerInfo[], indent: string): string[][] {
  return layers.flatMap(({ layer, output, parameters, inner, shortcut }) => {
    const trained = parameters.filter(({ role }) => role !== 'mean' && role !== 'variance');
    const size = trained.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    return [
      [`${indent}${nameOf(layer)}`, output.join('×'), size > 0 ? count(size) : ''],
      ...rowsOf(inner ?? [], `${indent}· `),
      ...rowsOf(shortcut ?? [], `${indent}· shortcut: `),
    ];
  });
}

function nameOf(layer: Layer): string {
  switch (layer.type) {
    case 'conv': {
      const { kernel, filters, stride = 1, padding = 'valid' } = layer;
      return `convolution ${kernel}×${kernel}, ${filters}${stride > 1 ? `, stride ${stride}` : ''}, ${padding}`;
    }
    case 'depthwise':
      return `depthwise convolution ${layer.kernel}×${layer.kernel}`;
    case 'dense':
      return `dense, ${layer.units}`;
    case 'maxPool':
    case 'averagePool':
      return `${layer.type === 'maxPool' ? 'max' : 'average'} pool ${sidesOf(layer.size).join('×')}`;
    case 'dropout':
      return `dropout ${layer.rate}`;
    case 'residual':
      return 'residual block: input + what follows';
    case 'batchNorm':
      return 'batch norm';
    case 'globalAveragePool':
      return 'global average pool';
    case 'globalMaxPool':
      return 'global max pool';
    default:
      return layer.type === 'relu' ? 'ReLU' : layer.type;
  }
}
