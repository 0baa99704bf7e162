import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, type Day } from '../src/clock/calendar.rules.js';
import { dayAt } from '../src/clock/zone.rules.js';
import { ReplayService } from '../src/standings/audit/replay.service.js';
import { startApp, type TestApp } from './support/app.js';
import { drawn } from './support/chance.js';
import { Chronicle, DAYS, FIRST_DAY, type History, history, instantAt, type Lived } from './support/histories.js';
import { ask, changesOf, type LogEntry, LogReader, readLog, type RolledUp } from './support/replay.js';
import { size } from './support/size.js';

/** How many in all. So many share a database, and with it the indicators. */
const HISTORIES = size('HISTORIES');
const TOGETHER = 40;
const A_QUARTER_HOUR = 900_000;

const MINUTES = DAYS * 24 * 60;
const LAST_INSTANT = new Date(instantAt(MINUTES));
/** Promises may have been announced before the first day. */
const EARLIEST = addDays(FIRST_DAY, -120);
const UNIT = { unitZh: '个', unitEn: null };

/** What a reader asks: of a target of a history, for a day, as known at a minute. */
interface Asked {
  of: number;
  target: number;
  day: number | null;
  known: number | null;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  of: fc.nat(TOGETHER - 1),
  target: fc.nat(2),
  day: fc.option(fc.integer({ min: -60, max: DAYS }), { freq: 6 }),
  known: fc.option(fc.nat(MINUTES), { freq: 4 }),
});

/** Some histories in two databases: one is settled every night, the other at a few minutes of the whole time. */
const world = fc.record({
  histories: fc.tuple(...Array.from({ length: TOGETHER }, () => fc.option(history, { freq: 1_000_000 }))),
  looks: fc.array(fc.nat(MINUTES), { maxLength: 4 }),
  questions: fc.noShrink(fc.array(asked, { minLength: 3 * TOGETHER, maxLength: 3 * TOGETHER })),
});

