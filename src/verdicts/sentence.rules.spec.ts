import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  CEILING,
  EVERY,
  FLOOR,
  LEVEL,
  MEAN,
  UNNAMED,
  judged,
  level,
  months,
  total,
  type Fields,
} from '../../test/support/judging.js';
import { sentencesOf } from './sentence.rules.js';
import type { Wording } from './told.rules.js';
import { HEADLINES, type Headline } from './words.rules.js';

// Both languages in one row: sentence-en.rules.ts and sentence-zh.rules.ts are tested here.

const HOMES = { unitZh: '套', unitEn: 'homes' };
const DUE = '2024-12-31';

/** The two sentences, with the headline the figures lead to. */
function told(target: Fields, figures: Fields[], asOf: string, wording: Wording = HOMES): [Headline, string, string] {
  const judgement = judged(target, figures, asOf);
  const { en, zh } = sentencesOf(judgement, judgement.headline, wording);
  return [judgement.headline, en, zh];
}

type Row = [headline: Headline, target: Fields, figures: Fields[], asOf: string, en: string, zh: string];

const MONTHLY = { ...FLOOR, cadence: 'monthly' };
const june = total('120', '2024-06-30');
const year = total('299', DUE);
const words = (claim: string, on: string): Fields => total(null, on, { claim });

