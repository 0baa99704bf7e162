import type { DayNumber } from '../clock/calendar.rules.js';
import type { Amount } from './amount.rules.js';
import { isFloor, type Target } from './target.rules.js';
import type { Bound, Claim, FigureStanding, Form, PublisherClass } from './words.rules.js';

/** One published statement, parsed (rules §1). `order` is its place in the input. */
export type Figure = {
  readonly order: number;
  readonly id: string | null;
  readonly supersedes: string | null;
  readonly publisherClass: PublisherClass;
  readonly form: Form;
  readonly periodStart: DayNumber | null;
  readonly periodEnd: DayNumber;
  readonly value: Amount | null;
  readonly bound: Bound;
  readonly standing: FigureStanding;
  readonly statedShare: Amount | null;
  readonly claim: Claim | null;
  readonly publishedOn: DayNumber;
};

const STANDING_RANK: Record<FigureStanding, number> = { estimate: 0, provisional: 1, final: 2 };

/** Above 0 when `a` is the later of two figures, below 0 when `b` is (rules §2.2); 0 only for one and the same. */
export function compareLater(a: Figure, b: Figure): number {
  return (
    a.periodEnd - b.periodEnd ||
    STANDING_RANK[a.standing] - STANDING_RANK[b.standing] ||
    a.publishedOn - b.publishedOn ||
    a.order - b.order
  );
}

/** The worse of two standings. */
export function worseStanding(a: FigureStanding, b: FigureStanding): FigureStanding {
  return STANDING_RANK[a] < STANDING_RANK[b] ? a : b;
}

/** The first day a figure speaks of; a figure without periodStart speaks of its last day alone. */
export function beginOf(figure: Figure): DayNumber {
  return figure.periodStart ?? figure.periodEnd;
}

/** What was known of one publisher class on a day, after rules §2.1–§2.3. Each list runs from the earlier to the later. */
export type Known = {
  /** every figure left */
  readonly all: readonly Figure[];
  /** levels and acts with a value that end before the window: history for the pace of a mean, and an alert */
  readonly history: readonly Figure[];
  /** figures whose words count */
  readonly claims: readonly Figure[];
};

/** The figures of one class that are known on `asOf`, cleared of what is superseded, pushed out or outside the window. */
export function knownOn(target: Target, figures: readonly Figure[], asOf: DayNumber): Known {
  const published = figures.filter((figure) => figure.publishedOn <= asOf);
  const all: Figure[] = [];
  const history: Figure[] = [];
  const claims: Figure[] = [];
  for (const figure of latestOfLike(target, notSuperseded(published))) {
    if (endsOutside(target, figure)) {
      if (isHistory(target, figure)) history.push(figure);
      continue;
    }
    const early = target.start !== null && figure.periodStart !== null && figure.periodStart < target.start;
    if (early && target.measure === 'level') continue;
    if (early && figure.value === null && figure.statedShare === null) continue;
    all.push(figure);
    if (figure.claim !== null && !early) claims.push(figure);
  }
  return { all, history, claims };
}

/** The published figures that none of them supersedes. */
function notSuperseded(published: readonly Figure[]): readonly Figure[] {
  if (published.every(({ supersedes }) => supersedes === null)) return published;
  const superseded = new Set(published.map(({ supersedes }) => supersedes));
  return published.filter(({ id }) => id === null || !superseded.has(id));
}

function endsOutside({ start, due, closes }: Target, { periodEnd }: Figure): boolean {
  return (start !== null && periodEnd < start) || (closes === 'fixed' && due !== null && periodEnd > due);
}

function isHistory({ measure, start }: Target, figure: Figure): boolean {
  return measure !== 'flow' && figure.value !== null && start !== null && figure.periodEnd < start;
}

/** Of figures with the same form and days the later stands, numbers, shares and words each among their like. */
function latestOfLike(target: Target, figures: readonly Figure[]): Figure[] {
  const isFlowFloor = target.measure === 'flow' && isFloor(target);
  const sharesAreNumbers = isFlowFloor || (target.value === null && target.measure !== 'deliverable');
  const sorted = [...figures].sort(compareLater);
  const latest: Figure[] = [];
  // Only figures that end on one day can be alike.
  for (let from = 0, to = 1; from < sorted.length; from = to, to += 1) {
    const { periodEnd } = sorted[from]!;
    while (to < sorted.length && sorted[to]!.periodEnd === periodEnd) to += 1;
    if (to - from === 1) latest.push(sorted[from]!);
    else latest.push(...lastOfLike(sorted.slice(from, to), sharesAreNumbers));
  }
  return latest;
}

/** The last of each form, first day and kind of figures that end on one day, in their order. */
function lastOfLike(figures: readonly Figure[], sharesAreNumbers: boolean): Iterable<Figure> {
  const last = new Map<string, Figure>();
  for (const figure of figures) {
    const key = `${figure.form} ${figure.periodStart} ${kindOf(figure, sharesAreNumbers)}`;
    last.delete(key);
    last.set(key, figure);
  }
  return last.values();
}

function kindOf({ value, statedShare }: Figure, sharesAreNumbers: boolean): 'number' | 'share' | 'words' {
  if (value !== null) return 'number';
  if (statedShare === null) return 'words';
  return sharesAreNumbers ? 'number' : 'share';
}
