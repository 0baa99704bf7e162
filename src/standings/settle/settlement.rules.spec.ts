import { describe, expect, it } from '@jest/globals';
import { type Fields, total } from '../../../test/support/judging.js';
import { historyOf, recordOf, type Told } from '../../../test/support/records.js';
import { dayText } from '../../clock/calendar.rules.js';
import type { Change } from './changes.rules.js';
import { type Occasion, type Settlement, type Stored, settlementOf } from './settlement.rules.js';

const settle = (about: Told, today: string, before: Stored | null, occasion: Occasion): Settlement =>
  settlementOf(historyOf(recordOf(about)), today, before, occasion);

/** What is stored until the next settling. */
const stored = ({ stretches, firstPublishedOn }: Settlement, asOf: string): Stored => ({
  asOf,
  firstPublishedOn,
  stretches,
});

const told = (changes: readonly Change[]): string[] =>
  changes.map(
    ({ kind, on, from, to }) => `${kind} ${on} ${from?.headline ?? 'nothing'} → ${to?.headline ?? 'nothing'}`,
  );

const june = total('120', '2024-06-30');
const done: Fields = total('300', '2024-06-30', { publishedOn: '2024-07-05' });

describe('the first time', () => {
  it.each<[today: string, changes: string[], changesOn: string | null, since: string]>([
    ['2024-01-01', ['ordinary 2024-01-01 nothing → no_figures'], '2024-06-30', '2024-01-01'],
    [
      '2024-07-20',
      [
        'backfill 2024-01-01 nothing → no_figures',
        'backfill 2024-06-30 no_figures → behind',
        'ordinary 2024-07-20 nothing → behind',
      ],
      '2024-12-01',
      '2024-06-30',
    ],
    [
      '2030-01-01',
      [
        'backfill 2024-01-01 nothing → no_figures',
        'backfill 2024-06-30 no_figures → behind',
        'backfill 2024-12-01 behind → behind', // due soon
        'backfill 2025-01-01 behind → awaiting_figures',
        'backfill 2025-01-31 awaiting_figures → overdue',
        'backfill 2025-04-03 overdue → long_overdue',
        'ordinary 2030-01-01 nothing → long_overdue',
      ],
      null,
      '2025-04-03',
    ],
  ])('on %s', (today, changes, changesOn, headlineSince) => {
    const settlement = settle({ figures: [june] }, today, null, 'fact');
    expect(told(settlement.changes)).toEqual(changes);
    expect(settlement).toMatchObject({ changesOn, firstPublishedOn: today, headlineSince });
  });

  it('before it was announced nothing is told', () => {
    const settlement = settle({ figures: [june] }, '2023-12-31', null, 'fact');
    expect(settlement).toMatchObject({
      changes: [],
      explained: null,
      axes: null,
      changesOn: '2024-01-01',
      headlineSince: '2023-12-31',
    });
  });

  it('what stands is explained', () => {
    const settlement = settle({ figures: [june] }, '2024-07-20', null, 'fact');
    expect(settlement.explained).toMatchObject({ headline: 'behind', asOf: '2024-07-20', changesOn: '2024-12-01' });
    expect(settlement.explained?.sentenceEn).toContain('120 of 300 homes');
    expect(settlement.axes?.headline).toBe('behind');
  });
});

describe('time alone', () => {
  const about = { figures: [june] };
  const first = stored(settle(about, '2024-07-20', null, 'fact'), '2024-07-20');
  it.each<[today: string, changes: string[]]>([
    ['2024-07-20', []],
    ['2024-11-30', []],
    ['2024-12-01', ['ordinary 2024-12-01 behind → behind']],
    [
      '2025-02-10',
      [
        'ordinary 2024-12-01 behind → behind',
        'ordinary 2025-01-01 behind → awaiting_figures',
        'ordinary 2025-01-31 awaiting_figures → overdue',
      ],
    ],
  ])('up to %s', (today, changes) => {
    const settlement = settle(about, today, first, 'rules');
    expect(told(settlement.changes)).toEqual(changes);
    expect(settlement.firstPublishedOn).toBe('2024-07-20');
  });

  it('a month off and once is the same as every night', () => {
    const nightly: Change[] = [];
    let before = first;
    for (let night = 1; night <= 300; night += 1) {
      const today = dayText(19_924 + night); // from 20 July 2024 on
      const settlement = settle(about, today, before, 'rules');
      nightly.push(...settlement.changes);
      before = stored(settlement, today);
    }
    expect(nightly).toEqual(settle(about, before.asOf, first, 'rules').changes);
    expect(nightly).toHaveLength(4);
  });

  it('leaves every span as it is', () => {
    expect(settle(about, '2025-02-10', first, 'rules').spans).toEqual({ removed: [], inserted: [] });
  });
});

