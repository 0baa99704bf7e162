import { describe, expect, it } from '@jest/globals';
import { FLOOR, UNNAMED, total } from '../../test/support/judging.js';
import { recordOf, type Told } from '../../test/support/records.js';
import { dayNumber, dayText } from '../clock/calendar.rules.js';
import { timelineOf } from './timeline.rules.js';
import { nextStepAfter, stepOn } from '../../test/support/steps.js';

const steps = (about: Told): string[] =>
  timelineOf(recordOf(about)).map(({ on, standing }) => {
    const { headline, judged, goalpost } = standing;
    return `${dayText(on)} ${headline} ${judged.timeliness}${goalpost === 'unchanged' ? '' : ` ${goalpost}`}`;
  });

const june = total('120', '2024-06-30');
const done = total('300', '2024-06-30');

describe('a timeline has one step a change', () => {
  it.each<[why: string, about: Told, steps: string[]]>([
    [
      'nothing on record',
      {},
      [
        '2024-01-01 no_figures not_due',
        '2024-12-01 no_figures due_soon',
        '2025-01-01 awaiting_figures awaiting_figures',
        '2025-01-31 unreported unreported',
      ],
    ],
    [
      'a figure in June, and no more',
      { figures: [june] },
      [
        '2024-01-01 no_figures not_due',
        '2024-06-30 behind not_due',
        '2024-12-01 behind due_soon',
        '2025-01-01 awaiting_figures awaiting_figures',
        '2025-01-31 overdue overdue',
        '2025-04-03 long_overdue long_overdue',
      ],
    ],
    ['reached in June', { figures: [done] }, ['2024-01-01 no_figures not_due', '2024-06-30 met met_early']],
    [
      'a figure that changes nothing makes no step',
      { figures: [done, total('300', '2024-09-30')] },
      ['2024-01-01 no_figures not_due', '2024-06-30 met met_early'],
    ],
    [
      'published before it was announced',
      { figures: [{ ...june, periodEnd: '2024-01-01', publishedOn: '2023-12-01' }] },
      [
        '2024-01-01 in_progress not_due',
        '2024-12-01 in_progress due_soon',
        '2025-01-01 awaiting_figures awaiting_figures',
        '2025-01-31 overdue overdue',
        '2025-04-03 long_overdue long_overdue',
      ],
    ],
    [
      'withdrawn on the day it would have been due soon',
      { versions: [['withdrawal', '2024-12-01', {}]] },
      [
        '2024-01-01 no_figures not_due',
        '2024-12-01 withdrawn due_soon',
        '2025-01-01 withdrawn awaiting_figures',
        '2025-01-31 withdrawn unreported',
      ],
    ],
    [
      'clarified, decided',
      {
        target: { ...UNNAMED, due: '2024-06-30' },
        versions: [['clarification', '2024-02-01', { value: '300' }]],
        figures: [total('300', '2024-03-31', { publisherClass: 'auditor' })],
        decisions: [{ on: '2024-04-10', delivery: 'met' }],
      },
      [
        '2024-01-01 not_assessable not_due',
        '2024-02-01 no_figures not_due clarified',
        '2024-03-31 contested not_due clarified',
        '2024-04-10 met met_early clarified',
      ],
    ],
  ])('%s', (_why, about, expected) => expect(steps(about)).toEqual(expected));
});

describe('a step holds until the next', () => {
  const timeline = timelineOf(recordOf({ target: FLOOR, figures: [june] }));
  it.each<[day: string, on: string | null, next: string | null]>([
    ['2023-12-31', null, '2024-01-01'],
    ['2024-01-01', '2024-01-01', '2024-06-30'],
    ['2024-06-29', '2024-01-01', '2024-06-30'],
    ['2024-06-30', '2024-06-30', '2024-12-01'],
    ['2025-04-03', '2025-04-03', null],
    ['2030-01-01', '2025-04-03', null],
  ])('on %s that of %s stands, then that of %s', (day, on, next) => {
    const number = dayNumber(day);
    const step = stepOn(timeline, number);
    const after = nextStepAfter(timeline, number);
    expect([step ? dayText(step.on) : null, after === null ? null : dayText(after)]).toEqual([on, next]);
  });
});
