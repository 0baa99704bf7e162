import { dayText, dayTextOrNull, type Day, type DayNumber } from '../clock/calendar.rules.js';
import { alertsOf, type Alert } from './alerts.rules.js';
import { textOf } from './amount.rules.js';
import type { Evidence } from './evidence.rules.js';
import { standingOn, turningDays, verdictOf, type Judgement } from './judge.rules.js';
import { needOf } from './need.rules.js';
import { sentencesOf } from './sentence.rules.js';
import type { Wording } from './told.rules.js';
import { standIn, turningDaysOf, type Scene, type Standing } from './standing.rules.js';
import { RULES_VERSION, type Verdict } from './verdict.rules.js';
import type { Confidence, Delivery, Goalpost, PublisherClass } from './words.rules.js';

/** A verdict with every number that went into it and one sentence in each language; plain JSON (rules §12). */
export type Explained = Verdict & {
  asOf: Day;
  rulesVersion: number;
  confidence: Confidence;
  goalpost: Goalpost;
  /** last day the figures speak for; null when nothing is covered */
  coveredTo: Day | null;
  /** days of the first and the latest publication that counts */
  firstPublishedOn: Day | null;
  lastPublishedOn: Day | null;
  /** what each remaining period of the cadence must bring, and the best one so far */
  needed: { months: number; perPeriod: string; best: string | null } | null;
  alerts: Alert[];
  /** fields of the version that the source does not state */
  assumed: string[];
  /** the promise was amended: what stands against its current version */
  current:
    | (Pick<Verdict, 'headline' | 'delivery' | 'timeliness' | 'share' | 'achieved' | 'metOn'> & { due: Day | null })
    | null;
  /** what other publisher classes lead to */
  classes: { publisherClass: PublisherClass; delivery: Delivery; achieved: string | null; coveredTo: Day | null }[];
  /** a reviewer's ruling stands */
  decided: boolean;
  sentenceZh: string;
  sentenceEn: string;
};

/** Explains a standing. `changesOn` is the day of the next step of its timeline. */
export function explain(standing: Standing, asOf: DayNumber, changesOn: DayNumber | null, wording: Wording): Explained {
  const { scene, judged, headline, confidence, goalpost } = standing;
  const judgement: Judgement = { asOf, evidence: scene.evidence, ...judged, changesOn };
  const published = publicationsOf(scene.evidence);
  const need = needOf(judgement);
  const verdict = verdictOf(judgement);
  const { assumed } = scene.base;
  const sentences = sentencesOf(judgement, headline, { ...wording, assumed }, verdict, need);
  // Field by field: a spread of this width costs more than the judging.
  return {
    asOf: dayText(asOf),
    headline,
    delivery: verdict.delivery,
    timeliness: verdict.timeliness,
    pace: verdict.pace,
    freshness: verdict.freshness,
    achieved: verdict.achieved,
    share: verdict.share,
    expectedShare: verdict.expectedShare,
    ratio: verdict.ratio,
    requiredMean: verdict.requiredMean,
    metOn: verdict.metOn,
    daysLate: verdict.daysLate,
    changesOn: verdict.changesOn,
    rulesVersion: RULES_VERSION,
    confidence,
    goalpost,
    coveredTo: dayTextOrNull(scene.evidence.coveredTo),
    firstPublishedOn: dayTextOrNull(published.first),
    lastPublishedOn: dayTextOrNull(published.last),
    needed: need && { months: need.months, perPeriod: need.perPeriod, best: need.best },
    alerts: alertsOf(judgement),
    assumed: [...assumed],
    current: currentOf(scene, asOf),
    classes: classesOf(scene, asOf),
    decided: scene.decision !== null,
    sentenceZh: sentences.zh,
    sentenceEn: sentences.en,
  };
}

/**
 * The first day after `asOf` on which what is told beside the headline differs, with what is known now: the answer to the
 * current version, that of another publisher class, or the day on which a ruling lets it be reached. Null if never.
 */
export function nextAside({ scene }: Standing, asOf: DayNumber): DayNumber | null {
  const { currentEvidence, others, decision } = scene;
  if (currentEvidence === null && others.length === 0 && decision === null) return null;
  const days = [...turningDaysOf(scene), ...(currentEvidence === null ? [] : turningDays(currentEvidence))];
  const reachedOn = (day: DayNumber): DayNumber | null => decision && standIn(scene, day).judged.delivered.metOn;
  const asideOn = (day: DayNumber): string =>
    JSON.stringify([currentOf(scene, day), classesOf(scene, day), reachedOn(day)]);
  const now = asideOn(asOf);
  return days.sort((a, b) => a - b).find((day) => day > asOf && asideOn(day) !== now) ?? null;
}

/** Days of the first and the latest publication that counts; null when nothing is known. */
function publicationsOf({ known }: Evidence): { first: DayNumber | null; last: DayNumber | null } {
  let first: DayNumber | null = null;
  let last: DayNumber | null = null;
  for (const { publishedOn } of known.all) {
    if (first === null || publishedOn < first) first = publishedOn;
    if (last === null || publishedOn > last) last = publishedOn;
  }
  return { first, last };
}

function currentOf({ current, currentEvidence }: Scene, asOf: DayNumber): Explained['current'] {
  if (currentEvidence === null) return null;
  const judged = standingOn(currentEvidence, asOf, null);
  const { headline, delivery, timeliness, share, achieved, metOn } = verdictOf({
    asOf,
    evidence: currentEvidence,
    ...judged,
    changesOn: null,
  });
  return { headline, delivery, timeliness, share, achieved, metOn, due: dayTextOrNull(current.target.due) };
}

function classesOf({ others }: Scene, asOf: DayNumber): Explained['classes'] {
  return others.map(({ publisherClass, evidence }) => {
    const { delivered } = standingOn(evidence, asOf, null);
    return {
      publisherClass,
      delivery: delivered.delivery,
      achieved: delivered.achieved && textOf(delivered.achieved),
      coveredTo: dayTextOrNull(evidence.coveredTo),
    };
  });
}
