/** Body of a Node thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { runThread, type ThreadJob } from '../../session/thread.js';

runThread(workerData as ThreadJob, () => parentPort!.postMessage('ready'));
