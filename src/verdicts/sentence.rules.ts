import type { Judgement } from './judge.rules.js';
import { type Need, needOf } from './need.rules.js';
import { chinese } from './sentence-zh.rules.js';
import { english } from './sentence-en.rules.js';
import type { Headline } from './words.rules.js';

/** What a sentence knows beside the judgement: the unit's words, and the fields that the source does not state. */
export type Wording = {
  readonly unitZh?: string | null;
  readonly unitEn?: string | null;
  readonly assumed?: readonly string[];
};

export type Sentences = { readonly zh: string; readonly en: string };

/**
 * The verdict in one Chinese and one English sentence: what is recorded here, never that nothing was done (rules §12).
 * They say the same until something changes: days since the due day are for whoever shows them to count.
 */
export function sentencesOf(
  judgement: Judgement,
  headline: Headline,
  wording: Wording = {},
  need: Need | null = needOf(judgement),
): Sentences {
  return { zh: chinese(judgement, headline, wording, need), en: english(judgement, headline, wording, need) };
}
