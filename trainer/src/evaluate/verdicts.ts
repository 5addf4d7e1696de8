/** What a reader would do with each image of a set: accept it, ask a person, reject it. Knows no file. */
import type { Model } from '@digitry/engine';
import { softmax, type Thresholds, thresholdFor } from '@digitry/reader';
import { READABLE } from '../fit/tasks.js';
import { logitsOf } from './evaluate.js';
import type { PreparedSet } from './prepared.js';

/** The reader's error budget where none is given. */
const BUDGET = 0.01;

export interface Verdicts {
  readonly n: number;
  /** Read as a digit without a person looking. */
  readonly accepted: number;
  /** Accepted with another digit than the label, or where the label is no digit. */
  readonly acceptedWrong: number;
  readonly review: number;
  /** Called no digit, or unusable. */
  readonly rejected: number;
}

export interface Rejection extends Verdicts {
  readonly model: string;
  readonly data: string;
  /** Digits and lookalikes, which are left out. */
  readonly skipped: number;
  /** By label, those that are accepted most often first. */
  readonly labels: readonly (Verdicts & { readonly label: string })[];
}

type Verdict = 'accepted' | 'review' | 'rejected';

/** Verdicts over all samples at the reader's budget of 1 %. */
export async function verdictsOf(model: Model, set: PreparedSet, threads?: number): Promise<Verdicts> {
  return count(await judge(model, set, threads));
}

/** Non-digits: whatever is accepted is wrong. */
export async function evaluateRejection(
  model: Model,
  set: PreparedSet,
  threads?: number,
): Promise<Rejection> {
  const judged = await judge(model, set, threads);
  const labels = [...grouped(judged, (i) => set.dataset.label(i))]
    .map(([label, some]) => ({ label, ...count(some) }))
    .sort((a, b) => b.accepted / b.n - a.accepted / a.n || (a.label < b.label ? -1 : 1));
  return {
    model: model.metadata.name,
    data: set.dataset.name,
    skipped: set.skipped,
    ...count(judged),
    labels,
  };
}

interface Judged {
  readonly verdict: Verdict;
  readonly isRight: boolean;
}

async function judge(
  model: Model,
  { dataset, seen, states }: PreparedSet,
  threads?: number,
): Promise<Judged[]> {
  const { labels, temperature, thresholds } = model.metadata;
  const threshold = thresholdFor(BUDGET, thresholds as Thresholds | undefined);
  const logits = await logitsOf(model, seen, threads);
  return Array.from(states, (state, i): Judged => {
    const shares = softmax(logits.subarray(i * labels.length, (i + 1) * labels.length), temperature);
    const best = shares.reduce((most, share, c) => (share > shares[most]! ? c : most), 0);
    const isRejected = state !== READABLE || labels[best] === '';
    const verdict = isRejected ? 'rejected' : shares[best]! < threshold ? 'review' : 'accepted';
    return { verdict, isRight: labels[best] === dataset.label(i) };
  });
}

function count(judged: readonly Judged[]): Verdicts {
  const of = (verdict: Verdict): number => judged.filter((each) => each.verdict === verdict).length;
  return {
    n: judged.length,
    accepted: of('accepted'),
    acceptedWrong: judged.filter(({ verdict, isRight }) => verdict === 'accepted' && !isRight).length,
    review: of('review'),
    rejected: of('rejected'),
  };
}

function grouped<T>(items: readonly T[], keyOf: (index: number) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  items.forEach((item, i) => {
    const group = groups.get(keyOf(i));
    if (group) group.push(item);
    else groups.set(keyOf(i), [item]);
  });
  return groups;
}
