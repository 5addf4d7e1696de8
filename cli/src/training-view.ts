/** A training run as it is shown in a terminal: a bar that moves, a line an epoch. Plain lines where there is no terminal. */
import type { RunEvent } from '@digitry/trainer';
import { bar, count, duration, percent } from './format.js';
import type { Terminal } from './verb.js';

/** Milliseconds between two plain lines. */
const PLAIN_EVERY_MS = 15_000;

export function createTrainingView(
  terminal: Terminal,
  now: () => number = Date.now,
): (event: RunEvent) => void {
  let folder = '';
  let epochs = 0;
  let unit = 'images';
  let shown = now();
  return (event) => {
    switch (event.type) {
      case 'folder':
        folder = event.path;
        if (event.kind === 'line') unit = 'lines';
        terminal.out(`Training ${event.recipe} in ${event.path}`);
        terminal.status?.('Opening the data …');
        break;
      case 'note':
        terminal.err(event.message);
        break;
      case 'start': {
        epochs = event.epochs;
        const kept =
          event.validationSamples > 0 ? `, ${count(event.validationSamples)} kept for validation` : '';
        terminal.out(
          `${count(event.parameters)} parameters, ${count(event.samples)} samples${kept}, ${event.epochs === 1 ? 'one epoch' : `${event.epochs} epochs`} of ${count(event.imagesPerEpoch)} ${unit}, ${event.threads === 1 ? '1 thread' : `${event.threads} threads`}`,
        );
        if (event.step > 0) terminal.out(`Going on from step ${count(event.step)} of ${count(event.steps)}`);
        break;
      }
      case 'progress': {
        const line = [
          `epoch ${event.epoch}/${epochs}`,
          `${bar(event.step / event.steps)} ${Math.floor((100 * event.step) / event.steps)} %`,
          `loss ${event.loss.toFixed(4)}`,
          `accuracy ${percent(event.accuracy, 2)}`,
          `${count(event.imagesPerSecond)} ${unit}/s`,
          `${duration(event.secondsLeft)} left`,
        ].join('  ');
        if (terminal.status) terminal.status(line);
        else if (now() - shown >= PLAIN_EVERY_MS) {
          shown = now();
          terminal.out(line);
        }
        break;
      }
      case 'epoch': {
        const { validation } = event;
        const characters =
          validation?.cer === undefined ? '' : `  character errors ${percent(validation.cer, 2)}`;
        const seen = validation
          ? `  validation loss ${validation.loss.toFixed(4)}  accuracy ${percent(validation.accuracy, 2)}${characters}`
          : '';
        terminal.out(
          `epoch ${String(event.epoch).padStart(String(epochs).length)}/${epochs}  loss ${event.loss.toFixed(4)}  accuracy ${percent(event.accuracy, 2)}${seen}  ${duration(event.seconds)}`,
        );
        shown = now();
        break;
      }
      case 'stopped':
        terminal.out(`Stopped and saved. Go on with: digitry train --resume ${folder}`);
        break;
      case 'saved':
        terminal.out(`${event.model}\n${event.report}`);
        break;
    }
  };
}
