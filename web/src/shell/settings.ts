/** The few choices that survive a reload. Works without storage too (private windows, embedded pages). */

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(`digitry.${name}`);
  } catch {
    return null;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(`digitry.${name}`, value);
  } catch {
    // Without storage the choice lasts as long as the tab.
  }
}
