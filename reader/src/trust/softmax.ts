/** Outputs of a network → probabilities. */

/**
 * `softmax(z)ᵢ = exp(zᵢ / T) / Σⱼ exp(zⱼ / T)`, computed from differences to the largest so that it cannot overflow.
 * @param temperature T > 0; above 1 it softens, below 1 it sharpens, the order stays (Guo et al. 2017).
 * @returns as many probabilities, which sum to 1.
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const out = Float64Array.from(logits);
  const largest = out.reduce((most, value) => Math.max(most, value), -Infinity);
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.exp((out[i]! - largest) / temperature);
    sum += out[i]!;
  }
  for (let i = 0; i < out.length; i++) out[i]! /= sum;
  return out;
}
