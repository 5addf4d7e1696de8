/** Counts of gray levels, and what follows from them alone: percentiles, Otsu's threshold. */

/** How often each of the 256 levels occurs. */
export function histogram(data: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let i = 0; i < data.length; i++) counts[data[i]!]!++;
  return counts;
}

/** The least level with at least the fraction `q` (0 … 1) of all counts at or below it; 0 for no counts. */
export function percentile(counts: Uint32Array, q: number): number {
  let total = 0;
  for (let level = 0; level < 256; level++) total += counts[level]!;
  let below = 0;
  for (let level = 0; level < 256; level++) {
    below += counts[level]!;
    if (below > 0 && below >= q * total) return level;
  }
  return 0;
}

/**
 * The level t that splits the counts into ≤ t and > t with the greatest variance between the two,
 * `σ²(t) = n₀ n₁ (μ₀ − μ₁)²` (Otsu 1979); the middle of the range of equally good ones. The only level itself where there is one.
 */
export function otsu(counts: Uint32Array): number {
  let total = 0;
  let sum = 0;
  for (let level = 0; level < 256; level++) {
    total += counts[level]!;
    sum += level * counts[level]!;
  }
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let first = 0;
  let last = 0;
  for (let level = 0; level < 256; level++) {
    below += counts[level]!;
    sumBelow += level * counts[level]!;
    if (below === 0) continue;
    const above = total - below;
    const difference = above === 0 ? 0 : sumBelow / below - (sum - sumBelow) / above;
    const between = below * above * difference * difference;
    if (between > best) {
      best = between;
      first = level;
      last = level;
    } else if (between === best) last = level;
    if (above === 0) break;
  }
  return (first + last) >> 1;
}
