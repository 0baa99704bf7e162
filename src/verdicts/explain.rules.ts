import { dayText, type Day, type DayNumber } from '../clock/calendar.rules.js';
import { alertsOf, type Alert } from './alerts.rules.js';
import { textOf } from './amount.rules.js';
import { standingOn, verdictOf, type Judgement } from './judge.rules.js';
import { needOf } from './need.rules.js';
import { sentencesOf, type Wording } from './sentence.rules.js';
import type { Standing } from './standing.rules.js';

import { RULES_VERSION, type Verdict } from './verdict.rules.js';
import type { Confidence, Delivery, Goalpost, PublisherClass } from './words.rules.js';

/** A verdict with every number that went into it and one sentence in each language; plain JSON (rules §12). */
export type Explained = Verdict & {
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
  const published = scene.evidence.known.all.map(({ publishedOn }) => publishedOn);
  const need = needOf(judgement);
  const sentences = sentencesOf(judgement, headline, { ...wording, assumed: scene.base.assumed });
  return {
    ...verdictOf(judgement),
    headline,
    rulesVersion: RULES_VERSION,
    confidence,
    goalpost,
    coveredTo: dayOrNull(scene.evidence.coveredTo),
    firstPublishedOn: published.length ? dayText(Math.min(...published)) : null,
    lastPublishedOn: published.length ? dayText(Math.max(...published)) : null,
    needed: need && {
      months: need.months,
      perPeriod: textOf(need.perPeriod),
      best: need.best && textOf(need.best),
    },
    alerts: alertsOf(judgement),
    assumed: [...scene.base.assumed],
    current: currentOf(standing, asOf),
    classes: scene.others.map(({ publisherClass, evidence }) => {
      const { delivered } = standingOn(evidence, asOf, null);
      return {
        publisherClass,
        delivery: delivered.delivery,
        achieved: delivered.achieved && textOf(delivered.achieved),
        coveredTo: dayOrNull(evidence.coveredTo),
      };
    }),
    decided: scene.decision !== null,
    sentenceZh: sentences.zh,
    sentenceEn: sentences.en,
  };
}

function currentOf({ scene }: Standing, asOf: DayNumber): Explained['current'] {
  if (scene.currentEvidence === null) return null;
  const judged = standingOn(scene.currentEvidence, asOf, null);
  const { headline, delivery, timeliness, share, achieved, metOn } = verdictOf({
    asOf,
    evidence: scene.currentEvidence,
    ...judged,
    changesOn: null,
  });
  return { headline, delivery, timeliness, share, achieved, metOn, due: dayOrNull(scene.current.target.due) };
}

function dayOrNull(day: DayNumber | null): Day | null {
  return day === null ? null : dayText(day);
}
