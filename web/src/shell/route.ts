/** Which view is shown: the part of the address after `#`. */
import { createStore } from '../store.js';

export const VIEWS = ['draw', 'read', 'train', 'about'] as const;
export type View = (typeof VIEWS)[number];

export function viewOf(hash: string): View {
  const name = hash.replace(/^#\/?/, '');
  return VIEWS.find((view) => view === name) ?? 'draw';
}

export const view = createStore<View>('draw');

export function startRoute(): void {
  const follow = (): void => view.set(viewOf(location.hash));
  follow();
  addEventListener('hashchange', follow);
}

export function goTo(next: View): void {
  location.hash = `#/${next}`;
}
