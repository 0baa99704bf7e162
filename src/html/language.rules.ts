/** The languages of the product and text that stands in one or both of them. */

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text of the product: always in both languages. */
export type Words = Readonly<Record<Language, string>>;

/** A text from outside (a title, a name, a unit): Chinese, and English where somebody wrote it. */
export type Told = { readonly zh: string; readonly en: string | null };

/** Picks the language of a page once: `const t = say('en'); t('看板', 'Board')`. */
export function say(language: Language): (zh: string, en: string) => string {
  return language === 'zh' ? (zh) => zh : (_, en) => en;
}

/** The text in the wanted language, else in the other one, and in which it is. */
export function toldIn(language: Language, told: Told): { text: string; language: Language } {
  if (language === 'en' && told.en) return { text: told.en, language: 'en' };
  return { text: told.zh, language: 'zh' };
}

/** Value of a `lang` attribute. */
export function langTag(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : 'en';
}

/** A remark that was written in both languages, Chinese first: "中文。 / English." */
export function bilingual(text: string): Told {
  const [zh = text, en, ...more] = text.split(' / ');
  const both = en !== undefined && more.length === 0 && HAN.test(zh) && !HAN.test(en);
  return both ? { zh, en } : { zh: text, en: HAN.test(text) ? null : text };
}

const HAN = /\p{Script=Han}/u;
