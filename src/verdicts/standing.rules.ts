import type { DayNumber } from '../clock/calendar.rules.js';
import { evidenceOf, type Evidence } from './evidence.rules.js';
import { knownOn, type Figure } from './figure.rules.js';
import { goalpostBetween } from './goalpost.rules.js';
import { standingOn, turningDays, type JudgedDay, type Ruling } from './judge.rules.js';
import type { Target } from './target.rules.js';
import { type Confidence, type Delivery, type Goalpost, type Headline, type PublisherClass } from './words.rules.js';

/** What a target said from a day on (rules §10). `order` is its place in the log. */
export type Version = {
  readonly order: number;
  readonly kind: 'original' | 'amendment' | 'clarification' | 'withdrawal';
  readonly announcedOn: DayNumber;
  readonly target: Target;
  /** fields that the source does not state */
  readonly assumed: readonly string[];
};

/** A reviewer's ruling. `order` is its place in the log: a figure recorded later reopens it. */
export type Decision = { readonly order: number; readonly on: DayNumber; readonly delivery: Delivery };

/** Everything on record about one target; `order` of figures, versions and decisions runs along one log. */
export type Record = {
  readonly versions: readonly Version[];
  readonly figures: readonly Figure[];
  readonly decisions: readonly Decision[];
};

/** Where a target stands: the five axes, the goalpost, and what they were judged by (rules §7, §8, §10). */
export type Standing = {
  readonly headline: Headline;
  readonly judged: JudgedDay;
  readonly confidence: Confidence;
  readonly goalpost: Goalpost;
  readonly scene: Scene;
};

/** What is known between two announcements, publications or decisions: one scene serves every day until the next. */
export type Scene = {
  /** the version the headline stands on: the original, unless clarified */
  readonly base: Version;
  /** the last version announced */
  readonly current: Version;
  readonly withdrawn: boolean;
  readonly goalpost: Goalpost;
  /** the government's evidence for the base and, where it was amended, for the current version */
  readonly evidence: Evidence;
  readonly currentEvidence: Evidence | null;
  /** the other classes that published something, weightier last */
  readonly others: readonly Other[];
  readonly decision: Decision | null;
};

type Other = {
  readonly publisherClass: PublisherClass;
  readonly evidence: Evidence;
  /** the government's and this class's figures up to the earlier of their two coveredTo */
  readonly cut: { readonly government: Evidence; readonly own: Evidence };
};

const OTHERS = ['independent', 'auditor'] as const;

/** Where a target stands on a day. Null before it was announced. */
export function standingOf(record: Record, asOf: DayNumber): Standing | null {
  const scene = sceneOn(record, asOf);
  return scene === null ? null : standIn(scene, asOf);
}

/** What is known of a target on a day. Null before it was announced. */
export function sceneOn(record: Record, asOf: DayNumber): Scene | null {
  const versions = record.versions
    .filter(({ announcedOn }) => announcedOn <= asOf)
    .sort((a, b) => a.announcedOn - b.announcedOn || a.order - b.order);
  const original = versions.find(({ kind }) => kind === 'original');
  if (original === undefined) return null;
  const worded = versions.filter(({ kind }) => kind !== 'withdrawal');
  const base = clarified(original, worded);
  const current = worded.at(-1)!;
  const government = record.figures.filter(({ publisherClass }) => publisherClass === 'government');
  const evidence = read(base.target, government, asOf);
  return {
    base,
    current,
    withdrawn: versions.at(-1)!.kind === 'withdrawal',
    goalpost: goalpostOf(original, base, current),
    evidence,
    currentEvidence: current === base ? null : read(current.target, government, asOf),
    others: othersOn(record, base.target, evidence, government, asOf),
    decision: decisionOn(record, asOf),
  };
}

/** What stands in a scene on a day. */
export function standIn(scene: Scene, asOf: DayNumber): Standing {
  const own = standingOn(scene.evidence, asOf, null);
  const verdicts = scene.others.map((other) => compare(other, own.delivered.delivery, asOf));
  const judged =
    scene.decision === null ? own : standingOn(scene.evidence, asOf, rulingOf(scene, scene.decision, asOf));
  const contested = scene.decision === null && verdicts.some(({ answer }) => answer === 'differs');
  const confidence = contested
    ? 'contested'
    : (verdicts.findLast(({ answer }) => answer === 'agrees')?.word ?? 'single_source');
  const headline = scene.withdrawn ? 'withdrawn' : contested ? 'contested' : judged.headline;
  return { headline, judged, confidence, goalpost: scene.goalpost, scene };
}

/** The days on which the passing of time can change what stands in a scene, from the earlier to the later. */
export function turningDaysOf({ evidence, others }: Scene): DayNumber[] {
  if (others.length === 0) return turningDays(evidence);
  const days = new Set(turningDays(evidence));
  for (const other of others) {
    for (const each of [other.evidence, other.cut.government, other.cut.own]) {
      for (const day of turningDays(each)) days.add(day);
    }
  }
  return [...days].sort((a, b) => a - b);
}

