import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, dayNumber, dayText, type DayNumber } from '../src/clock/calendar.rules.js';
import type { Figure } from '../src/verdicts/figure.rules.js';
import { judge, standingOn, verdictOf, type JudgedDay, type Judgement } from '../src/verdicts/judge.rules.js';
import { parseQuestion, type Question } from '../src/verdicts/parse.rules.js';
import { RuleRefusal } from '../src/verdicts/reader.rules.js';
import { alertsOf } from '../src/verdicts/alerts.rules.js';
import { sentencesOf } from '../src/verdicts/sentence.rules.js';
import { drawn } from './support/chance.js';
import { increment, judged, verdict, type Fields } from './support/judging.js';
import { figuresOf, questions, targets, type Asked } from './support/questions.js';
import { size } from './support/size.js';

const RUNS = drawn(size('RUNS'));

/** Everything that is said of a question, as one text. */
function answer({ target, figures, asOf }: Question): string {
  const judgement = judge(target, figures, asOf);
  const said = [verdictOf(judgement), alertsOf(judgement), sentencesOf(judgement, judgement.headline)];
  return JSON.stringify(said);
}

const axes = ({ headline, delivered, timeliness, paced, freshness }: JudgedDay | Judgement): string =>
  [headline, delivered.delivery, timeliness, paced.pace, freshness].join(' ');

it('the generated questions are lawful, and lead everywhere', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(questions, (asked) => {
      const judgement = judged(asked.target, asked.figures, asked.asOf);
      for (const word of axes(judgement).split(' ')) seen.add(word);
    }),
    { numRuns: 5000, seed: 20240630 },
  );
  const everywhere =
    'no_figures in_progress holding met exceeded claimed missed breached not_assessable ' +
    'no_deadline met_early met_on_time met_late not_due due_soon closed awaiting_figures unreported in_grace overdue long_overdue ' +
    'not_applicable unknown too_early far_behind behind on_track ahead none fresh due late silent stale';
  expect([...seen].toSorted()).toEqual(everywhere.split(' ').toSorted());
});

it('walking day by day equals leaping by changesOn', () => {
  fc.assert(
    fc.property(questions, (asked) => {
      const { target, figures, asOf } = parseQuestion(asked);
      const known = figures.filter(({ publishedOn }) => publishedOn <= asOf);
      const first = judge(target, known, asOf);

      const last = asOf + 1100;
      const walked: string[] = [];
      let before = axes(first);
      for (let day = asOf + 1; day <= last; day += 1) {
        const now = axes(standingOn(first.evidence, day, null));
        if (now !== before) walked.push(`${day} ${now}`);
        before = now;
      }

      const leapt: string[] = [];
      let next: DayNumber | null = first.changesOn;
      while (next !== null && next <= last) {
        const judgement = judge(target, known, next);
        leapt.push(`${next} ${axes(judgement)}`);
        next = judgement.changesOn;
      }
      expect(leapt).toEqual(walked);
    }),
    RUNS,
  );
});

it('shuffling figures changes nothing when no two tie', () => {
  // Two figures tie when period, standing and day of publication are one: then, by §2.2, the later in order counts.
  // So each is given a day of publication of its own.
  const shuffled = questions
    .map((asked) => ({
      ...asked,
      figures: asked.figures.map((figure, at) => ({ ...figure, publishedOn: apart(figure, at) })),
    }))
    .chain((asked) =>
      fc.tuple(
        fc.constant(asked),
        fc.shuffledSubarray(asked.figures, { minLength: asked.figures.length, maxLength: asked.figures.length }),
      ),
    );
  fc.assert(
    fc.property(shuffled, ([asked, figures]) => {
      expect(answer(parseQuestion({ ...asked, figures }))).toBe(answer(parseQuestion(asked)));
    }),
    RUNS,
  );
});

/** A day of publication that no other figure of the question has: one in twenty of the days, by place. */
function apart({ publishedOn }: Fields, at: number): string {
  const number = dayNumber(publishedOn as string);
  return dayText(number - (number % 20) + at);
}

it('a figure published after asOf changes nothing, whatever it supersedes', () => {
  const later = questions.chain((asked) =>
    fc.tuple(fc.constant(asked), figuresOf(asked.target), fc.integer({ min: 1, max: 400 })),
  );
  fc.assert(
    fc.property(later, ([asked, more, delay]) => {
      const unknown = more.map((figure, at) => ({
        ...figure,
        id: `later${at}`,
        supersedes: asked.figures[at]?.['id'] ?? null,
        publishedOn: addDays(asked.asOf, delay + at),
      }));
      const figures = [...unknown.slice(0, 3), ...asked.figures, ...unknown.slice(3)];
      expect(verdict(asked.target, figures, asked.asOf)).toEqual(verdict(asked.target, asked.figures, asked.asOf));
    }),
    RUNS,
  );
});

