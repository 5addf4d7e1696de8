/** Fields by regular expression. */
import { compile } from '../automaton/compile.js';
import { expressionMachine } from '../regex/machine.js';
import { type Rule, ruleOf } from '../rule.js';

/** What a person writes needs some dozens. */
const MOST_PATTERN_STATES = 5000;

/**
 * Texts that the expression matches as a whole. It becomes an automaton, so that no text takes long, and is refused where that
 * would blow up. Sets, groups, `|` and counted repetitions are known; what looks around or back is not.
 * @throws SyntaxError for what is malformed or not supported; RangeError for what blows up or matches nothing.
 */
export function pattern(expression: string | RegExp): Rule<string> {
  const source = typeof expression === 'string' ? expression : expression.source;
  const flags = typeof expression === 'string' ? '' : expression.flags.replace('u', '');
  if (flags !== '') {
    throw new SyntaxError(
      `Expected a regular expression without flags for pattern but received ${String(expression)}; write sets such as [Aa]`,
    );
  }
  const automaton = compile(expressionMachine(source), `pattern /${source}/`, MOST_PATTERN_STATES);
  return ruleOf({
    json: { type: 'pattern', expression: source },
    expects: `text as /${source}/`,
    automaton,
    value: (text) => text,
  });
}
