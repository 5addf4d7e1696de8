/** "Did you mean …": the known words nearest to one that is not known. */

/** Number of insertions, deletions, substitutions and swaps of neighbors from one word to the other (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/** Known words that a typing error away could be, best first; empty where none is near. */
export function nearest(word: string, known: readonly string[], most = 3): string[] {
  const given = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(given.length / 3));
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(given, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** To the whole name, or to the last part of a path; a part of the name that is long enough is one error away. */
function distanceOf(given: string, name: string): number {
  const tail = name.slice(name.lastIndexOf('.') + 1);
  const isPart = given.length >= 4 && name.includes(given);
  return Math.min(
    editDistance(given, name),
    editDistance(given, tail),
    isPart ? 1 : Number.POSITIVE_INFINITY,
  );
}

/** ` (did you mean a or b?)`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near.length === 0 ? '' : ` (did you mean ${near.join(' or ')}?)`;
}
