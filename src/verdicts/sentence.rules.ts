import { asRatio, textOf, type Amount } from './amount.rules.js';
import { verdictOf, type Judgement } from './judge.rules.js';
import { type Need, needOf } from './need.rules.js';
import { meanText, number, percent } from './printing.rules.js';
import { chinese } from './sentence-zh.rules.js';
import { english } from './sentence-en.rules.js';
import type { Told, Wording } from './told.rules.js';
import type { Verdict } from './verdict.rules.js';
import type { Headline } from './words.rules.js';

export type Sentences = { readonly zh: string; readonly en: string };

/**
 * The verdict in one Chinese and one English sentence: what is recorded here, never that nothing was done (rules §12).
 * They say the same until something changes: days since the due day are for whoever shows them to count.
 */
export function sentencesOf(
  judgement: Judgement,
  headline: Headline,
  wording: Wording = {},
  verdict: Verdict = verdictOf(judgement),
  need: Need | null = needOf(judgement),
): Sentences {
  const { target } = judgement.evidence;
  const promised = plain(target.value);
  const told: Told = {
    judgement,
    headline,
    wording,
    achieved: verdict.achieved && achievedText(judgement, verdict.achieved, promised),
    share: verdict.share && percent(verdict.share),
    expectedShare: verdict.expectedShare && percent(verdict.expectedShare),
    requiredMean: verdict.requiredMean && number(verdict.requiredMean, 3),
    value: promised && number(promised),
    upper: target.comparator === 'between' ? said(target.upper!) : null,
    tolerance: target.comparator === 'about' ? said(target.tolerance!) : null,
    need: need && {
      months: need.months,
      perPeriod: need.perPeriodUp,
      best: need.best && number(need.best, 1),
    },
  };
  return { zh: chinese(told), en: english(told) };
}

function achievedText({ evidence }: Judgement, achieved: string, promised: string | null): string {
  const isMean = evidence.window !== null && evidence.target.aggregate === 'mean';
  return isMean ? meanText(achieved, promised!) : number(achieved);
}

function plain(amount: Amount | null): string | null {
  return amount === null ? null : textOf(asRatio(amount));
}

function said(amount: Amount): string {
  return number(textOf(asRatio(amount)));
}
