/** Trains a recipe of digitry once; the clock runs from data in memory to finished weights, compilation included. */
import * as engine from '@digitry/engine';
import { createWorkerPool, gatherData, openDataset, recipes, train } from '@digitry/trainer';
import { worker } from '../lib/process.mjs';

worker(async ({ recipe: name, seed, threads }) => {
  const recipe = { ...recipes.find((each) => each.name === name), seed };
  const pool = createWorkerPool(threads);
  const datasets = await Promise.all(recipe.sources.map((source) => openDataset(source.data)));
  const data = await gatherData(recipe, datasets, pool);
  const start = performance.now();
  let finished;
  for await (const event of train(recipe, data, { engine, pool, threads })) {
    if (event.type === 'finished') finished = event;
  }
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  const { network, weights } = finished.model;
  return { seconds, accuracy: await accuracyOn(await openDataset('mnist-test'), network, weights), threads };
});

/** Share of samples whose largest output is their digit. */
async function accuracyOn(dataset, network, weights) {
  const images = new Uint8Array(dataset.length * 784);
  for (let i = 0; i < dataset.length; i++) images.set(dataset.image(i).data, i * 784);
  const predictor = await engine.createPredictor(network, weights);
  const outputs = predictor.predict(images, dataset.length);
  await predictor.close();
  const classes = outputs.length / dataset.length;
  let right = 0;
  for (let i = 0; i < dataset.length; i++) {
    const row = outputs.subarray(i * classes, (i + 1) * classes);
    if (row.indexOf(Math.max(...row)) === Number(dataset.label(i))) right++;
  }
  return right / dataset.length;
}