it('an increment of 0 or more for days that no figure covers never lowers a floor’s total', () => {
  const floors = targets
    .filter(
      ({ measure, comparator }) => measure === 'flow' && (comparator === 'at_least' || comparator === 'more_than'),
    )
    .chain((target) => fc.tuple(fc.constant(target), figuresOf(target), fc.nat(), fc.nat(60), fc.nat(9)));
  fc.assert(
    fc.property(floors, ([target, figures, where, days, value]) => {
      const asOf = '2030-01-01';
      const before = judged(target, figures, asOf).evidence;
      const free = freeDays(before.known.all, before.target.start);
      const from = free[where % free.length]!;
      let to = from;
      while (to < from + days && free.includes(to + 1)) to += 1;
      const added = increment(String(value), dayText(from), dayText(to), { id: 'added' });

      const after = judged(target, [...figures, added], asOf).evidence;
      const { start, due, closes } = before.target;
      const isInside = (start === null || from >= start) && (closes === 'open' || due === null || to <= due);
      const gain = isInside ? BigInt(value) * 10n ** 24n : 0n;
      // Not only never lowered: it grows by what came, be it settled or not.
      expect(after.total?.amount ?? 0n).toBe((before.total?.amount ?? 0n) + gain);
      expect(after.firm?.amount ?? 0n).toBe((before.firm?.amount ?? 0n) + gain);
    }),
    RUNS,
  );
});

/** The days of 2023 to 2026 that no figure covers; a running total covers all from the start on, or from ever. */
function freeDays(figures: readonly Figure[], start: DayNumber | null): DayNumber[] {
  const days: DayNumber[] = [];
  const last = dayNumber('2026-12-31');
  for (let day = dayNumber('2023-01-01'); day <= last; day += 1) {
    const isCovered = figures.some(({ form, periodStart, periodEnd }) => {
      const begin = periodStart ?? (form === 'running_total' ? (start ?? -Infinity) : periodEnd);
      return begin <= day && day <= periodEnd;
    });
    if (!isCovered) days.push(day);
  }
  return days;
}

it('evaluating twice gives the same bytes, and leaves its input alone', () => {
  fc.assert(
    fc.property(questions, (asked) => {
      const text = JSON.stringify(asked);
      const question = frozen(parseQuestion(frozen(JSON.parse(text) as Asked)));
      const once = answer(question);
      expect(answer(question)).toBe(once);
      expect(answer(parseQuestion(JSON.parse(text)))).toBe(once);
    }),
    RUNS,
  );
});

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}

it('only what is met has a day, and what is not known is null', () => {
  fc.assert(
    fc.property(questions, ({ target, figures, asOf }) => {
      const { delivery, timeliness, metOn, daysLate, changesOn, ratio, expectedShare, headline } = verdict(
        target,
        figures,
        asOf,
      );
      expect(metOn !== null).toBe(delivery === 'met' || delivery === 'exceeded');
      expect(daysLate !== null).toBe(timeliness === 'met_late');
      expect(changesOn === null || changesOn > asOf).toBe(true);
      expect(ratio === null || expectedShare !== null).toBe(true);
      expect(['contested', 'withdrawn']).not.toContain(headline);
    }),
    RUNS,
  );
});

/** Judges what is lawful; a refusal is an answer. Anything else thrown fails the property. */
const judgeOrRefuse = (input: unknown): void => {
  let question: Question;
  try {
    question = parseQuestion(input);
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    expect(error.errors.length).toBeGreaterThan(0);
    expect(error.errors.every(({ pointer, code, message }) => /^(\/|$)/.test(pointer) && code && message)).toBe(true);
    return;
  }
  answer(question);
};

/** Puts something else at one place of a value, or takes the place away. */
function bent(value: unknown, turns: number[], instead: unknown, removes: boolean): unknown {
  if (typeof value !== 'object' || value === null || turns.length === 0) return instead;
  const keys = Object.keys(value);
  if (keys.length === 0) return instead;
  const [turn = 0, ...rest] = turns;
  const key = keys[turn % keys.length]!;
  const part = (value as Record<string, unknown>)[key];
  const isLeaf = typeof part !== 'object' || part === null || rest.length === 0;
  if (Array.isArray(value)) {
    if (isLeaf && removes) return value.toSpliced(Number(key), 1);
    return value.with(Number(key), bent(part, rest, instead, removes));
  }
  const { [key]: _taken, ...others } = value as Record<string, unknown>;
  return isLeaf && removes ? others : { ...others, [key]: bent(part, rest, instead, removes) };
}

describe('no input makes it throw anything but a refusal', () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  });

  it('anything at all', () => {
    fc.assert(fc.property(anything, judgeOrRefuse), drawn(3 * size('RUNS')));
    fc.assert(
      fc.property(fc.record({ asOf: anything, target: anything, figures: fc.array(anything) }), judgeOrRefuse),
      RUNS,
    );
  });

  const odd = fc.oneof(
    anything,
    fc.constantFrom(null, '', '0', '-0', '1e400', 'NaN', '9'.repeat(20), '-0.000000000001', '1900-01-01', '2199-12-31'),
    fc.constantFrom('2023-02-29', '0000-01-01', '9999-12-31', '\u0000', '\ud800', '__proto__', 0, -1, 3650, 3651, 0.5),
    fc.constantFrom('done', 'flow', 'level', 'deliverable', 'mean', 'every', 'between', 'about', 'fixed', 'f0', 'f1'),
  );

  it('lawful questions, bent in one place or three', () => {
    const bend = fc.record({ turns: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), odd, removes: fc.boolean() });
    const bends = fc.array(bend, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(questions, bends, (asked, all) => {
        judgeOrRefuse(
          all.reduce<unknown>((value, { turns, odd: instead, removes }) => bent(value, turns, instead, removes), asked),
        );
      }),
      drawn(4 * size('RUNS')),
    );
  });
});