describe('a count', () => {
  const KNOWN_EN = '120 of 300 homes by 30 June 2024: 40.0 %';
  const PACED_EN = `${KNOWN_EN} where 49.7 % was due.`;
  const KNOWN_ZH = '到2024年6月30日120/300套：完成40.0%';
  const PACED_ZH = `${KNOWN_ZH}，按进度应为49.7%。`;
  it.each<Row>([
    ['behind', FLOOR, [june], '2024-07-01', `${PACED_EN} Due 31 December 2024.`, `${PACED_ZH}期限2024年12月31日。`],
    [
      'behind',
      MONTHLY,
      [june],
      '2024-07-01',
      `${PACED_EN} Due 31 December 2024. To make it: 30 a month from now; best so far 20.`,
      `${PACED_ZH}期限2024年12月31日。要按期完成，今后每月需30，至今最好一个月20。`,
    ],
    [
      'behind',
      { ...FLOOR, cadence: 'quarterly' },
      [june],
      '2024-07-01',
      `${PACED_EN} Due 31 December 2024. To make it: 90 a quarter from now; best so far 60.`,
      `${PACED_ZH}期限2024年12月31日。要按期完成，今后每季度需90，至今最好一个季度60。`,
    ],
    [
      'behind',
      { ...FLOOR, cadence: 'half_yearly' },
      [june],
      '2024-07-01',
      `${PACED_EN} Due 31 December 2024. To make it: 180 a half-year from now; best so far 120.`,
      `${PACED_ZH}期限2024年12月31日。要按期完成，今后每半年需180，至今最好一个半年120。`,
    ],
    [
      'behind',
      { ...FLOOR, cadence: 'yearly' },
      [june],
      '2024-07-01',
      `${PACED_EN} Due 31 December 2024. To make it: 180 a year from now; best so far 120.`,
      `${PACED_ZH}期限2024年12月31日。要按期完成，今后每年需180，至今最好一年120。`,
    ],
    [
      'on_track',
      FLOOR,
      [total('290', '2024-11-30')],
      '2024-12-10',
      '290 of 300 homes by 30 November 2024: 96.6 % where 91.5 % was due. Due 31 December 2024.',
      '到2024年11月30日290/300套：完成96.6%，按进度应为91.5%。期限2024年12月31日。',
    ],
    [
      'in_progress',
      { ...FLOOR, due: null },
      [june],
      '2024-07-01',
      `${KNOWN_EN}. It has no due day.`,
      `${KNOWN_ZH}。没有期限。`,
    ],
    [
      'no_figures',
      FLOOR,
      [],
      '2024-07-01',
      'No figure is on record. Promised: at least 300 homes. Due 31 December 2024.',
      '没有记录到数字；承诺至少300套。期限2024年12月31日。',
    ],
    [
      'in_progress',
      FLOOR,
      [words('not_met', '2024-06-30')],
      '2024-07-01',
      'On record are words, and no number to hold against at least 300 homes. Due 31 December 2024.',
      '只有文字记录，没有可对照的数字；承诺至少300套。期限2024年12月31日。',
    ],
    [
      'met',
      FLOOR,
      [total('300', DUE)],
      '2025-01-05',
      '300 of 300 homes by 31 December 2024: 100.0 %. Reached on 31 December 2024, on time.',
      '到2024年12月31日300/300套：完成100.0%。于2024年12月31日达到，按期。',
    ],
    [
      'met',
      FLOOR,
      [total('300', '2024-06-30')],
      '2025-01-05',
      '300 of 300 homes by 30 June 2024: 100.0 %. Reached on 30 June 2024, 184 days before its due day.',
      '到2024年6月30日300/300套：完成100.0%。于2024年6月30日达到，提前184天。',
    ],
    [
      'met',
      FLOOR,
      [total('300', '2025-01-01')],
      '2025-01-05',
      '300 of 300 homes by 1 January 2025: 100.0 %. Reached on 1 January 2025, 1 day late.',
      '到2025年1月1日300/300套：完成100.0%。于2025年1月1日达到，迟1天。',
    ],
    [
      'met',
      { ...FLOOR, due: null },
      [total('300', '2025-01-01')],
      '2025-01-05',
      '300 of 300 homes by 1 January 2025: 100.0 %. Reached on 1 January 2025.',
      '到2025年1月1日300/300套：完成100.0%。于2025年1月1日达到。',
    ],
    [
      'exceeded',
      FLOOR,
      [total('301', DUE)],
      '2025-01-05',
      '301 of 300 homes by 31 December 2024: 100.3 %. More than promised, reached on 31 December 2024, on time.',
      '到2024年12月31日301/300套：完成100.3%。超过承诺，于2024年12月31日达到，按期。',
    ],
    [
      'claimed',
      FLOOR,
      [words('met', DUE)],
      '2025-01-05',
      'On record are words, and no number to hold against at least 300 homes. Said to be met, in words of 31 December 2024, without a number to check.',
      '只有文字记录，没有可对照的数字；承诺至少300套。2024年12月31日的说法是已完成，没有可核对的数字。',
    ],
    [
      'claimed',
      FLOOR,
      [june, words('met', '2024-10-31'), words('exceeded', DUE)],
      '2025-01-05',
      `${KNOWN_EN}. Said to be exceeded, in words of 31 December 2024, without a number to check.`,
      `${KNOWN_ZH}。2024年12月31日的说法是超额完成，没有可核对的数字。`,
    ],
    [
      'missed',
      { ...FLOOR, closes: 'fixed' },
      [year],
      '2025-01-01',
      '299 of 300 homes by 31 December 2024: 99.6 %. The window closed on 31 December 2024, and the final record falls short.',
      '到2024年12月31日299/300套：完成99.6%。期限2024年12月31日已过，最终记录没有达到承诺。',
    ],
    [
      'overdue',
      FLOOR,
      [year],
      '2025-01-01',
      '299 of 300 homes by 31 December 2024: 99.6 %. It was due 31 December 2024; what is on record falls short.',
      '到2024年12月31日299/300套：完成99.6%。期限2024年12月31日已过，记录中的数字没有达到承诺。',
    ],
    [
      'long_overdue',
      FLOOR,
      [june],
      '2030-01-01',
      `${KNOWN_EN}. It was due 31 December 2024; what is on record falls short.`,
      `${KNOWN_ZH}。期限2024年12月31日已过，记录中的数字没有达到承诺。`,
    ],
    [
      'unreported',
      FLOOR,
      [],
      '2025-02-01',
      'No figure is on record. Promised: at least 300 homes. It was due 31 December 2024; nothing on record says whether it was reached.',
      '没有记录到数字；承诺至少300套。期限2024年12月31日已过，记录里没有能说明是否达到的数字。',
    ],
    [
      'awaiting_figures',
      FLOOR,
      [june],
      '2025-01-15',
      `${KNOWN_EN}. It was due 31 December 2024; the final figure is expected by 30 January 2025.`,
      `${KNOWN_ZH}。期限2024年12月31日已过，最终数字应在2025年1月30日前公布。`,
    ],
    [
      'in_grace',
      { ...FLOOR, graceDays: 30 },
      [year],
      '2025-01-10',
      '299 of 300 homes by 31 December 2024: 99.6 %. It was due 31 December 2024 and is in legal grace until 30 January 2025.',
      '到2024年12月31日299/300套：完成99.6%。期限2024年12月31日已过，法定宽限到2025年1月30日。',
    ],
    [
      'stale',
      MONTHLY,
      [],
      '2024-06-30',
      'No figure is on record. Promised: at least 300 homes. Figures were expected and none is on record.',
      '没有记录到数字；承诺至少300套。该有的数字没有记录到。',
    ],
    [
      'stale',
      MONTHLY,
      [june],
      '2024-10-30',
      `${PACED_EN} Nothing newer than 30 June 2024 is on record, though it was expected.`,
      `${PACED_ZH}该有新数字了，记录只到2024年6月30日。`,
    ],
    [
      'behind',
      { ...FLOOR, comparator: 'more_than' },
      [june],
      '2024-07-01',
      '120 homes against more than 300 homes by 30 June 2024: 40.0 % where 49.7 % was due. Due 31 December 2024.',
      '到2024年6月30日120套，承诺超过300套：完成40.0%，按进度应为49.7%。期限2024年12月31日。',
    ],
  ])('%s', (headline, target, figures, asOf, en, zh) =>
    expect(told(target, figures, asOf)).toEqual([headline, en, zh]),
  );
});

