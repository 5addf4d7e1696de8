/** In which order readings are listed and gone through: the doubtful ones first. Pure. */
import { type FieldState, isOpen, type PageState } from './state.js';

export type Group = 'review' | 'accepted' | 'rejected';

/** The list beside the picture. A reading stays in the group that the network put it in, so that nothing moves under the hand. */
export function groupsOf({ fields }: PageState): Readonly<Record<Group, readonly FieldState[]>> {
  const isWritten = ({ cell }: FieldState): boolean => !cell?.isEmpty;
  // Cells are at home in the table of their grid; only doubtful ones are listed too.
  const of = (group: Group): FieldState[] =>
    fields.filter(
      (field) => field.status === group && isWritten(field) && (group === 'review' || field.cell === null),
    );
  // What may be no number at all can wait.
  const isDubious = ({ reasons }: FieldState): boolean => reasons.some(({ code }) => code === 'not-a-number');
  const review = of('review');
  return {
    review: [...review.filter((field) => !isDubious(field)), ...review.filter(isDubious)],
    accepted: of('accepted'),
    rejected: of('rejected'),
  };
}

/** Of a page: its list from top to bottom, then the cells of its grids. */
function listed(page: PageState): FieldState[] {
  const { review, accepted, rejected } = groupsOf(page);
  const list = [...review, ...accepted, ...rejected];
  const isListed = new Set(list);
  return [...list, ...page.fields.filter((field) => !isListed.has(field))];
}

/** The next doubtful reading that nobody has settled, on this page or a later one, then from the first page on. */
export function nextOpen(pages: readonly PageState[], id: string): string | null {
  const all = pages.flatMap(listed);
  const at = all.findIndex((field) => field.id === id);
  return [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find(isOpen)?.id ?? null;
}

/** The reading after one in the list, or before it, doubtful or not. */
export function adjacent(pages: readonly PageState[], id: string, isBackward: boolean): string | null {
  const all = pages.flatMap(listed);
  return all[all.findIndex((field) => field.id === id) + (isBackward ? -1 : 1)]?.id ?? null;
}

/** How many doubtful readings are left. */
export function openCount(pages: readonly PageState[]): number {
  return pages.reduce((sum, { fields }) => sum + fields.filter(isOpen).length, 0);
}

/**
 * The reading nearest to another in a direction, for arrow keys in the picture: distance along the direction, and twice
 * what it lies off it.
 */
export function neighbor(
  fields: readonly FieldState[],
  from: FieldState | undefined,
  [dx, dy]: readonly [number, number],
): FieldState | null {
  if (!from) return fields[0] ?? null;
  const [x, y] = middle(from);
  let nearest: FieldState | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const field of fields) {
    const [fx, fy] = middle(field);
    const along = (fx - x) * dx + (fy - y) * dy;
    const off = Math.abs((fx - x) * dy) + Math.abs((fy - y) * dx);
    if (field.id === from.id || along <= 0 || along < off / 4) continue;
    const distance = along + 2 * off;
    if (distance < least) [nearest, least] = [field, distance];
  }
  return nearest;
}

function middle({ corners }: FieldState): [number, number] {
  const sum = corners.reduce<[number, number]>(([sx, sy], [x, y]) => [sx + x, sy + y], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}
