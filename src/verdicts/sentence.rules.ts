import type { Judgement } from './judge.rules.js';
import { chinese } from './sentence-zh.rules.js';
import { english } from './sentence-en.rules.js';
import type { Headline } from './words.rules.js';

export type Wording = {
  readonly unitZh?: string | null;
  readonly unitEn?: string | null;
  readonly assumed?: readonly string[];
};

export type Sentences = { readonly zh: string; readonly en: string };

export function sentencesOf(judgement: Judgement, headline: Headline, wording: Wording = {}): Sentences {
  return { zh: chinese(judgement, headline, wording), en: english(judgement, headline, wording) };
}