describe('a limit', () => {
  const four = total('4', '2024-06-30');
  it.each<Row>([
    [
      'breached',
      CEILING,
      [total('11', '2024-06-30')],
      '2024-07-01',
      '11 homes against at most 10 homes by 30 June 2024: 110.0 %. A line that was to be held has been crossed.',
      '到2024年6月30日11套，承诺不超过10套：完成110.0%。要守住的线已被越过。',
    ],
    [
      'ahead',
      { ...CEILING, comparator: 'less_than' },
      [four],
      '2024-07-01',
      '4 homes against under 10 homes by 30 June 2024: 40.0 % where 49.7 % was due. Due 31 December 2024.',
      '到2024年6月30日4套，承诺低于10套：完成40.0%，按进度应为49.7%。期限2024年12月31日。',
    ],
    [
      'holding',
      { ...CEILING, comparator: 'between', value: '2', upper: '7' },
      [four],
      '2024-07-01',
      '4 homes against between 2 and 7 homes by 30 June 2024: 200.0 %. Due 31 December 2024.',
      '到2024年6月30日4套，承诺在2套～7套之间：完成200.0%。期限2024年12月31日。',
    ],
    [
      'holding',
      { ...CEILING, comparator: 'about', value: '5', tolerance: '1.5' },
      [four],
      '2024-07-01',
      '4 homes against about 5 homes (± 1.5) by 30 June 2024: 80.0 %. Due 31 December 2024.',
      '到2024年6月30日4套，承诺约5套（±1.5）：完成80.0%。期限2024年12月31日。',
    ],
    [
      'in_progress',
      { ...CEILING, value: '0' },
      [total('1', '2024-06-30', { standing: 'estimate' })],
      '2024-07-01',
      '1 homes against at most 0 homes by 30 June 2024. Due 31 December 2024.',
      '到2024年6月30日1套，承诺不超过0套。期限2024年12月31日。',
    ],
  ])('%s', (headline, target, figures, asOf, en, zh) =>
    expect(told(target, figures, asOf)).toEqual([headline, en, zh]),
  );
});

describe('a level', () => {
  const based = { ...LEVEL, baseline: { value: '70', on: '2023-12-31' } };
  const whole = level('5', DUE, { periodStart: '2024-01-01' });
  it.each<Row>([
    [
      'in_progress',
      LEVEL,
      [level('75', '2024-06-30')],
      '2024-07-01',
      '75 % on 30 June 2024, against at least 80 %. Due 31 December 2024.',
      '2024年6月30日为75%，承诺至少80%。期限2024年12月31日。',
    ],
    [
      'on_track',
      based,
      [level('75', '2024-06-30')],
      '2024-07-01',
      '75 % on 30 June 2024, against at least 80 %: 50.0 % where 49.7 % was due. Due 31 December 2024.',
      '2024年6月30日为75%，承诺至少80%：完成50.0%，按进度应为49.7%。期限2024年12月31日。',
    ],
    [
      'far_behind',
      based,
      [level('69', '2024-06-30')],
      '2024-07-01',
      '69 % on 30 June 2024, against at least 80 %: −10.0 % where 49.7 % was due. Due 31 December 2024.',
      '2024年6月30日为69%，承诺至少80%：完成−10.0%，按进度应为49.7%。期限2024年12月31日。',
    ],
    [
      'met', // what decided it is told, not what came after
      LEVEL,
      [level('79', DUE), level('80', '2025-06-30'), level('60', '2025-12-31')],
      '2026-01-01',
      '80 % on 30 June 2025, against at least 80 %. Reached on 30 June 2025, 181 days late.',
      '2025年6月30日为80%，承诺至少80%。于2025年6月30日达到，迟181天。',
    ],
    [
      'in_progress',
      MEAN,
      months('5', '5', '5.3'),
      '2024-04-01',
      'A mean of 5.1 % by 31 March 2024 (3 of 12 periods on record), against at most 5 %. Due 31 December 2024. To make it, the remaining periods must average 4.966.',
      '到2024年3月31日平均5.1%（已记录12期中的3期），承诺不超过5%。期限2024年12月31日。要按期完成，余下各期平均须为4.966。',
    ],
    [
      'met',
      MEAN,
      [whole],
      '2025-01-01',
      'A mean of 5 % by 31 December 2024 (published for the whole window), against at most 5 %. Reached on 31 December 2024, on time.',
      '到2024年12月31日平均5%（公布的全期平均），承诺不超过5%。于2024年12月31日达到，按期。',
    ],
    [
      'holding',
      { ...MEAN, cadence: null },
      [level('5', '2024-06-30')],
      '2024-07-01',
      'A mean of 5 % by 30 June 2024 (1 on record), against at most 5 %. Due 31 December 2024.',
      '到2024年6月30日平均5%（已记录1期），承诺不超过5%。期限2024年12月31日。',
    ],
    [
      'holding',
      EVERY,
      months('5', '4'),
      '2024-03-01',
      'Latest 4 % by 29 February 2024 (2 of 12 periods on record), against at most 5 %. Due 31 December 2024.',
      '到2024年2月29日最近一期4%（已记录12期中的2期），承诺不超过5%。期限2024年12月31日。',
    ],
    [
      'met', // a figure of the whole window is one of those of an every without a cadence
      { ...EVERY, cadence: null },
      [whole],
      '2025-01-01',
      'Latest 5 % by 31 December 2024 (1 on record), against at most 5 %. Reached on 31 December 2024, on time.',
      '到2024年12月31日最近一期5%（已记录1期），承诺不超过5%。于2024年12月31日达到，按期。',
    ],
  ])('%s', (headline, target, figures, asOf, en, zh) => {
    expect(told(target, figures, asOf, { unitZh: '%', unitEn: '%' })).toEqual([headline, en, zh]);
  });
});

