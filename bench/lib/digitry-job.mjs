/** Training and inference of one network in digitry, by the engine it is given: Node's or the browser's. */
import { measure } from './measure.mjs';
import { networks } from './networks.mjs';

const SAMPLES = 4096;

/** A training step as it is: batch fetched from the data set, forward, backward, Adam; many steps a call. */
export async function train(engine, { network, batch, threads, seconds }) {
  const random = engine.createRandom(1);
  const session = await engine.createTrainingSession(networks[network], {
    batch,
    samples: SAMPLES,
    loss: { type: 'crossEntropy' },
    optimizer: { type: 'adam' },
    threads,
    seed: 1,
  });
  for (let i = 0; i < session.images.length; i++)
    session.images[i] = random.chance(0.8) ? 0 : random.int(256);
  for (let i = 0; i < SAMPLES; i++) session.labels[i] = random.int(10);
  let loss = Number.NaN;
  const result = await measure((steps) => {
    const order = Int32Array.from({ length: steps * batch }, () => random.int(SAMPLES));
    loss = session.run({ order, learningRates: new Float32Array(steps).fill(1e-3) }).loss;
  }, seconds);
  if (!Number.isFinite(loss)) throw new Error(`the loss became ${loss}`);
  const used = session.threads;
  await session.close();
  return { ...result, threads: used, loss };
}

/** Forward passes of whole batches; `ms` is for one batch. */
export async function predict(engine, { network, batch, threads, seconds }) {
  const random = engine.createRandom(1);
  const definition = networks[network];
  const predictor = await engine.createPredictor(definition, engine.initialize(definition, 1), { threads });
  const images = Uint8Array.from({ length: batch * 784 }, () => random.int(256));
  const result = await measure((times) => {
    for (let i = 0; i < times; i++) predictor.predict(images, batch);
  }, seconds);
  await predictor.close();
  return result;
}