describe('a fact', () => {
  const first = stored(settle({ figures: [june] }, '2024-07-01', null, 'fact'), '2024-07-01');
  it.each<[why: string, about: Told, today: string, changes: string[]]>([
    ['published today is news', { figures: [june, done] }, '2024-07-05', ['ordinary 2024-07-05 behind → met']],
    [
      'published before corrects the days that were told',
      { figures: [june, done] },
      '2024-07-08',
      ['correction 2024-07-05 behind → met'],
    ],
    [
      'of days before the first telling is backfill',
      { figures: [june, { ...june, periodEnd: '2024-03-31', publishedOn: '2024-03-31' }] },
      '2024-07-05',
      ['backfill 2024-03-31 no_figures → ahead'],
    ],
    ['that changes nothing', { figures: [june, total('1', '2023-06-30')] }, '2024-07-05', []],
  ])('%s', (_why, about, today, changes) => expect(told(settle(about, today, first, 'fact').changes)).toEqual(changes));

  it('comes after what time had brought', () => {
    const late = total('299', '2024-12-31', { publishedOn: '2025-01-15' });
    expect(told(settle({ figures: [june, late] }, '2025-01-15', first, 'fact').changes)).toEqual([
      'ordinary 2024-12-01 behind → behind',
      'ordinary 2025-01-01 behind → awaiting_figures',
      'ordinary 2025-01-15 awaiting_figures → overdue',
    ]);
  });

  it('a void takes the target off the board', () => {
    const history = historyOf(recordOf({ figures: [june] }), new Map(), 200);
    const settlement = settlementOf(history, '2024-07-08', first, 'fact');
    expect(settlement).toMatchObject({ explained: null, axes: null, stretches: [] });
    expect(told(settlement.changes)).toEqual([
      'backfill 2024-01-01 no_figures → nothing',
      'backfill 2024-06-30 behind → nothing',
      'correction 2024-07-01 behind → nothing',
    ]);
    expect(settlement.changes.map(({ because }) => because)).toEqual(['entry_error', 'entry_error', 'entry_error']);
  });
});

it('a change of the rules tells what moved today, of its own kind', () => {
  const first = stored(settle({ figures: [june] }, '2024-07-01', null, 'fact'), '2024-07-01');
  const other: Stored = {
    ...first,
    stretches: first.stretches.map((each) => ({ ...each, words: { ...each.words, headline: 'on_track' as const } })),
  };
  expect(told(settle({ figures: [june] }, '2024-12-05', other, 'rules').changes)).toEqual([
    'ordinary 2024-12-01 on_track → on_track',
    'rules 2024-12-05 on_track → behind',
  ]);
  expect(settle({ figures: [june] }, '2024-07-05', first, 'rules').changes).toEqual([]);
});

it('is settled again when what is told beside the headline differs, though the headline stands', () => {
  const about: Told = { figures: [june], versions: [['amendment', '2024-05-01', { due: '2024-08-31' }]] };
  const july = settle(about, '2024-07-20', null, 'fact');
  expect(july).toMatchObject({ changesOn: '2024-12-01', dueOn: '2024-08-01' });
  const september = settle(about, '2024-09-01', stored(july, '2024-07-20'), 'rules');
  expect(september).toMatchObject({ changes: [], changesOn: '2024-12-01', dueOn: '2024-10-01' });
  expect(september.explained?.current?.headline).toBe('awaiting_figures');
  expect(settle({ figures: [june] }, '2024-07-20', null, 'fact').dueOn).toBe('2024-12-01');
  expect(settle({ figures: [june] }, '2030-01-01', null, 'fact').dueOn).toBeNull();
});

it('a headline stands since its first day, over other changes', () => {
  const about = { figures: [june] };
  expect(settle(about, '2024-12-15', null, 'fact').headlineSince).toBe('2024-06-30'); // behind, due soon since
  expect(settle(about, '2025-01-31', null, 'fact').headlineSince).toBe('2025-01-31');
  expect(settle(about, '2024-06-29', null, 'fact').headlineSince).toBe('2024-01-01');
});

it('a day that another machine has settled is not gone back upon: its changes are told once', () => {
  const about = { figures: [june] };
  const evening = stored(settle(about, '2024-11-30', null, 'fact'), '2024-11-30');
  const morning = settle(about, '2024-12-01', evening, 'rules');
  expect(told(morning.changes)).toEqual(['ordinary 2024-12-01 behind → behind']);
  const behindhand = settle(about, '2024-11-30', { ...evening, asOf: morning.asOf }, 'fact');
  expect(behindhand).toMatchObject({ asOf: '2024-12-01', changes: [], changesOn: morning.changesOn });
  expect(settle(about, '2024-12-01', stored(behindhand, behindhand.asOf), 'rules').changes).toEqual([]);
});
