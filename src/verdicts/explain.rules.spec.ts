import { describe, expect, it } from '@jest/globals';
import { FLOOR, LEVEL, level, total, type Fields } from '../../test/support/judging.js';
import { recordOf, type Told } from '../../test/support/records.js';
import { dayNumber, dayText } from '../clock/calendar.rules.js';
import { explain, nextAside, type Explained } from './explain.rules.js';
import { nextTurn, standingOf } from './standing.rules.js';

function explained(about: Told, asOf: string): Explained {
  const day = dayNumber(asOf);
  const standing = standingOf(recordOf(about), day)!;
  return explain(standing, day, nextTurn(standing, day), { unitZh: '套', unitEn: 'homes' });
}

const MONTHLY = { ...FLOOR, cadence: 'monthly' };
const june = total('120', '2024-06-30', { publishedOn: '2024-07-10' });
const auditor = { publisherClass: 'auditor' };

it('everything that went in, as plain JSON', () => {
  const about = { target: MONTHLY, figures: [june], assumed: ['due'] };
  const told = explained(about, '2024-07-20');
  expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  expect(told).toEqual({
    asOf: '2024-07-20',
    headline: 'behind',
    delivery: 'in_progress',
    timeliness: 'not_due',
    pace: 'behind',
    freshness: 'fresh',
    achieved: '120',
    share: '0.4',
    expectedShare: '0.497267759562',
    ratio: '0.804395604395',
    requiredMean: null,
    metOn: null,
    daysLate: null,
    changesOn: '2024-08-01',
    rulesVersion: 1,
    confidence: 'single_source',
    goalpost: 'unchanged',
    coveredTo: '2024-06-30',
    firstPublishedOn: '2024-07-10',
    lastPublishedOn: '2024-07-10',
    needed: { months: 1, perPeriod: '30', best: '20' },
    alerts: [],
    assumed: ['due'],
    current: null,
    classes: [],
    decided: false,
    sentenceZh:
      '到2024年6月30日120/300套：完成40.0%，按进度应为49.7%。期限2024年12月31日。要按期完成，今后每月需30，至今最好一个月20。推定而来源未写明：期限。',
    sentenceEn:
      '120 of 300 homes by 30 June 2024: 40.0 % where 49.7 % was due. Due 31 December 2024. To make it: 30 a month from now; best so far 20. Assumed, not stated by the source: the due day.',
  });
});

it('nothing on record is null', () => {
  const { coveredTo, firstPublishedOn, lastPublishedOn, needed, achieved } = explained(
    { target: MONTHLY },
    '2024-07-20',
  );
  expect([coveredTo, firstPublishedOn, lastPublishedOn, needed, achieved]).toEqual([null, null, null, null, null]);
});

describe('the publications that count', () => {
  const march = total('50', '2024-03-31', { publishedOn: '2024-08-01' });
  const early = total('10', '2024-01-31', { publishedOn: '2024-02-05' });
  it.each<[why: string, figures: Fields[], first: string, last: string]>([
    ['the first and the latest, not of the latest figure', [early, june, march], '2024-02-05', '2024-08-01'],
    ['the first not of the first figure either', [march, june], '2024-07-10', '2024-08-01'],
    ['in whichever order', [march, june, early], '2024-02-05', '2024-08-01'],
    [
      'not what was superseded',
      [
        { ...early, id: 'a' },
        { ...june, supersedes: 'a' },
      ],
      '2024-07-10',
      '2024-07-10',
    ],
    ['not another publisher’s', [june, { ...early, ...auditor }], '2024-07-10', '2024-07-10'],
    ['before 1970 as after it', [total('5', '1960-06-30')], '1960-06-30', '1960-06-30'],
  ])('%s', (_why, figures, first, last) => {
    expect(explained({ target: { ...FLOOR, start: null }, figures }, '2024-09-01')).toMatchObject({
      firstPublishedOn: first,
      lastPublishedOn: last,
    });
  });
});

it('an amended promise is judged against its current version beside it', () => {
  const versions: Told['versions'] = [['amendment', '2024-05-01', { value: '100', due: '2024-08-31' }]];
  expect(explained({ figures: [june], versions }, '2024-07-20')).toMatchObject({
    headline: 'behind',
    goalpost: 'mixed',
    current: {
      headline: 'exceeded',
      delivery: 'exceeded',
      timeliness: 'met_early',
      share: '1.2',
      achieved: '120',
      metOn: '2024-06-30',
      due: '2024-08-31',
    },
  });
  const open: Told['versions'] = [['amendment', '2024-05-01', { due: null }]];
  expect(explained({ figures: [june], versions: open }, '2024-07-20').current?.due).toBeNull();
});

it('other publishers, and a ruling between them', () => {
  const figures = [
    june,
    total('300', '2024-06-30', auditor),
    total(null, '2024-06-30', { publisherClass: 'independent', claim: 'met' }),
  ];
  const contested = explained({ figures }, '2024-07-20');
  expect(contested).toMatchObject({
    headline: 'contested',
    confidence: 'contested',
    decided: false,
    classes: [
      { publisherClass: 'independent', delivery: 'claimed', achieved: null, coveredTo: null },
      { publisherClass: 'auditor', delivery: 'met', achieved: '300', coveredTo: '2024-06-30' },
    ],
  });
  const decided = explained({ figures, decisions: [{ on: '2024-07-15', delivery: 'met' }] }, '2024-07-20');
  expect(decided).toMatchObject({ headline: 'met', decided: true, metOn: '2024-06-30', delivery: 'met' });
});

describe('what is told beside the headline next differs', () => {
  const sooner: Told['versions'] = [['amendment', '2024-05-01', { due: '2024-08-31' }]];
  it.each<[why: string, about: Told, asOf: string, day: string | null]>([
    ['when the current version is due soon', { figures: [june], versions: sooner }, '2024-07-20', '2024-08-01'],
    ['when it is over', { figures: [june], versions: sooner }, '2024-08-01', '2024-09-01'],
    ['and long over', { figures: [june], versions: sooner }, '2024-10-01', '2024-11-30'],
    ['never again', { figures: [june], versions: sooner }, '2024-11-30', null],
    ['never, where nothing stands beside it', { figures: [june] }, '2024-07-20', null],
    [
      'when the final figure of another publisher settles it',
      {
        target: { ...FLOOR, comparator: 'at_most', closes: 'fixed' },
        figures: [june, total('200', '2024-12-31', { ...auditor, publishedOn: '2024-12-20' })],
      },
      '2024-12-20',
      '2024-12-31',
    ],
    [
      'when the figures say themselves on which day a ruling lets it be reached',
      {
        target: LEVEL,
        figures: [level('80', '2024-12-31', { publishedOn: '2024-12-15' })],
        decisions: [{ on: '2024-12-20', delivery: 'met' }],
      },
      '2024-12-20',
      '2024-12-31',
    ],
  ])('%s', (_why, about, asOf, day) => {
    const standing = standingOf(recordOf(about), dayNumber(asOf))!;
    const next = nextAside(standing, dayNumber(asOf));
    expect(next === null ? null : dayText(next)).toBe(day);
  });
});

it('what looks wrong is said, and changes nothing', () => {
  const figures = [total('130', '2024-05-31'), june];
  expect(explained({ figures }, '2024-07-20')).toMatchObject({ alerts: ['running_total_fell'], achieved: '120' });
});
