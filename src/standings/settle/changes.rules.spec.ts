import { describe, expect, it } from '@jest/globals';
import { addDays, dayNumber, dayText } from '../../clock/calendar.rules.js';
import { FLOOR, total } from '../../../test/support/judging.js';
import { recordOf } from '../../../test/support/records.js';
import { timelineOf } from '../../verdicts/timeline.rules.js';
import type { Headline } from '../../verdicts/words.rules.js';
import {
  type Axes,
  type Change,
  NO_END,
  type Stretch,
  axesOn,
  correctedChanges,
  firstChanges,
  ruleChanges,
  sameAxes,
  stretchesOf,
  timedChanges,
} from './changes.rules.js';

const AXES: Axes = {
  headline: 'on_track',
  delivery: 'in_progress',
  timeliness: 'not_due',
  pace: 'on_track',
  freshness: 'fresh',
  confidence: 'single_source',
  goalpost: 'unchanged',
  due: '2024-12-31',
};

/** Stretches of June 2024: `[1, 'behind'], [10, 'met']` is behind from the 1st, met from the 10th on. */
function june(...steps: [day: number, headline: Headline, more?: Partial<Axes>][]): Stretch[] {
  return steps.map(([day, headline, more], at) => {
    const next = steps[at + 1]?.[0];
    return { from: on(day), to: next === undefined ? NO_END : on(next), words: { ...AXES, headline, ...more } };
  });
}

/** The number of a day of June 2024; 0 is the last of May. */
const on = (day: number): number => dayNumber('2024-05-31') + day;
const date = (text: string | null): string => (text === null ? 'today' : text.replace('2024-06-', ''));
const told = (changes: Change[]): string[] =>
  changes.map(({ kind, on: day, until, from, to, because }) => {
    const days = kind === 'correction' || because !== null ? `${date(day)}–${date(until)}` : date(day);
    return [kind, days, `${from?.headline ?? 'nothing'} → ${to?.headline ?? 'nothing'}`, because]
      .filter(Boolean)
      .join(' ');
  });

describe('what time brought', () => {
  const stretches = june([1, 'on_track'], [10, 'behind'], [15, 'behind', { pace: 'far_behind' }], [20, 'overdue']);
  it.each<[after: number, upTo: number, changes: string[]]>([
    [9, 9, []],
    [9, 10, ['ordinary 10 on_track → behind']],
    [10, 19, []], // another pace alone is no change
    [10, 20, ['ordinary 20 behind → overdue']],
    [1, 20, ['ordinary 10 on_track → behind', 'ordinary 20 behind → overdue']],
    [0, 1, ['ordinary 01 nothing → on_track']],
    [20, 30, []],
  ])('after the %ith up to the %ith: %j', (after, upTo, changes) => {
    expect(told(timedChanges(stretches, on(after), on(upTo)))).toEqual(changes);
  });

  it('is the same asked nightly or once', () => {
    const nightly = Array.from({ length: 30 }, (_, night) => timedChanges(stretches, on(night), on(night + 1))).flat();
    expect(nightly).toEqual(timedChanges(stretches, on(0), on(30)));
  });
});

describe('the first time', () => {
  it.each<[why: string, stretches: Stretch[], today: number, changes: string[]]>([
    ['nothing before its announcement', june([10, 'on_track']), 9, []],
    ['its present state is told on the day itself', june([10, 'on_track']), 10, ['ordinary 10 nothing → on_track']],
    [
      'later its history is backfill',
      june([10, 'on_track']),
      12,
      ['backfill 10 nothing → on_track', 'ordinary 12 nothing → on_track'],
    ],
    [
      'all of it',
      june([1, 'on_track'], [10, 'behind']),
      12,
      ['backfill 01 nothing → on_track', 'backfill 10 on_track → behind', 'ordinary 12 nothing → behind'],
    ],
    [
      'but what begins today is told once',
      june([1, 'on_track'], [10, 'behind']),
      10,
      ['backfill 01 nothing → on_track', 'ordinary 10 nothing → behind'],
    ],
    [
      'what is to come is not told',
      june([1, 'on_track'], [10, 'behind']),
      9,
      ['backfill 01 nothing → on_track', 'ordinary 09 nothing → on_track'],
    ],
  ])('%s', (_why, stretches, today, changes) => expect(told(firstChanges(stretches, on(today)))).toEqual(changes));
});

