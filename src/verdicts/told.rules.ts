import type { Judgement } from './judge.rules.js';
import type { Headline } from './words.rules.js';

/** What a sentence knows beside the judgement: the unit's words, and the fields that the source does not state. */
export type Wording = {
  readonly unitZh?: string | null;
  readonly unitEn?: string | null;
  readonly assumed?: readonly string[];
};

/** What both sentences tell. Numbers are grouped and shares in per cent, printed once for both; null where there is none. */
export type Told = {
  readonly judgement: Judgement;
  readonly headline: Headline;
  readonly wording: Wording;
  readonly achieved: string | null;
  readonly share: string | null;
  readonly expectedShare: string | null;
  readonly requiredMean: string | null;
  readonly value: string | null;
  readonly upper: string | null;
  readonly tolerance: string | null;
  readonly need: { readonly months: number; readonly perPeriod: string; readonly best: string | null } | null;
};
