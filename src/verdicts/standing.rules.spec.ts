import { describe, expect, it } from '@jest/globals';
import { CEILING, FLOOR, LEVEL, UNNAMED, level, total, type Fields } from '../../test/support/judging.js';
import { recordOf, type Told } from '../../test/support/records.js';
import { dayNumber, dayText } from '../clock/calendar.rules.js';
import { nextTurn, sceneOn, standIn, standingOf, standsApart, turningDaysOf, type Standing } from './standing.rules.js';

/** Headline, confidence and goalpost. */
function told(about: Told, asOf: string): string | null {
  const standing = standingOf(recordOf(about), dayNumber(asOf));
  return standing && `${standing.headline}, ${standing.confidence}, ${standing.goalpost}`;
}

const auditor = { publisherClass: 'auditor' };
const independent = { publisherClass: 'independent' };
const june = total('120', '2024-06-30');
const done = total('300', '2024-06-30');
const DUE = '2024-12-31';

describe('a target stands', () => {
  it.each<[why: string, about: Told, asOf: string, told: string | null]>([
    ['nowhere before it was announced', {}, '2023-12-31', null],
    ['from its announcement on', {}, '2024-01-01', 'no_figures, single_source, unchanged'],
    ['by the government’s figures', { figures: [june] }, '2024-07-01', 'behind, single_source, unchanged'],
    ['once they are published', { figures: [june] }, '2024-06-29', 'no_figures, single_source, unchanged'],
  ])('%s', (_why, about, asOf, expected) => expect(told(about, asOf)).toBe(expected));
});

describe('another publisher', () => {
  const agrees = { ...done, ...auditor };
  const alike = { ...done, ...independent };
  const half = total('150', '2024-06-30', auditor);
  const late = { ...half, publishedOn: '2024-07-02' };
  const back = total('110', '2024-03-31', auditor);
  const march = total('100', '2024-03-31');
  const fell = total('290', '2024-09-30', auditor);
  const words = total(null, '2024-09-30', { ...auditor, claim: 'met' });
  const useless = total('9', '2023-06-30', auditor);
  it.each<[why: string, figures: Fields[], asOf: string, told: string]>([
    ['independent, that agrees', [done, alike], '2024-07-01', 'met, corroborated'],
    ['an auditor that agrees', [done, agrees], '2024-07-01', 'met, verified'],
    ['both', [done, agrees, alike], '2024-07-01', 'met, verified'],
    ['that differs', [done, half], '2024-07-01', 'contested, contested'],
    ['one that agrees and one that differs', [done, alike, half], '2024-07-01', 'contested, contested'],
    ['that is not known yet', [done, late], '2024-07-01', 'met, single_source'],
    ['further back, that was not behind then', [march, done, back], '2024-07-01', 'met, single_source'],
    ['further back than any of the government’s', [done, back], '2024-07-01', 'contested, contested'],
    ['further on, that agreed up to then', [done, agrees, fell], '2024-10-01', 'met, single_source'],
    ['with words alone is uncut', [june, words], '2024-10-01', 'contested, contested'],
    ['whose figures are of no use', [june, useless], '2024-07-01', 'behind, single_source'],
    ['alone', [half], '2024-07-01', 'contested, contested'],
    ['alone and of no use', [useless], '2024-07-01', 'no_figures, single_source'],
  ])('%s', (_why, figures, asOf, expected) => expect(told({ figures }, asOf)).toBe(`${expected}, unchanged`));

  const FIXED = { ...FLOOR, closes: 'fixed' };
  const short = total('299', DUE, auditor);
  it.each<[why: string, figures: Fields[], asOf: string, told: string]>([
    ['and until due nothing is closed', [june, { ...june, ...auditor }, short], DUE, 'behind, verified'],
    ['and the day after it is', [june, { ...june, ...auditor }, short], '2025-01-01', 'contested, contested'],
    ['and differs at once', [total('300', DUE), short], DUE, 'contested, contested'],
  ])('that is closed and short, %s', (_why, figures, asOf, expected) => {
    expect(told({ target: FIXED, figures }, asOf)).toBe(`${expected}, unchanged`);
  });

  it('is not told of as more than one class each', () => {
    const figures = [done, { ...done, ...independent }, { ...done, ...auditor }, total('310', '2024-09-30', auditor)];
    const { others } = sceneOn(recordOf({ figures }), dayNumber('2024-10-01'))!;
    expect(others.map(({ publisherClass }) => publisherClass)).toEqual(['independent', 'auditor']);
  });
});

