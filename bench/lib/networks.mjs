/** The three networks that everything is measured on, as digitry writes them. */

const block = (filters) => [
  { type: 'conv', filters, kernel: 3, padding: 'same', bias: false },
  { type: 'batchNorm' },
  { type: 'relu' },
];

export const networks = {
  /** 784-128-10 with dropout: 101,770 parameters. */
  perceptron: {
    input: [1, 28, 28],
    layers: [
      { type: 'flatten' },
      { type: 'dense', units: 128 },
      { type: 'relu' },
      { type: 'dropout', rate: 0.2 },
      { type: 'dense', units: 10 },
    ],
  },
  /** Two convolutions: 34,826 parameters, 2.4 M multiply-adds. */
  'seed CNN': {
    input: [1, 28, 28],
    layers: [
      { type: 'conv', filters: 32, kernel: 3 },
      { type: 'relu' },
      { type: 'maxPool', size: 2 },
      { type: 'conv', filters: 64, kernel: 3 },
      { type: 'relu' },
      { type: 'maxPool', size: 2 },
      { type: 'flatten' },
      { type: 'dense', units: 10 },
    ],
  },
  /** Six convolutions with batch norm: 204,778 parameters, 25 M multiply-adds. */
  'six conv + batch norm': {
    input: [1, 28, 28],
    layers: [
      ...block(32),
      ...block(32),
      { type: 'maxPool', size: 2 },
      ...block(64),
      ...block(64),
      { type: 'maxPool', size: 2 },
      ...block(96),
      ...block(96),
      { type: 'globalAveragePool' },
      { type: 'dense', units: 10 },
    ],
  },
};

/** What is trained at which batch: the columns of the table. */
export const trainingCases = [
  { network: 'perceptron', batch: 32 },
  { network: 'seed CNN', batch: 32 },
  { network: 'seed CNN', batch: 128 },
  { network: 'six conv + batch norm', batch: 128 },
];