describe('a deliverable', () => {
  it.each<Row>([
    [
      'no_figures',
      ACT,
      [],
      '2024-07-01',
      'No figure is on record. Due 31 December 2024.',
      '没有记录到数字。期限2024年12月31日。',
    ],
    [
      'in_progress',
      ACT,
      [level('0.5', '2024-06-30')],
      '2024-07-01',
      'On record as under way, not as delivered. Due 31 December 2024.',
      '记录显示正在进行，尚未记录完成。期限2024年12月31日。',
    ],
    [
      'met',
      ACT,
      [level('1', '2024-06-30')],
      '2024-07-01',
      'On record as delivered on 30 June 2024. Reached on 30 June 2024, 184 days before its due day.',
      '记录显示已于2024年6月30日完成。于2024年6月30日达到，提前184天。',
    ],
    [
      'overdue', // silence is never failure: it is not on record as delivered
      ACT,
      [],
      '2025-01-01',
      'No figure is on record. It was due 31 December 2024; it is not on record as delivered.',
      '没有记录到数字。期限2024年12月31日已过，没有记录到完成。',
    ],
  ])('%s', (headline, target, figures, asOf, en, zh) =>
    expect(told(target, figures, asOf)).toEqual([headline, en, zh]),
  );
});

describe('a number never published', () => {
  const share = { statedShare: '0.6' };
  it.each<Row>([
    [
      'not_assessable',
      UNNAMED,
      [],
      '2024-07-01',
      'The promised number is not published, and no figure is on record. Nobody can hold this promise against a number.',
      '承诺的数字没有公布，也没有记录到数字。这项承诺没有可以对照的数字。',
    ],
    [
      'not_assessable',
      UNNAMED,
      [june],
      '2024-07-01',
      '120 homes by 30 June 2024. The promised number is not published, nor a share of it. Nobody can hold this promise against a number.',
      '到2024年6月30日120套。承诺的数字没有公布，完成比例也没有公布。这项承诺没有可以对照的数字。',
    ],
    [
      'in_progress',
      UNNAMED,
      [words('not_met', '2024-06-30')],
      '2024-07-01',
      'The promised number is not published, nor a share of it. Due 31 December 2024.',
      '承诺的数字没有公布，完成比例也没有公布。期限2024年12月31日。',
    ],
    [
      'ahead',
      UNNAMED,
      [total(null, '2024-06-30', share)],
      '2024-07-01',
      'The promised number is not published; the share stated by 30 June 2024 is 60.0 %. Due 31 December 2024.',
      '承诺的数字没有公布；公布的完成比例是60.0%（到2024年6月30日）。期限2024年12月31日。',
    ],
    [
      'ahead',
      UNNAMED,
      [total('50', '2024-06-30', share)],
      '2024-07-01',
      '50 homes by 30 June 2024. The promised number is not published; the share stated by 30 June 2024 is 60.0 %. Due 31 December 2024.',
      '到2024年6月30日50套。承诺的数字没有公布；公布的完成比例是60.0%（到2024年6月30日）。期限2024年12月31日。',
    ],
  ])('%s', (headline, target, figures, asOf, en, zh) =>
    expect(told(target, figures, asOf)).toEqual([headline, en, zh]),
  );
});