describe('a decision', () => {
  const half = total('150', '2024-06-30', auditor);
  const on = '2024-07-10';
  type Decisions = NonNullable<Told['decisions']>;
  it.each<[why: string, decision: Decisions[number], asOf: string, told: string, metOn: string | null]>([
    ['ends the contest', { on, delivery: 'in_progress' }, on, 'ahead in_progress', null],
    ['from its day on', { on, delivery: 'in_progress' }, '2024-07-09', 'contested met', '2024-06-30'],
    ['for the government', { on, delivery: 'met' }, on, 'met met', '2024-06-30'],
    ['for more than that', { on, delivery: 'exceeded' }, on, 'exceeded exceeded', '2024-06-30'],
    ['is reopened by a later figure', { on, delivery: 'in_progress', after: 1 }, on, 'contested met', '2024-06-30'],
  ])('%s', (_why, decision, asOf, expected, metOn) => {
    const record = recordOf({ figures: [done, half], decisions: [decision] });
    const { headline, judged } = standingOf(record, dayNumber(asOf))!;
    expect(`${headline} ${judged.delivered.delivery}`).toBe(expected);
    expect(judged.delivered.metOn === null ? null : dayText(judged.delivered.metOn)).toBe(metOn);
  });

  const audited = total('300', '2024-05-31', auditor);
  it.each<[why: string, figures: Fields[], metOn: string]>([
    ['the government reached it', [done, half], '2024-06-30'],
    ['the auditor did', [june, audited], '2024-05-31'],
    ['an independent did, and is asked first', [june, audited, { ...done, ...independent }], '2024-06-30'],
    ['nobody did: its own day', [june, half], '2024-07-10'],
  ])('met is dated: %s', (_why, figures, metOn) => {
    const record = recordOf({ figures, decisions: [{ on, delivery: 'met' }] });
    expect(dayText(standingOf(record, dayNumber('2024-08-01'))!.judged.delivered.metOn!)).toBe(metOn);
  });

  const met: Decisions[number] = { on, delivery: 'met' };
  const missed: Decisions[number] = { on: '2024-07-20', delivery: 'missed' };
  it.each<[why: string, decisions: Decisions, asOf: string, delivery: string]>([
    ['the last counts', [met, missed], '2024-07-20', 'missed'],
    ['not before its day', [met, missed], '2024-07-19', 'met'],
    ['in whichever order', [missed, met], '2024-07-20', 'missed'],
    [
      'of one day the later recorded',
      [
        { ...missed, on },
        { ...met, after: 1 },
      ],
      '2024-07-20',
      'missed',
    ],
    ['none', [], '2024-07-20', 'in_progress'],
  ])('%s', (_why, decisions, asOf, delivery) => {
    const figures = [june, half];
    expect(standingOf(recordOf({ figures, decisions }), dayNumber(asOf))!.judged.delivered.delivery).toBe(delivery);
  });

  it('stands until a figure recorded after it is known', () => {
    const late = total('130', '2024-07-31', { publishedOn: '2024-08-10' });
    const record = recordOf({ figures: [june, late], decisions: [{ on: '2024-07-10', delivery: 'met', after: 1 }] });
    const headlines = ['2024-08-09', '2024-08-10'].map((day) => standingOf(record, dayNumber(day))!.headline);
    expect(headlines).toEqual(['met', 'behind']);
  });
});

describe('versions', () => {
  type Versions = NonNullable<Told['versions']>;
  const figures = [total('200', '2024-06-30')];
  const eased: Versions[number] = ['amendment', '2024-05-01', { value: '200' }];
  const again: Versions[number] = ['amendment', '2024-06-01', { value: '200' }];
  const lower: Versions[number] = ['amendment', '2024-06-01', { value: '100' }];
  const higher: Versions[number] = ['amendment', '2024-05-01', { value: '400' }];
  const back: Versions[number] = ['amendment', '2024-06-01', {}];
  const clear: Versions[number] = ['clarification', '2024-05-01', { value: '200' }];
  const later: Versions[number] = ['clarification', '2024-06-01', { value: '200' }];
  const gone: Versions[number] = ['withdrawal', '2024-06-01', {}];
  it.each<[why: string, versions: Versions, asOf: string, told: string]>([
    ['an amendment leaves the headline', [eased], '2024-07-01', 'ahead, eased'],
    ['before it was announced', [eased], '2024-04-30', 'no_figures, unchanged'],
    ['on its day', [eased], '2024-05-01', 'no_figures, eased'],
    ['a clarification moves the headline', [clear], '2024-07-01', 'met, clarified'],
    ['eased, then clarified: it stays', [eased, later], '2024-07-01', 'ahead, eased'],
    ['clarified, then eased', [clear, lower], '2024-07-01', 'met, eased'],
    ['in whichever order they are told', [lower, clear], '2024-07-01', 'met, eased'],
    ['of one day the later recorded', [higher, eased], '2024-05-01', 'no_figures, eased'],
    ['amended and taken back', [eased, back], '2024-07-01', 'ahead, unchanged'],
    ['withdrawn', [gone], '2024-07-01', 'withdrawn, unchanged'],
    ['on its day', [gone], '2024-06-01', 'withdrawn, unchanged'],
    ['not yet', [gone], '2024-05-31', 'no_figures, unchanged'],
    ['eased, then withdrawn', [eased, gone], '2024-07-01', 'withdrawn, eased'],
    ['withdrawn, then promised again', [gone, ['amendment', '2024-06-02', {}]], '2024-07-01', 'ahead, unchanged'],
  ])('%s', (_why, versions, asOf, expected) => {
    const [headline, goalpost] = expected.split(', ');
    expect(told({ figures, versions }, asOf)).toBe(`${headline}, single_source, ${goalpost}`);
  });

  it.each<[why: string, versions: Versions, told: string]>([
    ['it becomes known', [eased], 'met, single_source, clarified'],
    ['and is eased', [eased, lower], 'met, single_source, eased'],
    ['and said again', [eased, again], 'met, single_source, clarified'],
  ])('a number that was never published: %s', (_why, versions, expected) => {
    expect(told({ target: UNNAMED, figures, versions }, '2024-07-01')).toBe(expected);
  });

  it('withdrawn stands above contested', () => {
    const two = [done, total('9', '2024-06-30', auditor)];
    expect(told({ figures: two, versions: [gone] }, '2024-07-01')).toBe('withdrawn, contested, unchanged');
  });

  it('the current one is judged beside the original', () => {
    const scene = sceneOn(recordOf({ figures, versions: [eased] }), dayNumber('2024-07-01'))!;
    expect([scene.base.kind, scene.current.kind]).toEqual(['original', 'amendment']);
    expect(scene.currentEvidence?.target.value).toBe(scene.current.target.value);
    expect(sceneOn(recordOf({ figures }), dayNumber('2024-07-01'))!.currentEvidence).toBeNull();
  });

  it('a record without an original stands nowhere', () => {
    const { versions, ...rest } = recordOf({ versions: [eased] });
    expect(standingOf({ ...rest, versions: versions.slice(1) }, dayNumber('2024-07-01'))).toBeNull();
  });
});