describe('what a new fact moved, first published on the 10th, seen on the 20th', () => {
  const was = june([1, 'on_track']);
  it.each<[why: string, before: Stretch[], after: Stretch[], changes: string[]]>([
    ['nothing', was, june([1, 'on_track']), []],
    ['only what is to come', was, june([1, 'on_track'], [21, 'met']), []],
    ['news of today', was, june([1, 'on_track'], [20, 'met']), ['ordinary 20 on_track → met']],
    ['yesterday and today', was, june([1, 'on_track'], [19, 'met']), ['correction 19–today on_track → met revised']],
    [
      'days that are over',
      was,
      june([1, 'on_track'], [12, 'met'], [15, 'on_track']),
      ['correction 12–15 on_track → met revised'],
    ],
    [
      'to yesterday',
      was,
      june([1, 'on_track'], [12, 'met'], [20, 'on_track']),
      ['correction 12–20 on_track → met revised'],
    ],
    [
      'from the first day that was told',
      was,
      june([1, 'on_track'], [10, 'met']),
      ['correction 10–today on_track → met revised'],
    ],
    ['days before that', was, june([1, 'met'], [10, 'on_track']), ['backfill 01–10 on_track → met revised']],
    [
      'both',
      was,
      june([1, 'on_track'], [5, 'met']),
      ['backfill 05–10 on_track → met revised', 'correction 10–today on_track → met revised'],
    ],
    [
      'in two words',
      was,
      june([1, 'on_track'], [12, 'met'], [15, 'exceeded']),
      ['correction 12–15 on_track → met revised', 'correction 15–today on_track → exceeded revised'],
    ],
    [
      'one word, over a change of pace',
      was,
      june([1, 'on_track'], [12, 'met'], [15, 'met', { pace: 'ahead' }]),
      ['correction 12–today on_track → met revised'],
    ],
    [
      'against two words',
      june([1, 'on_track'], [15, 'behind']),
      june([1, 'on_track'], [12, 'met']),
      ['correction 12–15 on_track → met revised', 'correction 15–today behind → met revised'],
    ],
    [
      'an earlier beginning',
      june([12, 'on_track']),
      was,
      ['backfill 01–10 nothing → on_track revised', 'correction 10–12 nothing → on_track revised'],
    ],
    [
      'a later one',
      was,
      june([12, 'on_track']),
      ['backfill 01–10 on_track → nothing revised', 'correction 10–12 on_track → nothing revised'],
    ],
    [
      'taken back altogether',
      was,
      [],
      ['backfill 01–10 on_track → nothing revised', 'correction 10–today on_track → nothing revised'],
    ],
    [
      'two stretches apart',
      was,
      june([1, 'on_track'], [11, 'met'], [12, 'on_track'], [14, 'met'], [16, 'on_track']),
      ['correction 11–12 on_track → met revised', 'correction 14–16 on_track → met revised'],
    ],
  ])('%s', (_why, before, after, changes) => {
    const days = { firstPublishedOn: on(10), today: on(20) };
    expect(told(correctedChanges(before, after, days, 'revised'))).toEqual(changes);
  });

  it.each<[word: string, more: Partial<Axes>]>([
    ['delivery', { delivery: 'holding' }],
    ['timeliness', { timeliness: 'due_soon' }],
    ['goalpost', { goalpost: 'eased' }],
  ])('%s alone is a change', (_word, more) => {
    const days = { firstPublishedOn: on(10), today: on(20) };
    const after = june([1, 'on_track'], [20, 'on_track', more]);
    expect(told(correctedChanges(was, after, days, 'entry_error'))).toEqual(['ordinary 20 on_track → on_track']);
    expect(timedChanges(after, on(10), on(20))).toHaveLength(1);
  });
});

describe('a change of the rules', () => {
  it.each<[why: string, before: Stretch[], after: Stretch[], changes: string[]]>([
    ['tells what moved today', june([1, 'on_track']), june([1, 'behind']), ['rules 20 on_track → behind']],
    ['nothing that moved before', june([1, 'on_track']), june([1, 'behind'], [20, 'on_track']), []],
    ['nothing that is to come', june([1, 'on_track']), june([1, 'on_track'], [21, 'behind']), []],
    ['a target that is gone', june([1, 'on_track']), [], ['rules 20 on_track → nothing']],
    ['nothing of one that was never there', [], [], []],
  ])('%s', (_why, before, after, changes) => expect(told(ruleChanges(before, after, on(20)))).toEqual(changes));
});

describe('stretches', () => {
  it('follow the steps of a timeline, the last without end', () => {
    const stretches = stretchesOf(timelineOf(recordOf({ figures: [total('300', '2024-06-30')] })));
    expect(stretches.map(({ from, to }) => [dayText(from), to === NO_END ? null : dayText(to)])).toEqual([
      ['2024-01-01', '2024-06-30'],
      ['2024-06-30', null],
    ]);
    expect(stretches[1]!.words).toEqual({
      headline: 'met',
      delivery: 'met',
      timeliness: 'met_early',
      pace: 'not_applicable',
      freshness: 'closed',
      confidence: 'single_source',
      goalpost: 'unchanged',
      due: '2024-12-31',
    });
    const open = stretchesOf(timelineOf(recordOf({ target: { ...FLOOR, due: null } })));
    expect(open[0]!.words.due).toBeNull();
    expect(NO_END).toBeGreaterThan(dayNumber(addDays('2199-12-31', 10_000)));
  });

  it.each<[day: number, headline: Headline | null]>([
    [0, null],
    [1, 'on_track'],
    [9, 'on_track'],
    [10, 'behind'],
    [1000, 'behind'],
  ])('on day %i: %s', (day, headline) => {
    expect(axesOn(june([1, 'on_track'], [10, 'behind']), on(day))?.headline ?? null).toBe(headline);
  });

  it.each<[word: keyof Axes, value: string | null]>([
    ['headline', 'behind'],
    ['delivery', 'met'],
    ['timeliness', 'overdue'],
    ['pace', 'ahead'],
    ['freshness', 'late'],
    ['confidence', 'verified'],
    ['goalpost', 'eased'],
    ['due', null],
  ])('say the same in every word but %s', (word, value) => {
    expect([sameAxes(AXES, { ...AXES }), sameAxes(AXES, { ...AXES, [word]: value })]).toEqual([true, false]);
  });
});