/** The first day after `asOf` on which something differs with what is known now and no more; null if never (rules §9). */
export function nextTurn(standing: Standing, asOf: DayNumber): DayNumber | null {
  const { scene } = standing;
  return turningDaysOf(scene).find((day) => day > asOf && standsApart(standing, standIn(scene, day))) ?? null;
}

/** Whether two standings differ in anything that is kept by the day. */
export function standsApart(a: Standing, b: Standing): boolean {
  return (
    a.headline !== b.headline ||
    a.judged.delivered.delivery !== b.judged.delivered.delivery ||
    a.judged.timeliness !== b.judged.timeliness ||
    a.judged.paced.pace !== b.judged.paced.pace ||
    a.judged.freshness !== b.judged.freshness ||
    a.confidence !== b.confidence ||
    a.goalpost !== b.goalpost ||
    a.scene.base.target.due !== b.scene.base.target.due
  );
}

function read(target: Target, figures: readonly Figure[], asOf: DayNumber): Evidence {
  return evidenceOf(target, knownOn(target, figures, asOf));
}

/** Follows clarifications from the original on, up to the first version that moves something. */
function clarified(original: Version, worded: readonly Version[]): Version {
  let base = original;
  for (const version of worded) {
    if (version === original) continue;
    const isClarification =
      version.kind === 'clarification' || goalpostBetween(base.target, version.target) === 'clarified';
    if (!isClarification) return base;
    base = version;
  }
  return base;
}

function goalpostOf(original: Version, base: Version, current: Version): Goalpost {
  if (current === base) return base === original ? 'unchanged' : 'clarified';
  const moved = goalpostBetween(base.target, current.target);
  return moved === 'unchanged' && base !== original ? 'clarified' : moved;
}

/** The last decision that stands: no figure was recorded after it that is known on the day. */
function decisionOn({ decisions, figures }: Record, asOf: DayNumber): Decision | null {
  const last = decisions
    .filter(({ on }) => on <= asOf)
    .sort((a, b) => a.on - b.on || a.order - b.order)
    .at(-1);
  if (last === undefined) return null;
  const reopened = figures.some(({ order, publishedOn }) => order > last.order && publishedOn <= asOf);
  return reopened ? null : last;
}

function othersOn(
  { figures }: Record,
  target: Target,
  evidence: Evidence,
  government: readonly Figure[],
  asOf: DayNumber,
): Other[] {
  const others: Other[] = [];
  for (const publisherClass of OTHERS) {
    const own = figures.filter((figure) => figure.publisherClass === publisherClass);
    if (own.length === 0) continue;
    const theirs = read(target, own, asOf);
    if (theirs.known.all.length === 0) continue;
    const until = earlier(evidence.coveredTo, theirs.coveredTo);
    const upTo = (list: readonly Figure[]): Figure[] =>
      list.filter(({ periodEnd }) => until === null || periodEnd <= until);
    const cut =
      until === null
        ? { government: evidence, own: theirs }
        : { government: read(target, upTo(government), asOf), own: read(target, upTo(own), asOf) };
    others.push({ publisherClass, evidence: theirs, cut });
  }
  return others;
}

/** The earlier of two days; null when one of them is: then nothing is cut. */
function earlier(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  return a === null || b === null ? null : Math.min(a, b);
}

function compare(
  other: Other,
  delivery: Delivery,
  asOf: DayNumber,
): { answer: 'agrees' | 'differs' | 'open'; word: Confidence } {
  const word: Confidence = other.publisherClass === 'auditor' ? 'verified' : 'corroborated';
  const theirs = standingOn(other.evidence, asOf, null).delivered;
  const [cutGovernment, cutOwn] = [other.cut.government, other.cut.own].map(
    (evidence) => standingOn(evidence, asOf, null).delivered.delivery,
  );
  const closedApart = theirs.closed && theirs.delivery !== delivery;
  if (cutGovernment !== cutOwn || closedApart) return { answer: 'differs', word };
  // Like is held against like up to the same day; agreement is told only where the full answers agree.
  return { answer: theirs.delivery === delivery ? 'agrees' : 'open', word };
}

/** A decision's delivery; reached on the day of the publishers whose answer it is, else on the decision's own day. */
function rulingOf({ evidence, others }: Scene, { delivery, on }: Decision, asOf: DayNumber): Ruling {
  if (delivery !== 'met' && delivery !== 'exceeded') return { delivery, metOn: null };
  for (const each of [evidence, ...others.map((other) => other.evidence)]) {
    const { metOn } = standingOn(each, asOf, null).delivered;
    if (metOn !== null) return { delivery, metOn };
  }
  return { delivery, metOn: on };
}
