/** Peer: digitry itself, as npm installs it. */
import * as engine from '@digitry/engine';
import { predict, train } from '../lib/digitry-job.mjs';
import { worker } from '../lib/process.mjs';

worker((job) => (job.task === 'training' ? train(engine, job) : predict(engine, job)));
