/** Choosing countries out of a table. */

/**
 * The codes asked for, all of the table where none are.
 * @throws RangeError for a code that the table does not have, or none.
 */
export function chosen(
  table: Readonly<Record<string, unknown>>,
  countries: string | readonly string[] | undefined,
  name: string,
): readonly string[] {
  const known = Object.keys(table);
  if (countries === undefined) return known;
  const codes = typeof countries === 'string' ? [countries] : countries;
  if (codes.length === 0)
    throw new RangeError(`Expected one or more countries for ${name} but received none`);
  for (const code of codes) {
    if (!Object.hasOwn(table, code)) {
      throw new RangeError(
        `Expected a country of ${known.join(', ')} for ${name} but received ${JSON.stringify(code)}`,
      );
    }
  }
  return codes;
}
