/** The optimizers in float64, as PyTorch defines them; gradient clipping and the moving average. */
import type { Optimizer } from '../types.js';
import type { Gradients } from './tensor.js';

export interface ReferenceOptimizer {
  /** One step in place. */
  step(weights: Gradients, gradients: ReadonlyMap<string, Float64Array>, learningRate: number): void;
}

/** @param decays whether L1, L2 and decoupled decay apply to a parameter; to `weight` arrays alone by default. */
export function referenceOptimizer(
  optimizer: Optimizer,
  decays: (name: string) => boolean = (name) => name.endsWith('weight'),
): ReferenceOptimizer {
  const moments = new Map<string, { m: Float64Array; v: Float64Array }>();
  const update = optimizer.type === 'sgd' ? sgd(optimizer) : adam(optimizer);
  let t = 0;
  return {
    step(weights, gradients, learningRate) {
      t++;
      for (const [name, gradient] of gradients) {
        const w = weights.get(name)!;
        const on = decays(name) ? 1 : 0;
        const { m, v } = moments.get(name) ?? {
          m: new Float64Array(w.length),
          v: new Float64Array(w.length),
        };
        moments.set(name, { m, v });
        for (let i = 0; i < w.length; i++) {
          // L2: ∂(½·l2·w²)/∂w; L1: ∂(l1·|w|)/∂w, 0 at 0.
          const g =
            gradient[i]! + on * ((optimizer.l2 ?? 0) * w[i]! + (optimizer.l1 ?? 0) * Math.sign(w[i]!));
          update({ w, m, v, i, g, t, learningRate, on });
        }
      }
    },
  };
}

interface Update {
  readonly w: Float64Array;
  readonly m: Float64Array;
  readonly v: Float64Array;
  readonly i: number;
  /** Gradient with L1 and L2 added. */
  readonly g: number;
  /** Step, from 1. */
  readonly t: number;
  readonly learningRate: number;
  /** 1 where the weight decays. */
  readonly on: number;
}

/** m ← μ·m + g; w ← w − lr·m, and with Nesterov w ← w − lr·(g + μ·m). */
function sgd(options: Optimizer & { type: 'sgd' }): (update: Update) => void {
  const momentum = options.momentum ?? 0;
  return ({ w, m, i, g, learningRate }) => {
    m[i] = momentum * m[i]! + g;
    w[i]! -= learningRate * (options.nesterov ? g + momentum * m[i]! : m[i]!);
  };
}

/**
 * Adam (Kingma and Ba 2014): m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − lr·m̂/(√v̂ + ε), with
 * m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). AdamW (Loshchilov and Hutter 2017): w ← (1 − lr·decay)·w before it.
 */
function adam(options: Optimizer & { type: 'adam' }): (update: Update) => void {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0 } = options;
  return ({ w, m, v, i, g, t, learningRate, on }) => {
    w[i]! *= 1 - on * learningRate * decay;
    m[i] = beta1 * m[i]! + (1 - beta1) * g;
    v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
    const mean = m[i]! / (1 - beta1 ** t);
    const variance = v[i]! / (1 - beta2 ** t);
    w[i]! -= (learningRate * mean) / (Math.sqrt(variance) + epsilon);
  };
}

/** g ← g · min(1, maxNorm/(‖g‖ + 10⁻⁶)), ‖g‖ being the joint L2 norm (Pascanu et al. 2013). Returns ‖g‖. */
export function clipByGlobalNorm(gradients: Gradients, maxNorm: number): number {
  let squares = 0;
  for (const values of gradients.values()) for (const g of values) squares += g * g;
  const norm = Math.sqrt(squares);
  const scale = Math.min(1, maxNorm / (norm + 1e-6));
  for (const values of gradients.values())
    values.forEach((g, i) => {
      values[i] = g * scale;
    });
  return norm;
}

/** average ← decay·average + (1 − decay)·weights, in place. */
export function movingAverage(
  average: Gradients,
  weights: ReadonlyMap<string, Float64Array>,
  decay: number,
): void {
  for (const [name, values] of weights) {
    const kept = average.get(name)!;
    values.forEach((w, i) => {
      kept[i] = decay * kept[i]! + (1 - decay) * w;
    });
  }
}
