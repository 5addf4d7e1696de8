/** What each figure is to reach: the tables of the issues of the engine, and of lines and pages. */

export const targets = {
  /** Time of PyTorch / time of digitry. */
  training: {
    'PyTorch as installed': {
      'perceptron, batch 32': 3.5,
      'seed CNN, batch 32': 2.8,
      'seed CNN, batch 128': 3.6,
      'six conv + batch norm, batch 128': 1.1,
    },
    'PyTorch tuned': {
      'perceptron, batch 32': 1.7,
      'seed CNN, batch 32': 1.7,
      'seed CNN, batch 128': 2.7,
      'six conv + batch norm, batch 128': 0.95,
    },
  },
  /** Time on one thread / time on two. */
  threads: 1.8,
  /** Time in Chromium / time in Node. */
  browser: 1.1,
  inference: {
    /** Seed CNN, one thread, batch 256. */
    perSecond: 25_000,
    timesOnnxruntimeWeb: 4,
    /** Seed CNN, one thread, one sample. */
    singleMs: 0.1,
  },
  /** Seconds of training to a mean accuracy over the seeds. */
  sprint: { sprint: { accuracy: 0.99, seconds: 5 }, 'sprint-long': { accuracy: 0.995, seconds: 30 } },
  start: { 'Node, first digit read': 115, 'Chromium, first reading': 300 },
  /** Bytes with gzip. */
  sizes: {
    engine: 40 * 1024,
    'drawing page, model included': 200 * 1024,
    'line network': 600 * 1024,
  },
  /** MiB that a process may grow by once it has settled. */
  memory: 8,
  /** Milliseconds a line, on one core. */
  lines: 3,
  pages: {
    /** A4 at 200 dpi, on one core. */
    ms: 300,
    /** Pages a minute against those of tesseract-ocr on the same pages. */
    timesTesseract: 10,
  },
};
