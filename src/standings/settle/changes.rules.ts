import { type Day, type DayNumber, dayText, dayTextOrNull } from '../../clock/calendar.rules.js';
import type { Because } from '../../facts/fact-history.rules.js';
import type { Explained } from '../../verdicts/explain.rules.js';
import type { Standing } from '../../verdicts/standing.rules.js';
import type { Step } from '../../verdicts/timeline.rules.js';

/** The four words whose move is a change (design, Words). */
const TOLD = ['headline', 'delivery', 'timeliness', 'goalpost'] as const;
export type Told = Pick<Explained, (typeof TOLD)[number]>;

/** What a verdict says in its words; what spans keep and changes compare. */
export const AXES = [...TOLD, 'pace', 'freshness', 'confidence', 'due'] as const;
export type Axes = Pick<Explained, Exclude<(typeof AXES)[number], 'due'>> & { due: Day | null };

/** Words that hold on the days from `from` up to, not including, `to`; the last stretch has no end. */
export interface Stretch<Words = Axes> {
  from: DayNumber;
  to: DayNumber;
  words: Words;
}

export type ChangeKind = 'ordinary' | 'backfill' | 'correction' | 'rules';

/** A move of a target, dated on its true day. A correction holds for `on` up to, not including, `until`; null: to this day. */
export interface Change {
  kind: ChangeKind;
  on: Day;
  until: Day | null;
  from: Told | null;
  to: Told | null;
  because: Because | null;
}

/** After every day of the calendar: where the last stretch ends. */
export const NO_END = 1_000_000;

/** The stretches of a timeline. */
export function stretchesOf(steps: readonly Step[]): Stretch[] {
  return steps.map(({ on, standing }, at) => ({ from: on, to: steps[at + 1]?.on ?? NO_END, words: axesOf(standing) }));
}

/** What a standing says in its words. */
export function axesOf({ headline, judged, confidence, goalpost, scene }: Standing): Axes {
  const { due } = scene.base.target;
  return {
    headline,
    delivery: judged.delivered.delivery,
    timeliness: judged.timeliness,
    pace: judged.paced.pace,
    freshness: judged.freshness,
    confidence,
    goalpost,
    due: dayTextOrNull(due),
  };
}

/** The first changes of a target: its history up to today is backfill, its present state the first thing told. */
export function firstChanges(stretches: readonly Stretch[], today: DayNumber): Change[] {
  const changes = timedChanges(stretches, -NO_END, today).map((move): Change => ({ ...move, kind: 'backfill' }));
  const present = toldOn(stretches, today);
  if (present === null) return changes;
  const isNews = changes.at(-1)?.on === dayText(today);
  if (isNews) changes.pop();
  return [...changes, ordinary(today, null, present)];
}

/** What time alone brought after `after`, up to and including `upTo`: the same whether asked nightly or once. */
export function timedChanges(stretches: readonly Stretch[], after: DayNumber, upTo: DayNumber): Change[] {
  const moves: Change[] = [];
  let last: Told | null = toldOn(stretches, after);
  for (const { from, words } of stretches) {
    if (from <= after || from > upTo) continue;
    const told = toldOf(words);
    if (!isSame(last, told)) moves.push(ordinary(from, last, told));
    last = told;
  }
  return moves;
}

/**
 * What a new fact moved, day by day up to today. Days before `firstPublishedOn` are backfill; days from then on that are
 * over were told otherwise and are corrected; what begins today is news. (Rules §11: a day is closed when it is over.)
 */
export function correctedChanges(
  before: readonly Stretch[],
  after: readonly Stretch[],
  days: { firstPublishedOn: DayNumber; today: DayNumber },
  because: Because,
): Change[] {
  const { firstPublishedOn, today } = days;
  const changes: Change[] = [];
  for (const { from, to, old, now } of differences(before, after, today)) {
    if (from < firstPublishedOn) {
      const until = Math.min(to, firstPublishedOn);
      changes.push({ kind: 'backfill', on: dayText(from), until: dayText(until), from: old, to: now, because });
    }
    const start = Math.max(from, firstPublishedOn);
    if (start >= to) continue;
    if (start === today) changes.push(ordinary(today, old, now));
    else {
      const until = to > today ? null : dayText(to);
      changes.push({ kind: 'correction', on: dayText(start), until, from: old, to: now, because });
    }
  }
  return changes;
}

/** What a change of the rules moved: today's state alone is told, as of kind rules. */
export function ruleChanges(before: readonly Stretch[], after: readonly Stretch[], today: DayNumber): Change[] {
  const old = toldOn(before, today);
  const now = toldOn(after, today);
  if (isSame(old, now)) return [];
  return [{ kind: 'rules', on: dayText(today), until: null, from: old, to: now, because: null }];
}

/** The axes on a day; null before the first stretch. */
export function axesOn(stretches: readonly Stretch[], day: DayNumber): Axes | null {
  return stretches.find(({ from, to }) => from <= day && day < to)?.words ?? null;
}

/** Whether two days say the same in every word that spans keep. */
export function sameAxes(a: Axes, b: Axes): boolean {
  return AXES.every((axis) => a[axis] === b[axis]);
}

type Run = { from: DayNumber; to: DayNumber; old: Told | null; now: Told | null };

/** Runs of days up to today on which the two histories tell different words, each with one old and one new answer. */
function differences(before: readonly Stretch[], after: readonly Stretch[], today: DayNumber): Run[] {
  const bounds = new Set<DayNumber>();
  for (const { from, to } of [...before, ...after]) {
    if (from <= today) bounds.add(from);
    if (to <= today) bounds.add(to);
  }
  // Today is a bound of its own only where something begins today; a run that began earlier goes on through it.
  const days = [...bounds].sort((a, b) => a - b);
  const runs: Run[] = [];
  for (const [at, from] of days.entries()) {
    const to = days[at + 1] ?? today + 1;
    const old = toldOn(before, from);
    const now = toldOn(after, from);
    if (isSame(old, now)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.to === from && isSame(last.old, old) && isSame(last.now, now)) last.to = to;
    else runs.push({ from, to, old, now });
  }
  return runs;
}

function toldOn(stretches: readonly Stretch[], day: DayNumber): Told | null {
  const axes = axesOn(stretches, day);
  return axes === null ? null : toldOf(axes);
}

function toldOf({ headline, delivery, timeliness, goalpost }: Axes): Told {
  return { headline, delivery, timeliness, goalpost };
}

function isSame(a: Told | null, b: Told | null): boolean {
  if (a === null || b === null) return a === b;
  return TOLD.every((word) => a[word] === b[word]);
}

function ordinary(on: DayNumber, from: Told | null, to: Told | null): Change {
  return { kind: 'ordinary', on: dayText(on), until: null, from, to, because: null };
}