describe('random histories', () => {
  const seen = { histories: 0, deeds: 0, refused: 0, entries: 0, changes: 0, verdicts: 0, pages: 0, lists: 0 };

  afterAll(() => void process.stderr.write(`random histories: ${JSON.stringify(seen)}\n`));

  it(
    'read from the log as from the API at any instant, and settled once as settled every night',
    async () => {
      const property = fc.asyncProperty(world, async ({ histories, looks, questions }) => {
        const apps = await Promise.all([startApp(), startApp()]);
        try {
          const drawn = histories.filter((each) => each !== null);
          const [nightly, once] = await Promise.all([live(apps[0], drawn, 'nightly'), live(apps[1], drawn, looks)]);
          count(nightly);
          await toldTheSame(nightly, once);
          standsAsTold(nightly);
          const half = questions.length / 2;
          await Promise.all([
            answersAlike(nightly, questions.slice(0, half)),
            answersAlike(once, questions.slice(half)),
          ]);
          for (const app of apps) expect((await app.get(ReplayService).check()).differences).toEqual([]);
        } finally {
          await Promise.all(apps.map((app) => app.close()));
        }
      });
      await fc.assert(property, {
        ...drawn(Math.ceil(HISTORIES / TOGETHER)),
        interruptAfterTimeLimit: A_QUARTER_HOUR,
        markInterruptAsFailure: true,
        // One that is drawn again is made as small as it goes.
        endOnFailure: process.env.TEST_PATH === undefined,
      });
    },
    2 * A_QUARTER_HOUR,
  );

  /** A month off and settling once tells what a month of nights told, change by change, and raises the same flags. */
  async function toldTheSame(nightly: Written, once: Written): Promise<void> {
    for (const [nth, { refused, targets }] of nightly.lived.entries()) {
      const twin = once.lived[nth]!;
      expect(twin.refused).toEqual(refused);
      for (const [at, { id }] of targets.entries()) {
        const other = twin.targets[at]!.id;
        const told = { nth, at, told: changesOf(nightly.log, id), flags: await flagsOf(nightly.app, id) };
        expect({ nth, at, told: changesOf(once.log, other), flags: await flagsOf(once.app, other) }).toEqual(told);
        seen.changes += told.told.length;
      }
    }
  }

  /** What the API says of a day, as known at an instant, is what the log up to that instant leads to. */
  async function answersAlike(written: Written, questions: Asked[]): Promise<void> {
    const { lived, log, app } = written;
    if (lived.length === 0) return;
    for (const { of, target, day, known } of questions) {
      const { pledgeId, targets, zone } = lived[of % lived.length]!;
      const { id } = targets[target % targets.length]!;
      const instant = known === null ? LAST_INSTANT : new Date(instantAt(known));
      const asOf = day === null ? null : addDays(FIRST_DAY, day);
      const query = new URLSearchParams({
        ...(asOf !== null && { asOf }),
        ...(known !== null && { knownAt: instant.toISOString() }),
      }).toString();
      const reader = new LogReader(log, known === null ? Infinity : positionAt(log, instant));
      const own = asOf ?? dayAt(instant, zone);
      await verdictAlike(app, id, query, own, reader, own > dayAt(LAST_INSTANT, zone));
      await pageAlike(app, pledgeId, query, own, reader);
      if (of % 8 === 0 && query !== '') await listAlike(app, query, asOf ?? latestDay(instant), reader);
    }
  }

  async function verdictAlike(
    app: TestApp,
    id: string,
    query: string,
    asOf: Day,
    reader: LogReader,
    isToCome: boolean,
  ): Promise<void> {
    const { status, body } = await ask(app.url, `targets/${id}/verdict?${query}`);
    const said = status === 200 ? body : status;
    expect({ query, said }).toEqual({ query, said: isToCome ? 400 : (reader.verdict(id, asOf, UNIT) ?? 404) });
    seen.verdicts += 1;
  }

  /** The page of a pledge: what is stored for now where nothing is asked, else its targets judged anew. */
  async function pageAlike(app: TestApp, id: string, query: string, asOf: Day, reader: LogReader): Promise<void> {
    const { status, body } = await ask(app.url, `pledges/${id}?${query}`);
    if (status !== 200) {
      expect([400, 404]).toContain(status);
      if (status === 404) expect(reader.rollUp(id, asOf)).toBeNull();
      return;
    }
    const { rollUp, targets } = body as {
      rollUp: RolledUp | null;
      targets: { id: string; verdict: object | null }[];
    };
    expect({ id, query, rollUp: rollUp && shown(rollUp) }).toEqual({ id, query, rollUp: reader.rollUp(id, asOf) });
    seen.pages += 1;
    if (query === '') return;
    for (const { id: targetId, verdict } of targets) {
      const { targetId: _id, pledgeId: _pledge, ...judged } = reader.verdict(targetId, asOf, UNIT)!;
      expect({ query, verdict }).toEqual({ query, verdict: judged });
    }
  }

  /** The list of a past day is read from spans, not from facts. */
  async function listAlike(app: TestApp, query: string, asOf: Day, reader: LogReader): Promise<void> {
    const listed: Record<string, RolledUp> = {};
    for (let cursor = ''; ;) {
      const { body } = await ask(app.url, `pledges?limit=200&${query}${cursor}`);
      const { items, next } = body as { items: (RolledUp & { id: string })[]; next: string | null };
      for (const line of items) listed[line.id] = shown(line);
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    const expected: Record<string, RolledUp> = {};
    for (const id of reader.pledges()) {
      const rollUp = reader.rollUp(id, asOf);
      if (rollUp !== null) expected[id] = rollUp;
    }
    expect({ query, listed }).toEqual({ query, listed: expected });
    seen.lists += 1;
  }

  function count({ lived, log }: Written): void {
    seen.histories += lived.length;
    seen.entries += log.length;
    for (const { refused } of lived) {
      seen.deeds += refused.length;
      seen.refused += refused.filter((code) => code !== null).length;
    }
  }
});

/** A database after everything has happened, and its log as a follower has it. */
interface Written {
  app: TestApp;
  lived: Lived[];
  log: LogEntry[];
}

async function live(app: TestApp, histories: History[], settled: 'nightly' | number[]): Promise<Written> {
  const chronicle = await Chronicle.open(app);
  await chronicle.live(histories, settled);
  return { app, lived: chronicle.lived, log: await readLog(app.url) };
}

/** Who reads nothing but the changes, and puts each where it says, holds the words of every day. */
function standsAsTold({ lived, log }: Written): void {
  const reader = new LogReader(log);
  for (const { targets, zone } of lived) {
    const today = dayAt(LAST_INSTANT, zone);
    for (const { id } of targets) expect(reader.misheard(id, EARLIEST, today)).toEqual([]);
  }
}

function positionAt(log: LogEntry[], instant: Date): number {
  return log.findLast(({ knownAt }) => knownAt <= instant.toISOString())?.position ?? 0;
}

async function flagsOf({ db }: TestApp, targetId: string): Promise<object[]> {
  return db.query("SELECT kind, detail, state FROM flag WHERE target_id = $1 AND state <> 'cleared' ORDER BY kind", [
    targetId,
  ]);
}

function shown({ headline, goalpost, counts, due }: RolledUp): RolledUp {
  return { headline, goalpost, counts, due };
}

/** Who asks for no one's calendar is told of the latest day anywhere: here always the day in China. */
function latestDay(instant: Date): Day {
  return dayAt(instant, 'Asia/Shanghai');
}
