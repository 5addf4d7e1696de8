/** Trees of regular expressions → machines (Thompson 1968): following one costs the same for each character, whatever it says. */
import type { Machine } from '../automaton/machine.js';
import { includes, type Ranges } from '../automaton/ranges.js';
import { parseExpression } from './parse.js';
import type { Expression } from './syntax.js';

/** States before they are made deterministic; repetitions are written out. */
export const MOST_NODES = 5000;

/** A place in the expression: reads a character out of a set, or goes on without one. */
type Node = { readonly ranges: Ranges; to: number } | { readonly ranges: null; readonly to: number[] };

/**
 * A machine for the texts that the expression matches as a whole.
 * @throws SyntaxError for what is malformed or not supported; RangeError where repetitions would blow it up.
 */
export function expressionMachine(source: string): Machine<number> {
  const nodes: Node[] = [];
  const end = build(parseExpression(source), source, nodes);
  const closures = new Map<number, readonly number[]>();

  /** Reading nodes, and the end, that can be reached without reading. */
  function closure(start: number): readonly number[] {
    let out = closures.get(start);
    if (out) return out;
    const seen = new Set([start]);
    for (const at of seen) {
      const node = nodes[at]!;
      if (node.ranges === null) for (const to of node.to) seen.add(to);
    }
    out = [...seen].filter((at) => at === end || nodes[at]!.ranges !== null);
    closures.set(start, out);
    return out;
  }

  return {
    ranges: nodes.flatMap(({ ranges }) => ranges ?? []),
    start: closure(0),
    next(state, point) {
      const node = nodes[state]!;
      return node.ranges !== null && includes(node.ranges, point) ? closure(node.to) : [];
    },
    isFinal: (state) => state === end,
    key: (state) => state,
  };
}

/** Lays out the nodes from number 0 on and returns the number of the end. */
function build(expression: Expression, source: string, nodes: Node[]): number {
  const skip = (...to: number[]): { ranges: null; to: number[] } => add({ ranges: null, to });

  function add<N extends Node>(node: N): N {
    if (nodes.length >= MOST_NODES) {
      throw new RangeError(
        `Expected at most ${MOST_NODES} states for pattern but /${source}/ needs more; make its repetitions shorter`,
      );
    }
    nodes.push(node);
    return node;
  }

  /** Appends the part's nodes: it is entered at the first of them and leads to whatever is appended next. */
  function append(part: Expression): void {
    switch (part.type) {
      case 'set':
        add({ ranges: part.ranges, to: nodes.length + 1 });
        return;
      case 'sequence':
        skip(nodes.length + 1);
        part.parts.forEach(append);
        return;
      case 'choice': {
        const fork = skip();
        const ends = part.options.map((option) => {
          fork.to.push(nodes.length);
          append(option);
          return skip();
        });
        for (const { to } of ends) to.push(nodes.length);
        return;
      }
      case 'repeat':
        appendRepeat(part.of, part.min, part.max);
    }
  }

  function appendRepeat(of: Expression, min: number, max: number): void {
    skip(nodes.length + 1);
    for (let i = 0; i < min; i++) append(of);
    if (max === Infinity) {
      const fork = skip(nodes.length + 1);
      const again = nodes.length - 1;
      append(of);
      skip(again);
      fork.to.push(nodes.length);
      return;
    }
    const forks: { to: number[] }[] = [];
    for (let i = min; i < max; i++) {
      forks.push(skip(nodes.length + 1));
      append(of);
    }
    for (const { to } of forks) to.push(nodes.length);
  }

  append(expression);
  skip();
  return nodes.length - 1;
}
