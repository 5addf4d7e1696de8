/** Runs a job of digitry in a worker of the page, with the engine's browser entry. */
import { predict, train } from '../lib/digitry-job.mjs';

self.onmessage = async ({ data: job }) => {
  try {
    if (!job.isolated) throw new Error('the page is not cross-origin isolated');
    const engine = await import(job.engine);
    postMessage(await (job.task === 'training' ? train(engine, job) : predict(engine, job)));
  } catch (error) {
    postMessage({ error: String(error?.message ?? error).split('\n')[0] });
  }
};
