/** A worker of the trainer in Node: a task in, an answer out. */
import { parentPort } from 'node:worker_threads';
import { createTaskHandler, type Task } from '../../fit/tasks.js';

const handle = createTaskHandler();

parentPort?.on('message', (task: Task) => {
  try {
    const { result, transfer } = handle(task);
    parentPort?.postMessage({ result }, transfer);
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