describe('what stands above the figures', () => {
  const judgement = judged(FLOOR, [june], '2024-07-01');
  const late = judged(FLOOR, [june], '2025-02-01');
  const noDue = judged({ ...FLOOR, due: null }, [june], '2024-07-01');
  it.each<[headline: Headline, of: typeof judgement, en: string, zh: string]>([
    [
      'contested',
      judgement,
      'Publishers lead to different answers, and nobody has decided yet.',
      '不同来源得出不同结论，还没有人裁定。',
    ],
    [
      'withdrawn',
      judgement,
      'The promise was withdrawn; it still counts in every total.',
      '承诺已撤回，总数里仍然算它。',
    ],
    ['claimed', judgement, 'Said to be met, without a number to check.', '有说法称已完成，没有可核对的数字。'],
    ['missed', noDue, 'The final record falls short.', '最终记录没有达到承诺。'],
    ['in_progress', late, '120 of 300 homes by 30 June 2024: 40.0 %.', '到2024年6月30日120/300套：完成40.0%。'],
  ])('%s', (headline, of, en, zh) => {
    const sentences = sentencesOf(of, headline, HOMES);
    expect([sentences.en.endsWith(en), sentences.zh.endsWith(zh)]).toEqual([true, true]);
  });
});

describe('the wording', () => {
  it.each<[why: string, wording: Wording | undefined, en: RegExp, zh: RegExp]>([
    ['without a unit', undefined, /^120 of 300 by 30 June 2024/, /120\/300：/],
    ['with none', { unitZh: null, unitEn: null }, /^120 of 300 by 30 June 2024/, /120\/300：/],
    ['with one in Chinese alone', { unitZh: '套' }, /^120 of 300 by 30 June 2024/, /120\/300套：/],
    ['a unit of per cent', { unitZh: '%', unitEn: '%' }, /^120 of 300 % by/, /120\/300%：/],
    ['with nothing assumed', { assumed: [] }, /Due 31 December 2024\.$/, /期限2024年12月31日。$/],
    [
      'with fields that the source does not state',
      { assumed: ['due', 'publicationLagDays'] },
      / Assumed, not stated by the source: the due day, the publication lag\.$/,
      /推定而来源未写明：期限、公布时滞。$/,
    ],
    ['with a field without a name', { assumed: ['unit'] }, /source: unit\.$/, /未写明：unit。$/],
  ])('%s', (_why, wording, en, zh) => {
    const judgement = judged(FLOOR, [june], '2024-07-01');
    const sentences = sentencesOf(judgement, 'behind', wording);
    expect(sentences.en).toMatch(en);
    expect(sentences.zh).toMatch(zh);
  });

  it('names every field of a version in Chinese', () => {
    const fields =
      'comparator value upper tolerance missAllowed measure aggregate start due closes baseline cadence publicationLagDays graceDays trajectory';
    const { zh } = sentencesOf(judged(FLOOR, [june], '2024-07-01'), 'behind', { assumed: fields.split(' ') });
    expect(zh).toMatch(
      /：比较方式、数值、上限、容差、可偏离的一侧、口径、取值方式、起始日、期限、是否可补交、基数、报数周期、公布时滞、宽限、进度安排。$/,
    );
  });
});

it('every headline has a sentence in both languages, and none says that nothing was done', () => {
  for (const headline of HEADLINES) {
    const judgement = judged({ ...FLOOR, due: '2024-12-31' }, [total('300', '2024-06-30')], '2024-07-01');
    const { en, zh } = sentencesOf(judgement, headline, HOMES);
    expect(en).toMatch(/^300 of 300 homes by 30 June 2024/);
    expect(zh).toMatch(/^到2024年6月30日300\/300套/);
    expect(`${en}${zh}`).not.toMatch(/undefined|null|NaN|nothing was done|什么也没做/);
  }
});

it('a promise without the limit it needs is not put into words', () => {
  const judgement = judged({ ...FLOOR, comparator: 'between', upper: '310', closes: 'fixed' }, [june], '2024-07-01');
  const target = { ...judgement.evidence.target, upper: null };
  const spoilt = { ...judgement, evidence: { ...judgement.evidence, target } };
  expect(() => sentencesOf(spoilt, 'behind')).toThrow(TypeError);
});
