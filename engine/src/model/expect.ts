/** The one sentence in which a model file is refused. */

export const DOWNLOAD_AGAIN = 'The file is damaged or not a digitry model: download or export it again.';

/** @throws TypeError `Expected <rule> for <name> but received <value>. <advice>` */
export function refuse(rule: string, name: string, value: unknown, advice = DOWNLOAD_AGAIN): never {
  throw new TypeError(`Expected ${rule} for ${name} but received ${shown(value)}. ${advice}`);
}

/** A value in a few characters, whatever a file put there. */
function shown(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
