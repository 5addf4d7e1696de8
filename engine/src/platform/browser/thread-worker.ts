/** Body of a browser's thread. */
import { runThread, type ThreadJob } from '../../session/thread.js';

globalThis.onmessage = (event: MessageEvent<ThreadJob>) =>
  runThread(event.data, () => globalThis.postMessage('ready'));
