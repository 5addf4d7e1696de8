/** Union-find (Galler, Fischer 1964): which of 0 … n − 1 belong together. The root of a set is its least member. */

/** The root of a tree of parents, paths halved on the way. */
export function rootOf(parents: Int32Array, start: number): number {
  let i = start;
  while (parents[i] !== i) {
    parents[i] = parents[parents[i]!]!;
    i = parents[i]!;
  }
  return i;
}

/** Makes one set of those of `i` and `j`. */
export function joinSets(parents: Int32Array, i: number, j: number): void {
  const a = rootOf(parents, i);
  const b = rootOf(parents, j);
  if (a < b) parents[b] = a;
  else parents[a] = b;
}

/** n sets of one. */
export function singletons(count: number): Int32Array {
  const parents = new Int32Array(count);
  for (let i = 0; i < count; i++) parents[i] = i;
  return parents;
}

/** The members of each set, ascending; sets in the order of their least members. */
export function setsOf(parents: Int32Array): number[][] {
  const lists = new Map<number, number[]>();
  for (let i = 0; i < parents.length; i++) {
    const root = rootOf(parents, i);
    const list = lists.get(root);
    if (list) list.push(i);
    else lists.set(root, [i]);
  }
  return [...lists.values()];
}
