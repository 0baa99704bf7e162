import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, dayNumber } from '../src/clock/calendar.rules.js';
import { nextTurn, standingOf, standsApart, type Record } from '../src/verdicts/standing.rules.js';
import { timelineOf } from '../src/verdicts/timeline.rules.js';
import { nextStepAfter, stepOn } from './support/steps.js';
import { DELIVERIES, PUBLISHER_CLASSES } from '../src/verdicts/words.rules.js';
import { drawn } from './support/chance.js';
import type { Fields } from './support/judging.js';
import { figuresOf, targets } from './support/questions.js';
import { recordOf, type Told } from './support/records.js';
import { size } from './support/size.js';

const FIRST = dayNumber('2023-12-25');
const DAYS = 900;
/** Each record is judged on every so many days, from another day on each: together on all. */
const STRIDE = 13;
const day = fc.integer({ min: 0, max: 600 }).map((offset) => addDays('2024-01-01', offset));

/** Figures of all classes; one supersedes another only within its own. */
function ofClasses(figures: Fields[], classes: readonly string[]): Fields[] {
  const classOf = new Map(figures.map(({ id }, at) => [id, classes[at % classes.length]]));
  return figures.map((figure) => ({
    ...figure,
    publisherClass: classOf.get(figure['id']),
    supersedes: classOf.get(figure['supersedes']) === classOf.get(figure['id']) ? figure['supersedes'] : null,
  }));
}

const LATER = ['amendment', 'clarification', 'withdrawal'] as const;

/** What is on record: versions that move the number or the day, figures of three classes, decisions. */
const records: fc.Arbitrary<Record> = targets
  .chain((target) =>
    fc.record({
      target: fc.constant(target),
      figures: fc
        .tuple(
          figuresOf(target),
          fc.array(fc.constantFrom('government', 'government', ...PUBLISHER_CLASSES), { minLength: 1, maxLength: 5 }),
        )
        .map(([figures, classes]) => ofClasses(figures, classes)),
      versions: fc.array(fc.tuple(fc.constantFrom(...LATER), day, versionOf(target)), { maxLength: 2 }),
      decisions: fc.array(fc.record({ on: day, delivery: fc.constantFrom(...DELIVERIES), after: fc.nat(9) }), {
        maxLength: 2,
      }),
    }),
  )
  .map((told: Told) => recordOf(told));

function versionOf({ due, baseline }: Fields): fc.Arbitrary<Fields> {
  const later = typeof due === 'string' ? addDays(due, 90) : due;
  const values = baseline === null ? ['299', '301', '12.5'] : ['299'];
  return fc
    .record({ due: fc.constantFrom(due, later), value: fc.constantFrom(...values) })
    .map(({ due: on, value }) => ({
      ...(on === due ? {} : { due: on }),
      ...(on === due ? lawfulValue(value) : {}),
    }));
}

/** A number with what a band needs beside it. */
const lawfulValue = (value: string): Fields => ({ value, upper: '500' });

it('the timeline stands on every day where judging that day alone stands', () => {
  fc.assert(
    fc.property(records, fc.nat(STRIDE - 1), (record, offset) => {
      const steps = timelineOf(record);
      for (let number = FIRST + offset; number < FIRST + DAYS; number += STRIDE) {
        const alone = standingOf(record, number);
        const step = stepOn(steps, number);
        if ((alone === null) !== (step === undefined)) throw new Error(`${number}: one stands and the other does not`);
        if (alone !== null && standsApart(alone, step!.standing)) throw new Error(`${number}: they stand apart`);
      }
      // A step is a change: each stands apart from the one before it.
      for (const [at, { standing }] of steps.entries()) {
        expect(at === 0 || standsApart(steps[at - 1]!.standing, standing)).toBe(true);
      }
    }),
    drawn(size('RUNS')),
  );
}, 60_000);

it('after all is known, the next turn is the next step', () => {
  fc.assert(
    fc.property(records, (record) => {
      const facts = [...record.versions.map(({ announcedOn }) => announcedOn), ...record.decisions.map(({ on }) => on)];
      const last = Math.max(...facts, ...record.figures.map(({ publishedOn }) => publishedOn));
      const standing = standingOf(record, last)!;
      expect(nextTurn(standing, last)).toBe(nextStepAfter(timelineOf(record), last));
    }),
    drawn(size('RUNS')),
  );
});
