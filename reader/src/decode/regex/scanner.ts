/** A regular expression's source, character by character, and the errors that name a place in it. */

export class Scanner {
  readonly #symbols: readonly string[];
  #at = 0;

  constructor(readonly source: string) {
    this.#symbols = Array.from(source);
  }

  /** The character at hand; undefined at the end. */
  peek(offset = 0): string | undefined {
    return this.#symbols[this.#at + offset];
  }

  next(): string | undefined {
    return this.#symbols[this.#at++];
  }

  /** Passes over the text if it comes next. */
  take(text: string): boolean {
    if (
      !this.#symbols
        .slice(this.#at, this.#at + text.length)
        .join('')
        .startsWith(text)
    )
      return false;
    this.#at += text.length;
    return true;
  }

  /** Passes over digits of a radix, as many as come, at most `most`. */
  digits(pattern: RegExp, most: number): string {
    let out = '';
    while (out.length < most && this.peek() !== undefined && pattern.test(this.peek()!)) out += this.next();
    return out;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#symbols.length;
  }

  /** What is wrong with the expression as such. */
  malformed(what: string): SyntaxError {
    return new SyntaxError(
      `Expected a regular expression for pattern but received /${this.source}/: ${what} at character ${this.#at + 1}`,
    );
  }

  /** What JavaScript knows and rules do not. */
  unsupported(what: string): SyntaxError {
    return new SyntaxError(
      `Expected a regular expression without ${what} for pattern but received /${this.source}/; rules know sets, groups, |, ?, *, + and {n,m}`,
    );
  }
}
