import { dayNumber, type Day } from '../../src/clock/calendar.rules.js';
import type { RecordedFact, TargetHistory } from '../../src/facts/fact-history.rules.js';
import { parseFigures, parseTarget } from '../../src/verdicts/parse.rules.js';
import type { Record, Version } from '../../src/verdicts/standing.rules.js';
import type { Delivery } from '../../src/verdicts/words.rules.js';
import { FLOOR, type Fields } from './judging.js';

/** What is on record about a target, as tests write it. Everything left out is not there. */
export type Told = {
  /** the promise itself, announced on 1 January 2024 */
  target?: Fields;
  /** later versions: what changes against the promise */
  versions?: [kind: Version['kind'], announcedOn: Day, changes: Fields][];
  figures?: Fields[];
  /** `after`: how many of the figures had been recorded when it was taken; all when left out */
  decisions?: { on: Day; delivery: Delivery; after?: number }[];
  assumed?: string[];
};

/** A record whose log has the versions first, then figure after figure, and each decision behind the figures before it. */
export function recordOf({ target = FLOOR, versions = [], figures = [], decisions = [], assumed = [] }: Told): Record {
  const original = parseTarget(target);
  return {
    versions: [
      { order: 0, kind: 'original', announcedOn: dayNumber('2024-01-01'), target: original, assumed },
      ...versions.map(([kind, announcedOn, changes], at): Version => {
        const said = parseTarget({ ...target, ...changes });
        return { order: at + 1, kind, announcedOn: dayNumber(announcedOn), target: said, assumed: [] };
      }),
    ],
    figures: parseFigures(figures, original).map((figure, at) => ({ ...figure, order: 100 + at * 10 })),
    decisions: decisions.map(({ on, delivery, after = figures.length }) => ({
      order: 95 + after * 10,
      on: dayNumber(on),
      delivery,
    })),
  };
}

/** What took a fact back, by the place of that fact in the log. */
export type Voids = ReadonlyMap<number, number>;

/** A record as the log keeps it: what was taken back stays in it, with the place of what took it back. */
export function historyOf(
  record: Record,
  voids: Voids = new Map(),
  pledgeVoidedBy: number | null = null,
): TargetHistory {
  const kept = <Fact extends { readonly order: number }>(facts: readonly Fact[]): RecordedFact<Fact>[] =>
    facts.map((fact) => ({ fact, voidedBy: voids.get(fact.order) ?? null, because: null }));
  return {
    targetId: 't',
    pledgeId: 'p',
    zone: 'Asia/Shanghai',
    unitZh: '套',
    unitEn: 'homes',
    pledgeVoidedBy,
    versions: kept(record.versions),
    figures: kept(record.figures),
    decisions: kept(record.decisions),
  };
}
