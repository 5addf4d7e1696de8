/** A worker of the trainer in the browser: a task in, an answer out. */
import { createTaskHandler, type Task } from '../../fit/tasks.js';

const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: Task }) => void;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
};
const handle = createTaskHandler();

scope.onmessage = ({ data }) => {
  try {
    const { result, transfer } = handle(data);
    scope.postMessage({ result }, transfer);
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
