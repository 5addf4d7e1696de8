/** Weights in few bits: symmetric, one scale for each output channel (Jacob et al. 2018, section 2). */

export interface Quantized {
  /** round(w / scale), −(2^(bits−1) − 1) … 2^(bits−1) − 1. */
  readonly values: Int8Array;
  /** One for each output channel; the largest |w| of the channel is the largest integer. */
  readonly scales: Float32Array;
}

/** @param weights channels × rest. @param bits 2 to 8; fewer than 8 still take a byte each, but compress better. */
export function quantize(weights: Float32Array, channels: number, bits: number): Quantized {
  const largest = 2 ** (bits - 1) - 1;
  const rest = weights.length / channels;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const row = weights.subarray(c * rest, (c + 1) * rest);
    scales[c] = row.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / largest;
    const scale = scales[c]!;
    if (scale === 0) continue;
    row.forEach((w, i) => {
      values[c * rest + i] = Math.max(-largest, Math.min(largest, Math.round(w / scale)));
    });
  }
  return { values, scales };
}

/** w = scale · integer. */
export function dequantize({ values, scales }: Quantized): Float32Array {
  const rest = values.length / scales.length;
  const weights = new Float32Array(values.length);
  scales.forEach((scale, c) => {
    for (let i = c * rest; i < (c + 1) * rest; i++) weights[i] = scale * values[i]!;
  });
  return weights;
}
