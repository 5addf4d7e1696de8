/** Regular expressions in JavaScript's syntax → trees. Only what a finite automaton can follow; the rest is named and refused. */
import { type Range, type Ranges, rangesOf } from '../automaton/ranges.js';
import { ANY } from './classes.js';
import { parseEscape, parseSet } from './parse-set.js';
import { Scanner } from './scanner.js';
import type { Expression } from './syntax.js';

/** Longer ones are no field's rule, and deep ones would exhaust the stack. */
export const LONGEST_SOURCE = 1000;

/**
 * The tree of an expression that is to match a whole text; `^` at its beginning and `$` at its end are passed over. The syntax is that of the
 * flag `u`, in which a character that means nothing special must not be escaped and a special one must be.
 * @throws SyntaxError for what is malformed or not supported; RangeError for more than 1,000 characters.
 */
export function parseExpression(source: string): Expression {
  if (source.length > LONGEST_SOURCE) {
    throw new RangeError(
      `Expected at most ${LONGEST_SOURCE} characters for pattern but received ${source.length}; make several fields of it`,
    );
  }
  const scanner = new Scanner(source);
  scanner.take('^');
  const tree = parseChoice(scanner);
  if (!scanner.isAtEnd()) throw scanner.malformed(`a "${scanner.peek()}" that closes nothing`);
  return tree;
}

function parseChoice(scanner: Scanner): Expression {
  const options = [parseSequence(scanner)];
  while (scanner.take('|')) options.push(parseSequence(scanner));
  return options.length === 1 ? options[0]! : { type: 'choice', options };
}

function parseSequence(scanner: Scanner): Expression {
  const parts: Expression[] = [];
  for (let next = scanner.peek(); next !== undefined && next !== '|' && next !== ')'; next = scanner.peek()) {
    if (next === '$' && scanner.peek(1) === undefined) {
      scanner.next();
      break;
    }
    parts.push(parseRepeats(scanner, parseAtom(scanner)));
  }
  return parts.length === 1 ? parts[0]! : { type: 'sequence', parts };
}

function parseAtom(scanner: Scanner): Expression {
  const next = scanner.next()!;
  switch (next) {
    case '(':
      return parseGroup(scanner);
    case '[':
      return set(parseSet(scanner));
    case '.':
      return set(ANY);
    case '\\':
      return set(parseEscape(scanner, false));
    case '^':
    case '$':
      throw scanner.unsupported(`"${next}" inside`);
    case '*':
    case '+':
    case '?':
      throw scanner.malformed(`nothing before "${next}" to repeat`);
    case '{':
    case '}':
    case ']':
      throw scanner.malformed(`a "${next}" by itself, which is written "\\${next}",`);
    default:
      return set(rangesOf(next));
  }
}

const set = (ranges: readonly Range[]): Expression => ({ type: 'set', ranges: ranges as Ranges });

function parseGroup(scanner: Scanner): Expression {
  if (scanner.take('?=') || scanner.take('?!')) throw scanner.unsupported('lookahead "(?=" or "(?!"');
  if (scanner.take('?<=') || scanner.take('?<!')) throw scanner.unsupported('lookbehind "(?<=" or "(?<!"');
  if (scanner.peek() === '?' && !scanner.take('?:')) {
    if (!scanner.take('?<') || !/^[A-Za-z_$]$/.test(scanner.peek() ?? ''))
      throw scanner.unsupported(`groups of the kind "(?${scanner.peek(1) ?? ''}"`);
    while (!scanner.take('>')) {
      if (!/^[\w$]$/.test(scanner.next() ?? '')) throw scanner.malformed('a group whose name does not end');
    }
  }
  const inner = parseChoice(scanner);
  if (!scanner.take(')')) throw scanner.malformed('a "(" that is not closed');
  return inner;
}

function parseRepeats(scanner: Scanner, of: Expression): Expression {
  const count = parseCount(scanner);
  if (!count) return of;
  // Lazy or not, the same texts match as a whole.
  scanner.take('?');
  const after = scanner.peek();
  if (after === '*' || after === '+' || after === '?')
    throw scanner.malformed(`"${after}" behind a repetition`);
  return { type: 'repeat', of, ...count };
}

function parseCount(scanner: Scanner): { min: number; max: number } | null {
  if (scanner.take('*')) return { min: 0, max: Infinity };
  if (scanner.take('+')) return { min: 1, max: Infinity };
  if (scanner.take('?')) return { min: 0, max: 1 };
  if (!scanner.take('{')) return null;
  const low = scanner.digits(/^\d$/, 15);
  if (low === '') throw scanner.malformed('a "{" without a number, which is written "\\{",');
  const isOpen = scanner.take(',');
  const high = isOpen ? scanner.digits(/^\d$/, 15) : low;
  if (!scanner.take('}')) throw scanner.malformed('a "{" that is not closed');
  const min = Number(low);
  const max = high === '' ? Infinity : Number(high);
  if (max < min) throw scanner.malformed(`{${min},${max}}, which counts down,`);
  return { min, max };
}