describe('the next turn', () => {
  const provisional = level('80', DUE, { standing: 'provisional', publisherClass: 'auditor' });
  it.each<[why: string, about: Told, asOf: string, on: string | null]>([
    ['of what is known now', { figures: [june] }, '2024-07-01', '2024-12-01'],
    [
      'whatever is announced later',
      { figures: [june], versions: [['withdrawal', '2024-08-01', {}]] },
      '2024-07-01',
      '2024-12-01',
    ],
    ['never again', { figures: [done] }, '2024-07-01', null],
    ['of another publisher', { target: LEVEL, figures: [level('80', DUE), provisional] }, '2025-01-15', '2025-01-31'],
  ])('%s', (_why, about, asOf, on) => {
    const day = dayNumber(asOf);
    const next = nextTurn(standingOf(recordOf(about), day)!, day);
    expect(next === null ? null : dayText(next)).toBe(on);
  });

  it('is looked for on the days of every publisher, each once, from the earlier to the later', () => {
    const figures = [june, total('110', '2024-05-31', auditor)];
    const days = turningDaysOf(sceneOn(recordOf({ figures }), dayNumber('2024-07-01'))!);
    expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
    expect(days.map(dayText)).toEqual(expect.arrayContaining(['2025-07-01', '2025-07-31'])); // 12 months after each
  });
});

describe('two standings are apart', () => {
  const day = dayNumber('2024-07-01');
  const standing = standingOf(recordOf({ figures: [june] }), day)!;
  const { judged, scene } = standing;
  const { target } = scene.base;
  const changed = (part: Partial<Standing>): Standing => ({ ...standing, ...part });
  it.each<[why: string, other: Standing, apart: boolean]>([
    ['not by the day alone', standIn(scene, day + 1), false],
    ['by headline', changed({ headline: 'met' }), true],
    ['by delivery', changed({ judged: { ...judged, delivered: { ...judged.delivered, delivery: 'met' } } }), true],
    [
      'not by what is achieved',
      changed({ judged: { ...judged, delivered: { ...judged.delivered, achieved: null } } }),
      false,
    ],
    ['by timeliness', changed({ judged: { ...judged, timeliness: 'overdue' } }), true],
    ['by pace', changed({ judged: { ...judged, paced: { ...judged.paced, pace: 'ahead' } } }), true],
    ['by freshness', changed({ judged: { ...judged, freshness: 'late' } }), true],
    ['by confidence', changed({ confidence: 'verified' }), true],
    ['by goalpost', changed({ goalpost: 'eased' }), true],
    ['by due day', changed({ scene: { ...scene, base: { ...scene.base, target: { ...target, due: null } } } }), true],
  ])('%s', (_why, other, apart) => {
    expect([standsApart(standing, other), standsApart(other, standing)]).toEqual([apart, apart]);
  });
});

it('the ceiling of a contest is the ceiling’s own', () => {
  const figures = [total('8', '2024-06-30'), total('11', '2024-06-30', auditor)];
  expect(told({ target: CEILING, figures }, '2024-07-01')).toBe('contested, contested, unchanged');
});
