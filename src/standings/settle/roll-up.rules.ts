import type { Day, DayNumber } from '../../clock/calendar.rules.js';
import { type Goalpost, HEADLINES, type Headline, severityOf } from '../../verdicts/words.rules.js';
import type { Axes, Stretch } from './changes.rules.js';

/** What a pledge shows of its targets: the worst headline, a count by headline, the first due day (rules §8). */
export interface RollUp {
  headline: Headline;
  severity: number;
  goalpost: Goalpost;
  counts: Partial<Record<Headline, number>>;
  due: Day | null;
}

/** The goalposts, the one that says most first. */
export const GOALPOSTS_BY_WEIGHT = ['mixed', 'eased', 'tightened', 'clarified', 'unchanged'] as const;

/** Rolls up targets; null without any. */
export function rollUpOf(targets: readonly Axes[]): RollUp | null {
  if (targets.length === 0) return null;
  const counts: Partial<Record<Headline, number>> = {};
  let { headline } = targets[0]!;
  let weight: number = GOALPOSTS_BY_WEIGHT.length - 1;
  let due: Day | null = null;
  for (const target of targets) {
    counts[target.headline] = (counts[target.headline] ?? 0) + 1;
    if (severityOf(target.headline) < severityOf(headline)) ({ headline } = target);
    weight = Math.min(weight, GOALPOSTS_BY_WEIGHT.indexOf(target.goalpost));
    if (target.due !== null && (due === null || target.due < due)) due = target.due;
  }
  return { headline, severity: severityOf(headline), goalpost: GOALPOSTS_BY_WEIGHT[weight]!, counts, due };
}

/** The roll-up of a pledge day by day, from its targets' stretches. */
export function rollUpStretches(targets: readonly (readonly Stretch[])[]): Stretch<RollUp>[] {
  const bounds = new Set<DayNumber>();
  for (const stretches of targets) for (const { from, to } of stretches) bounds.add(from).add(to);
  const days = [...bounds].sort((a, b) => a - b);
  const rolled: Stretch<RollUp>[] = [];
  for (const [at, from] of days.entries()) {
    const to = days[at + 1];
    if (to === undefined) break;
    const rollUp = rollUpOf(
      targets.flatMap(
        (stretches) => stretches.find((stretch) => stretch.from <= from && from < stretch.to)?.words ?? [],
      ),
    );
    if (rollUp === null) continue;
    const last = rolled.at(-1);
    if (last !== undefined && last.to === from && sameRollUp(last.words, rollUp)) last.to = to;
    else rolled.push({ from, to, words: rollUp });
  }
  return rolled;
}

export function sameRollUp(a: RollUp, b: RollUp): boolean {
  return (
    a.headline === b.headline &&
    a.goalpost === b.goalpost &&
    a.due === b.due &&
    HEADLINES.every((headline) => a.counts[headline] === b.counts[headline])
  );
}
